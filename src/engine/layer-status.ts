import { leafScenes } from '../compose/leaf-scenes.ts';
import { tell } from '../errors.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import type { Layer } from './layer.ts';
import type { TileEntry } from './tile-entry.ts';
import { haveTooManyScenes, isFineEnough, type ViewLimits } from './tile-keeper.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { distinctTiles, type View } from './view.ts';

export type LayerState = 'hidden' | 'loading' | 'done' | 'incomplete' | 'zoom-in' | 'error' | 'empty';

/** How far a layer is in the present view. */
export interface LayerStatus {
  readonly state: LayerState;
  readonly scenesDone: number;
  readonly scenesWanted: number;
  readonly tilesDone: number;
  readonly tilesWanted: number;
  readonly failures: readonly SceneFailure[];
  /** Metres of the overview pixels by which scenes were ranked though they do not keep the values' order. */
  readonly rankedFrom: number | null;
  /** The sentence of state 'error'. */
  readonly error: string | null;
}

const nothing = {
  scenesDone: 0,
  scenesWanted: 0,
  tilesDone: 0,
  tilesWanted: 0,
  failures: [],
  rankedFrom: null,
  error: null,
};

export function layerStatus(layer: Layer, view: View, limits: ViewLimits): LayerStatus {
  if (!layer.shown) return { ...nothing, state: 'hidden' };
  if (layer.error) return { ...nothing, state: 'error', error: tell(layer.error) };
  const { listing } = layer;
  if (listing === 'too-wide') return { ...nothing, state: 'zoom-in' };
  const status = statusOfTiles(layer, view, limits);
  if (listing === 'failed') return { ...status, state: 'error', error: tellListing(layer) };
  // What there is may be done: what the list that is to come adds is not, nor what the list lacks.
  if (listing === 'loading' && status.state !== 'error') return { ...status, state: 'loading' };
  return isPartial(layer) && isComplete(status) ? { ...status, state: 'incomplete' } : status;
}

/** True where scenes may be missing, as a part of their list could not be had. */
export function isPartial({ listings }: Layer): boolean {
  return listings.some(({ list }) => list?.partial);
}

function statusOfTiles(layer: Layer, view: View, limits: ViewLimits): LayerStatus {
  if (layer.recipe?.list.scenes.length === 0) return { ...nothing, state: 'empty' };
  if (!layer.isPrepared) return { ...nothing, state: 'loading' };
  const tiles = viewTiles(layer, view);
  if (!tiles || haveTooManyScenes(tiles, limits)) return { ...nothing, state: 'zoom-in' };
  const broken = tiles.find(({ state }) => state === 'failed');
  const counts = countTiles(tiles, view);
  const shared = { ...counts, failures: failuresOf(tiles), rankedFrom: rankedFrom(tiles), error: null };
  if (broken) return { ...shared, state: 'error', error: tell(broken.error) };
  if (counts.tilesDone < counts.tilesWanted) return { ...shared, state: 'loading' };
  if (counts.tilesWanted === 0) return { ...shared, state: 'empty' };
  return { ...shared, state: shared.failures.length > 0 ? 'incomplete' : 'done' };
}

function tellListing({ listings, at }: Layer): string {
  return listings.flatMap(({ error }) => (error ? [tell(at ? error.from(at) : error)] : [])).join(' ');
}

/** True once the layer's pixels in the view are final; so they are where nothing can be composed. */
export function isSettled(layer: Layer, view: View, limits: ViewLimits): boolean {
  return layerStatus(layer, view, limits).state !== 'loading';
}

/** True where the view has all of the layer's pixels: none failed, and none is left out for lack of zoom. */
export function isComplete({ state }: LayerStatus): boolean {
  return state === 'done' || state === 'empty' || state === 'hidden';
}

/** Those made of what the layer is now. Null where the view is too coarse for the layer's files. */
export function viewTiles({ prepared, tiles }: Layer, view: View): TileEntry[] | null {
  if (!prepared || !isFineEnough(prepared, view)) return null;
  return distinctTiles(view).flatMap((id) => {
    const tile = tiles.get(keyOf(id));
    return tile?.layer === prepared ? [tile] : [];
  });
}

function countTiles(tiles: readonly TileEntry[], view: View) {
  const withScenes = tiles.filter(({ candidates }) => candidates.length > 0);
  // Tiles without an entry are still to come: the view has just moved.
  const unknown = distinctTiles(view).length - tiles.length;
  const { wanted, pending } = scenesOf(tiles);
  return {
    scenesWanted: wanted,
    scenesDone: wanted - pending,
    tilesWanted: withScenes.length + unknown,
    tilesDone: withScenes.filter(({ isFinal }) => isFinal).length,
  };
}

/** How many scenes the tiles meet, and how many of these in a tile that is not done. */
function scenesOf(tiles: readonly TileEntry[]): { wanted: number; pending: number } {
  const marks = marksOf(tiles);
  let [wanted, pending] = [0, 0];
  for (const mark of marks) {
    if (mark > 0) wanted++;
    if (mark > 1) pending++;
  }
  return { wanted, pending };
}

/** For each of the `leafScenes` of the tiles' recipe: 0 where no tile meets it, 1 where all that do are done, else 2. */
export function marksOf(tiles: readonly TileEntry[]): Uint8Array {
  const [first] = tiles;
  const marks = new Uint8Array(first ? leafScenes(first.layer.recipe).length : 0);
  for (const { leaves, isFinal } of tiles) {
    if (isFinal) for (const scene of leaves) marks[scene] ||= 1;
    else for (const scene of leaves) marks[scene] = 2;
  }
  return marks;
}

function failuresOf(tiles: readonly TileEntry[]): SceneFailure[] {
  const failures = new FailureLog();
  for (const { mosaic } of tiles) if (mosaic) failures.merge(mosaic.failures);
  return failures.list();
}

function rankedFrom(tiles: readonly TileEntry[]): number | null {
  const metres = tiles.map(({ mosaic }) => mosaic?.rankedFrom ?? 0);
  return Math.max(0, ...metres) || null;
}
