import type { Node } from '../../expression/nodes.ts';
import type { Position } from '../../errors.ts';
import type { Computed } from '../../ee/computed.ts';
import { argumentsOf, bad, computedOf, numberOf, textOf } from './arguments.ts';

/** What `Map.addLayer` gives; scripts set it further. */
export interface MapLayer {
  setName(name: unknown): MapLayer;
  setShown(shown: unknown): MapLayer;
  setOpacity(opacity: unknown): MapLayer;
  setVisParams(visParams: unknown): MapLayer;
  setEeObject(eeObject: unknown): MapLayer;
  getName(): string;
  getShown(): boolean;
  getOpacity(): number;
  getVisParams(): unknown;
  getEeObject(): Computed;
}

export interface LayerState {
  object: Computed;
  visParams: unknown;
  /** Null: "Layer N". */
  name: string | null;
  shown: boolean;
  opacity: number;
  readonly at: Position | null;
}

const drawn: ReadonlySet<string> = new Set(['Image', 'ImageCollection', 'Object']);

/** True for what a layer is made of; false for geometries and features, which are not drawn. */
export function isDrawn({ object }: LayerState): boolean {
  return drawn.has(object.type);
}

export function nodeOf({ object }: LayerState): Node {
  return object.node;
}

/** `Map.addLayer(eeObject, visParams?, name?, shown?, opacity?)`, in order or by name. */
export function layerOf(given: readonly unknown[], at: Position | null): LayerState {
  const names = ['eeObject', 'visParams', 'name', 'shown', 'opacity'];
  const [object, visParams, name, shown, opacity] = argumentsOf(names, given);
  return {
    object: layerObject(object),
    visParams: visParams ?? {},
    name: name === undefined || name === null ? null : textOf(name),
    shown: shown === undefined || shown === null ? true : Boolean(shown),
    opacity: opacity === undefined || opacity === null ? 1 : numberOf('Map.addLayer: the opacity', opacity),
    at,
  };
}

function layerObject(object: unknown): Computed {
  const computed = computedOf('Map.addLayer: what is to be drawn', object);
  if (['Number', 'String', 'Date', 'List', 'Dictionary', 'Filter', 'Reducer'].includes(computed.type)) {
    throw bad(
      `Map.addLayer cannot draw a ${computed.type}`,
      'Show an image or a collection; print the rest.',
    );
  }
  return computed;
}

/** The layer as the script sees it. */
export function handleOf(state: LayerState): MapLayer {
  const layer: MapLayer = {
    setName: (name) => change({ name: textOf(name) }),
    setShown: (shown) => change({ shown: Boolean(shown) }),
    setOpacity: (opacity) => change({ opacity: numberOf('the opacity', opacity) }),
    setVisParams: (visParams) => change({ visParams: visParams ?? {} }),
    setEeObject: (object) => change({ object: layerObject(object) }),
    getName: () => state.name ?? '',
    getShown: () => state.shown,
    getOpacity: () => state.opacity,
    getVisParams: () => state.visParams,
    getEeObject: () => state.object,
  };
  const change = (to: Partial<LayerState>): MapLayer => {
    Object.assign(state, to);
    return layer;
  };
  return layer;
}
