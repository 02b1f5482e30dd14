import { BestpixelError } from '../errors.ts';
import type { Aspect } from '../engine/aspect.ts';
import type { Layer, LayerSpec } from '../engine/layer.ts';
import type { DateShares, ViewValues, WinnerAt } from '../engine/shares.ts';
import type { LngLat, LngLatBounds } from '../grid/grid.ts';
import { tileBounds } from '../grid/tile.ts';
import { Listeners } from '../listeners.ts';
import { PendingTiles } from '../map/pending-tiles.ts';
import { isDrawnAt } from '../map/sides.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { ArrangedLayer, LayersPort } from '../ui/layers/layers-port.ts';
import type { Viewer } from '../viewer.ts';
import { aspectId, aspectName, copyId, originOf, rootId, specOf } from './arrangement.ts';
import type { CompareDesk } from './compare-desk.ts';
import { AspectLooks } from './aspect-looks.ts';
import { RestingShares } from './resting-shares.ts';
import { ValueUnder } from './value-under.ts';

interface LayersDeskParts {
  readonly viewer: Viewer;
  readonly compare: CompareDesk;
  /** What was set, before anybody arranged it. */
  readonly own: () => readonly LayerSpec[];
}

/** Joins the layers panel, its dialogs and the legend to the viewer, which belongs to whoever made it. */
export class LayersDesk implements LayersPort {
  readonly #viewer: Viewer;
  readonly #compare: CompareDesk;
  readonly #own: LayersDeskParts['own'];
  readonly #changes = new Listeners();
  readonly #looks: AspectLooks;
  readonly #stops: readonly (() => void)[];
  #pointer: LngLat | null = null;
  readonly #values: ValueUnder;
  readonly #shares: RestingShares;
  readonly #pending: PendingTiles;
  #under: LayersPort['under'] = null;

  constructor({ viewer, compare, own }: LayersDeskParts) {
    this.#viewer = viewer;
    this.#compare = compare;
    this.#own = own;
    this.#looks = new AspectLooks(viewer);
    this.#shares = new RestingShares(viewer.stage);
    this.#pending = new PendingTiles(viewer.map);
    const { engine, listeners } = viewer.stage;
    this.#values = new ValueUnder(engine.provenance, (error) => listeners.emit('error', error));
    this.#stops = [
      viewer.on('change', () => {
        this.#looks.adjust();
        this.#look();
        this.#markPending();
      }),
      viewer.stage.view.onPointer((at) => {
        this.#pointer = at;
        this.#look();
      }),
    ];
  }

  get layers(): readonly ArrangedLayer[] {
    return this.#viewer.layers;
  }

  get under(): LayersPort['under'] {
    return this.#under;
  }

  on(_event: 'change', listener: () => void): () => void {
    const stops = [
      this.#changes.on('change', listener),
      this.#viewer.on('change', listener),
      this.#shares.onRest(listener),
    ];
    return () => stops.forEach((stop) => stop());
  }

  move(id: string, to: number): void {
    const specs = this.#specs();
    const from = specs.findIndex((spec) => spec.id === id);
    if (from < 0) return;
    const [moved] = specs.splice(from, 1);
    specs.splice(to, 0, moved!);
    this.#arrange(specs);
  }

  remove(id: string): () => void {
    const specs = this.#specs();
    const at = specs.findIndex((spec) => spec.id === id);
    if (at < 0) return () => {};
    this.#arrange(specs.toSpliced(at, 1));
    return () => {
      const others = this.#specs().filter((spec) => spec.id !== id);
      // The rule may be another by now: it comes back as what its copies and siblings are.
      const now = this.#own().find((spec) => spec.id === rootId(id));
      const back = now ? { ...specs[at]!, image: now.image } : specs[at]!;
      this.#arrange(others.toSpliced(Math.min(at, others.length), 0, back));
    };
  }

  duplicate(id: string): void {
    const specs = this.#specs();
    const at = specs.findIndex((spec) => spec.id === id);
    if (at < 0) return;
    const taken = specs.map((spec) => spec.id!);
    const copy = { ...specs[at]!, id: copyId(id, taken), name: nameOfCopy(specs[at]!, specs) };
    this.#arrange(specs.toSpliced(at + 1, 0, copy));
  }

  rename(id: string, name: string): void {
    this.#arrange(this.#specs().map((spec) => (spec.id === id ? { ...spec, name } : spec)));
  }

  values(id: string, signal: AbortSignal): Promise<readonly ViewValues[] | null> {
    const { engine, view } = this.#viewer.stage;
    return engine.provenance.valuesIn(this.#layer(id), view.bounds, signal);
  }

  costOf(id: string, aspect: Aspect): { readonly bytes: number; readonly scenes: number } | string {
    return this.#viewer.stage.engine.provenance.costOf(this.#layer(id), aspect);
  }

  addAspect(id: string, aspect: Exclude<Aspect, 'pixels'>): string {
    const base = this.#layer(id).aspect === 'pixels' ? id : originOf(id);
    const added = aspectId(base, aspect);
    const specs = this.#specs();
    const at = specs.findIndex((spec) => spec.id === base);
    const there = specs.find((spec) => spec.id === added);
    const { name = '' } = specs[at]!;
    const visParams = this.#looks.of(this.#layer(base), aspect);
    const spec: LayerSpec = there
      ? { ...there, shown: true }
      : {
          ...specs[at]!,
          id: added,
          name: aspectName(aspect, name),
          aspect,
          visParams,
          shown: true,
          opacity: 1,
        };
    const others = specs.filter((each) => each.id !== added);
    // On top, so that it is seen.
    this.#arrange([...others, spec]);
    this.#compare.join(added, base);
    return added;
  }

  sharesOf(id: string): DateShares | null {
    const layer = this.#find(id);
    return layer ? this.#shares.datesOf(layer) : null;
  }

  tiedShareOf(id: string): number | null {
    const layer = this.#find(id);
    return layer ? this.#shares.tiesOf(layer) : null;
  }

  pendingOf(id: string): boolean {
    const layer = this.#find(id);
    return layer !== undefined && this.#viewer.stage.engine.provenance.pendingOf(layer).length > 0;
  }

  /** Stops listening. */
  dispose(): void {
    this.#stops.forEach((stop) => stop());
    this.#values.dispose();
    this.#pending.dispose();
    this.#changes.clear();
  }

  /** What lies under the pointer; where values are read back, once they are there. */
  #look(): void {
    const at = this.#pointer;
    if (!at) return this.#tell(null);
    const { engine } = this.#viewer.stage;
    const winner = this.#winnerUnder(at);
    const tops = winner ? engine.layers.slice(engine.layers.indexOf(winner.layer) + 1) : engine.layers;
    const layers = tops.filter(
      (layer) => this.#isSeen(layer, at) && (layer.aspect === 'margin' || layer.aspect === 'scenes'),
    );
    const told = winner && { ...winner.found, layer: winner.layer.name };
    const tiles = winner ? engine.provenance.pendingOf(winner.layer) : [];
    const pending = tiles.some((tile) => holds(tileBounds(tile), at));
    if (layers.length === 0) return this.#tell(told && { winner: told, value: null, pending });
    this.#values.ask({
      layers: layers.toReversed(),
      at,
      tell: (found) => {
        const value = found && {
          aspect: found.layer.aspect as 'margin' | 'scenes',
          value: found.value,
          layer: found.layer.name,
        };
        this.#say(told || value ? { winner: told, value, pending } : null);
      },
    });
  }

  /** On the map, of all layers that are seen. */
  #markPending(): void {
    const { engine } = this.#viewer.stage;
    const seen = engine.layers.filter(({ shown, opacity }) => shown && opacity > 0);
    const tiles = seen.flatMap((layer) => engine.provenance.pendingOf(layer));
    this.#pending.set([...new Map(tiles.map((tile) => [keyOf(tile), tile])).values()]);
  }

  #tell(under: LayersPort['under']): void {
    this.#values.forget();
    this.#say(under);
  }

  #say(under: LayersPort['under']): void {
    if (JSON.stringify(under) === JSON.stringify(this.#under)) return;
    this.#under = under;
    this.#changes.emit('change');
  }

  /** Of the topmost layer that tells. */
  #winnerUnder(at: LngLat): { layer: Layer; found: WinnerAt } | null {
    const { engine } = this.#viewer.stage;
    for (const layer of engine.layers.toReversed()) {
      const found = this.#isSeen(layer, at) ? engine.provenance.winnerAt(layer, at) : null;
      if (found) return { layer, found };
    }
    return null;
  }

  /** On the side of the line that the place is on. */
  #isSeen({ id, shown, opacity }: Layer, { lng, lat }: LngLat): boolean {
    if (!shown || opacity === 0) return false;
    const { map, stage } = this.#viewer;
    const { compare, blink } = stage.view;
    const turns = 360 * Math.round((map.getCenter().lng - lng) / 360);
    const column = map.project([lng + turns, lat]).x / map.getCanvas().clientWidth;
    return isDrawnAt(id, column, { compare, blink });
  }

  #specs(): LayerSpec[] {
    return this.#viewer.stage.engine.layers.map(specOf);
  }

  #arrange(specs: readonly LayerSpec[]): void {
    this.#viewer.stage.arrange(specs);
  }

  #find(id: string): Layer | undefined {
    return this.#viewer.stage.engine.layers.find((layer) => layer.id === id);
  }

  #layer(id: string): Layer {
    const layer = this.#find(id);
    if (layer) return layer;
    throw new BestpixelError('bad-input', 'this layer is gone', { where: id });
  }
}

function holds({ west, south, east, north }: LngLatBounds, { lng, lat }: LngLat): boolean {
  return lng >= west && lng < east && lat >= south && lat < north;
}

function nameOfCopy({ name = '' }: LayerSpec, specs: readonly LayerSpec[]): string {
  const taken = new Set(specs.map((spec) => spec.name));
  const base = name.replace(/ \(copy(?: \d+)?\)$/, '');
  let copy = `${base} (copy)`;
  for (let number = 2; taken.has(copy); number++) copy = `${base} (copy ${number})`;
  return copy;
}
