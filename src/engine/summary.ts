import { tell } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Budget } from '../budget.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { uniteBounds } from '../grid/bounds.ts';
import { boundsOf } from '../scene/bounds.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import type { Layer } from './layer.ts';
import type { LayerStatus } from './layer-status.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { View } from './view.ts';

/** A collection as the layers use it. */
export interface CollectionSummary {
  readonly title: string;
  readonly synthetic: boolean;
  /** Scenes that the layers compose. */
  readonly scenes: number;
  /** First and last acquisition, in ms since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  readonly attribution: string;
  /** Items that could not become scenes: which, and a sentence why. */
  readonly rejected: readonly { readonly id: string; readonly sentence: string }[];
}

export function summarize(lists: readonly SceneList[], layers: readonly Layer[]): CollectionSummary[] {
  return lists.map((list) => {
    const members = new Set(list.scenes);
    const used = new Set(
      layers.flatMap(({ recipe }) => recipe?.list.scenes ?? []).filter((scene) => members.has(scene)),
    );
    const times = [...used].map(({ datetime }) => datetime);
    return {
      title: list.title,
      synthetic: list.synthetic,
      scenes: used.size,
      from: times.length > 0 ? Math.min(...times) : null,
      to: times.length > 0 ? Math.max(...times) : null,
      attribution: list.attribution,
      rejected: list.rejected.map(({ id, error }) => ({ id, sentence: tell(error) })),
    };
  });
}

/** What the scenes of the shown layers cover; of all layers where none is shown. */
export function dataBounds(layers: readonly Layer[]): LngLatBounds | null {
  const shown = layers.filter((layer) => layer.shown);
  const lists = (shown.length > 0 ? shown : layers).flatMap(({ recipe }) => recipe?.list ?? []);
  return uniteBounds(lists.flatMap((list) => boundsOf(list) ?? []));
}

/** Distinct dates that the shown mosaics in the view are made of. */
function datesUsed(layers: readonly Layer[], view: View): number {
  const dates = new Set<string>();
  for (const layer of layers) {
    if (!layer.shown) continue;
    for (const tile of view.tiles) {
      const winners = layer.tiles.get(keyOf(tile))?.mosaic?.winners ?? [];
      for (const scene of winners) dates.add(dayOf(layer.prepared!.recipe.list.scenes[scene]!));
    }
  }
  return dates.size;
}

function dayOf({ datetime }: Scene): string {
  return new Date(datetime).toISOString().slice(0, 10);
}

export interface EngineStats {
  readonly gpuBytes: number;
  readonly gpuBudget: number;
  readonly gpuObjects: ReturnType<Gpu['counts']>;
  /** Distinct scenes of the layers. */
  readonly scenes: number;
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
  const entries = layers.map((layer) => [layer.id, engine.status(layer)] as const);
  const sum = (of: (status: LayerStatus) => number): number =>
    entries.reduce((total, [, status]) => total + of(status), 0);
  return {
    gpuBytes: budget.held,
    gpuBudget: budget.limit,
    gpuObjects: gpu?.counts() ?? {},
    scenes: new Set(layers.flatMap(({ recipe }) => recipe?.list.scenes ?? [])).size,
    datesUsed: datesUsed(layers, view),
    tiles: { done: sum(({ tilesDone }) => tilesDone), wanted: sum(({ tilesWanted }) => tilesWanted) },
    failures: sum(({ failures }) => failures.length),
    layers: Object.fromEntries(entries),
  };
}
