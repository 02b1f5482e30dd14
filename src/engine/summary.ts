import { leafLists, leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import { tell } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Budget } from '../budget.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { uniteBounds } from '../grid/bounds.ts';
import { boundsOf } from '../scene/bounds.ts';
import { distinctAcquisitions } from '../scene/editions.ts';
import { originalOf, type Scene, type SceneList } from '../scene/scene.ts';
import type { Layer } from './layer.ts';
import { isComposed } from './origins.ts';
import type { LayerStatus } from './layer-status.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { View } from './view.ts';

/** A collection as the layers use it. */
export interface CollectionSummary {
  readonly title: string;
  readonly synthetic: boolean;
  /** Scenes that the layers compose. */
  readonly scenes: number;
  /** Acquisitions among them: one cut into neighbouring tiles counts once. */
  readonly acquisitions: number;
  /** Where the list was cut: how many match in all, if the source tells; null: it was not. */
  readonly cutFrom: number | 'more' | null;
  /** True where a part of the list could not be had, as `rejected` tells; a retry asks for it again. */
  readonly partial: boolean;
  /** First and last acquisition, in ms since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  readonly attribution: string;
  /** What to know about the source, as sentences without a stop. */
  readonly notes: readonly string[];
  /** Items that could not become scenes: which, and a sentence why. */
  readonly rejected: readonly { readonly id: string; readonly sentence: string }[];
}

export function summarize(lists: readonly SceneList[], layers: readonly Layer[]): CollectionSummary[] {
  const composed = scenesOf(layers);
  return lists.map((list) => {
    const used = list.scenes.filter((scene) => composed.has(scene));
    const { from, to } = spanOf(used);
    return {
      title: list.title,
      synthetic: list.synthetic,
      scenes: used.length,
      acquisitions: distinctAcquisitions(used),
      cutFrom: list.cutFrom ?? null,
      partial: list.partial ?? false,
      from,
      to,
      attribution: list.attribution,
      notes: list.notes ?? [],
      rejected: list.rejected.map(({ id, error }) => ({ id, sentence: tell(error) })),
    };
  });
}

function scenesOf(layers: readonly Layer[]): Set<Scene> {
  const scenes = new Set<Scene>();
  for (const { recipe } of layers) {
    for (const scene of recipe ? leafScenes(recipe) : []) scenes.add(originalOf(scene));
  }
  return scenes;
}

function spanOf(scenes: readonly Scene[]): { from: number | null; to: number | null } {
  let [from, to] = [Infinity, -Infinity];
  for (const { datetime } of scenes) {
    from = Math.min(from, datetime);
    to = Math.max(to, datetime);
  }
  return scenes.length > 0 ? { from, to } : { from: null, to: null };
}

/** What the scenes of the shown layers cover; of all layers where none is shown. */
export function dataBounds(layers: readonly Layer[]): LngLatBounds | null {
  const shown = layers.filter((layer) => layer.shown);
  const lists = (shown.length > 0 ? shown : layers).flatMap(({ recipe }) => (recipe ? drawnOn(recipe) : []));
  return uniteBounds(lists.flatMap((list) => boundsOf(list) ?? []));
}

/** Those whose bounds are where a recipe's pixels may be. */
function drawnOn(recipe: Recipe): readonly SceneList[] {
  return isComposed(recipe) && !boundsOf(recipe.list) ? leafLists(recipe) : [recipe.list];
}

/** Milliseconds. */
const day = 86_400_000;

/** Distinct dates that the shown mosaics in the view are made of. */
function datesUsed(layers: readonly Layer[], view: View): number {
  const dates = new Set<number>();
  for (const layer of layers) {
    if (!layer.shown) continue;
    for (const tile of view.tiles) {
      for (const { datetime } of layer.tiles.get(keyOf(tile))?.winners ?? [])
        dates.add(Math.floor(datetime / day));
    }
  }
  return dates.size;
}

export interface EngineStats {
  readonly gpuBytes: number;
  readonly gpuBudget: number;
  readonly gpuObjects: ReturnType<Gpu['counts']>;
  /** Distinct scenes of the layers. */
  readonly scenes: number;
  /** Distinct acquisitions among them. */
  readonly acquisitions: number;
  readonly datesUsed: number;
  /** Of all shown layers in the view. */
  readonly tiles: { readonly done: number; readonly wanted: number };
  readonly failures: number;
  readonly layers: Readonly<Record<string, Omit<LayerStatus, 'error'>>>;
}

export function statsOf(engine: {
  readonly layers: readonly Layer[];
  readonly view: View;
  readonly budget: Budget;
  readonly gpu: Gpu | null;
  readonly status: (layer: Layer) => LayerStatus;
}): EngineStats {
  const { layers, view, budget, gpu } = engine;
  const scenes = scenesOf(layers);
  const entries = layers.map((layer) => [layer.id, engine.status(layer)] as const);
  const sum = (of: (status: LayerStatus) => number): number =>
    entries.reduce((total, [, status]) => total + of(status), 0);
  return {
    gpuBytes: budget.held,
    gpuBudget: budget.limit,
    gpuObjects: gpu?.counts() ?? {},
    scenes: scenes.size,
    acquisitions: distinctAcquisitions([...scenes]),
    datesUsed: datesUsed(layers, view),
    tiles: { done: sum(({ tilesDone }) => tilesDone), wanted: sum(({ tilesWanted }) => tilesWanted) },
    failures: sum(({ failures }) => failures.length),
    layers: Object.fromEntries(entries),
  };
}
