import type { DateShares, ViewValues } from '../../engine/shares.ts';
import type { ArrangedLayer, LayerLook, LayersPort } from '../layers/layers-port.ts';
import { firstLayers, makeLayer } from './fake-viewer.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type FakeArranged = Writable<ArrangedLayer>;

/** Layers of plain values, arranged as they are asked to be. It tells its listeners by itself when it is asked. */
export interface FakeLayers extends Omit<Writable<LayersPort>, 'layers'> {
  layers: FakeArranged[];
  /** What was asked, in order: the method's name and what it was given. */
  readonly asked: [method: string, ...given: unknown[]][];
  cost: { bytes: number; scenes: number } | string;
  shares: DateShares | null;
  tied: number | null;
  inView: () => Promise<readonly ViewValues[] | null>;
  emit(): void;
  listeners(): number;
}

export function makeLook(over: Partial<LayerLook> = {}): LayerLook {
  const { bands = ['B4', 'B3', 'B2'] } = over;
  const each = (value: number) => bands.map(() => value);
  return { bands, min: each(0), max: each(3000), gamma: each(1), palette: [], ...over };
}

export function makeArranged(over: Partial<FakeArranged> = {}): FakeArranged {
  const look = over.look === undefined ? makeLook() : over.look;
  return {
    ...makeLayer(over),
    aspect: 'pixels',
    bands: ['B2', 'B3', 'B4', 'B8', 'B11', 'B12', 'SCL'],
    look,
    visParams: look ? { bands: look.bands, min: look.min[0]!, max: look.max[0]! } : {},
    ...over,
  };
}

/** Looks follow the parameters, as they do where a layer is prepared. */
function following(layer: FakeArranged): FakeArranged {
  let { visParams } = layer;
  return Object.defineProperty(layer, 'visParams', {
    get: () => visParams,
    set(next: FakeArranged['visParams']) {
      visParams = next;
      const bands = (next.bands as string[] | undefined) ?? layer.look!.bands;
      const each = (value: unknown, other: number): number[] =>
        Array.isArray(value) ? value.map(Number) : bands.map(() => Number(value ?? other));
      layer.look = {
        bands,
        min: each(next.min, 0),
        max: each(next.max, 1),
        gamma: each(next.gamma, 1),
        palette: (next.palette as string[] | undefined) ?? [],
      };
    },
  });
}

/** Ramps of 1000 … 1999 for each shown band, at pixels of 76 m. */
const evenValues = (bands: readonly string[]): ViewValues[] =>
  bands.map((band, nth) => ({
    band,
    values: Float64Array.from({ length: 1000 }, (_, at) => 1000 + at + nth * 100),
    metres: 76.4,
  }));

export function fakeLayers(over: Partial<FakeLayers> = {}): FakeLayers {
  const heard = new Set<() => void>();
  const port: FakeLayers = {
    layers: firstLayers().map((layer) => makeArranged(layer)),
    under: null,
    asked: [],
    cost: { bytes: 3.2e6, scenes: 24 },
    shares: null,
    tied: null,
    inView: () => Promise.resolve(evenValues(port.layers.find(({ shown }) => shown)?.look?.bands ?? [])),
    on(_event, listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    emit: () => heard.forEach((listener) => listener()),
    listeners: () => heard.size,
    move: (id, to) => arrange('move', [id, to], (layers) => layers.splice(to, 0, take(layers, id))),
    remove(id) {
      const was = port.layers;
      arrange('remove', [id], (layers) => take(layers, id));
      return () => arrange('undo', [id], (layers) => layers.splice(0, layers.length, ...was));
    },
    duplicate: (id) =>
      arrange('duplicate', [id], (layers) => {
        const at = indexOf(layers, id);
        layers.splice(at + 1, 0, makeArranged({ ...layers[at]!, id: `${id}-copy` }));
      }),
    rename: (id, name) =>
      arrange('rename', [id, name], (layers) => (layers[indexOf(layers, id)]!.name = name)),
    values(id) {
      port.asked.push(['values', id]);
      return port.inView();
    },
    costOf: () => port.cost,
    addAspect(id, aspect) {
      arrange('addAspect', [id, aspect], (layers) =>
        layers.push(makeArranged({ id: `${id}-${aspect}`, name: `${aspect} of ${id}`, aspect })),
      );
      return `${id}-${aspect}`;
    },
    sharesOf: () => port.shares,
    tiedShareOf: () => port.tied,
    pendingOf: () => false,
  };
  function arrange(method: string, given: unknown[], change: (layers: FakeArranged[]) => unknown): void {
    port.asked.push([method, ...given]);
    const layers = [...port.layers];
    change(layers);
    port.layers = layers;
    port.emit();
  }
  Object.assign(port, over);
  port.layers = port.layers.map(following);
  return port;
}

const indexOf = (layers: readonly FakeArranged[], id: string) => layers.findIndex((layer) => layer.id === id);
const take = (layers: FakeArranged[], id: string) => layers.splice(indexOf(layers, id), 1)[0]!;
