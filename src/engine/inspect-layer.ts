import { leafBands } from '../compose/glsl.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { Grid } from '../grid/grid.ts';
import { acquisitionOf, originalOf, type Scene } from '../scene/scene.ts';
import { takeBands } from './asked-images.ts';
import { candidatesOn } from './candidates.ts';
import { contestAt, type Contest } from './contest.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import { isComposed } from './origins.ts';
import { pixelImages, samplePixel } from './sample.ts';
import type { Readers } from './scene-windows.ts';
import type { BandValues } from './series.ts';

/** What one layer tells of one of its scenes at a pixel. */
interface SceneTold {
  readonly scene: Scene;
  /** Null: does not compete; undefined: not all was read that it takes to know. */
  readonly quality: number | null | undefined;
  /** What was read. */
  readonly values: BandValues;
  readonly failures: readonly SceneFailure[];
}

/** What one layer does at a pixel. */
export interface LayerTold {
  /** Of each acquisition that meets the pixel one scene, in order. */
  readonly scenes: readonly SceneTold[];
  /** Null: nobody wins. */
  readonly winner: Scene | null;
  /** False where the order alone decides, as in a plain collection: then no quality is told. */
  readonly ranks: boolean;
}

interface Asked {
  readonly recipe: Recipe;
  /** 1 × 1 pixel. */
  readonly grid: Grid;
  readonly shown: readonly string[];
  /** Only what is here was read: a scene may be told by its quality alone. */
  readonly resident: boolean;
  readonly signal?: AbortSignal;
}

/** A layer's contest at one pixel, told scene by scene. */
export async function inspectLayer(readers: Readers, asked: Asked): Promise<LayerTold> {
  // Bands that are not shown are neither asked for nor missed.
  const shown = { ...asked, recipe: takeBands(asked.recipe, asked.shown) };
  return isComposed(shown.recipe) ? ofComposed(readers, shown) : ofScenes(readers, shown);
}

async function ofScenes(readers: Readers, asked: Asked): Promise<LayerTold> {
  const { recipe, grid, shown, resident, signal } = asked;
  const { list } = recipe;
  const failures = new FailureLog();
  const needed = resident ? [] : shown;
  const { images, centre } = pixelImages(readers, recipe, { grid, shown });
  const pixel = { grid, centre, images, failures, signal };
  const { scenes, chosen } = await contestAt(readers, { ...pixel, recipe, shown: needed });
  const first = chosen.find(({ selection }) => selection.bands.some(({ name }) => name === shown[0]));
  const place = new Map(scenes.map(({ scene }, i) => [scene, i]));
  const failed = byScene(failures.list());
  const told = candidatesOn(list, grid).map((index): Rival => {
    const scene = list.scenes[index]!;
    const at = place.get(index);
    const values = at === undefined ? {} : valuesAt(chosen, { at, shown, windows: scenes[at]!.windows });
    const quality = at === undefined ? undefined : (first?.qualities[at] ?? null);
    const wins = at !== undefined && first?.winner === at;
    return { scene, quality, values, failures: failed.get(scene.id) ?? [], wins };
  });
  const scenesTold = onePerAcquisition(told);
  const ranks =
    first !== undefined &&
    first.selection.quality.op !== 'maskOf' &&
    leafBands([first.selection.quality]).length > 0;
  return { scenes: scenesTold, winner: told.find(({ wins }) => wins)?.scene ?? null, ranks };
}

/** Those of bands that were read: of one that takes what is not here nothing is known. */
function valuesAt(
  chosen: Contest['chosen'],
  of: { at: number; shown: readonly string[]; windows: ReadonlyMap<string, unknown> },
): BandValues {
  const known = chosen.flatMap(({ selection, values }) =>
    selection.bands
      .filter(
        ({ name, expr }) => of.shown.includes(name) && leafBands([expr]).every((b) => of.windows.has(b)),
      )
      .map(({ name }) => [name, values[of.at]![name]!] as const),
  );
  return Object.fromEntries(known);
}

/** Of composed images what a sample tells. */
async function ofComposed(readers: Readers, asked: Asked): Promise<LayerTold> {
  const { recipe, grid, shown, signal } = asked;
  const sample = await samplePixel(readers, { recipe, grid, shown, signal });
  const byId = new Map(leafScenes(recipe).map((scene) => [scene.id, scene]));
  const failed = byScene(sample.failures);
  const scenes = sample.series.flatMap(({ scene: { id }, quality, values }) => {
    const scene = byId.get(id);
    const told = Object.fromEntries(Object.entries(values).filter(([name]) => shown.includes(name)));
    return scene ? [{ scene, quality, values: told, failures: failed.get(id) ?? [] }] : [];
  });
  const known = new Set(scenes.map(({ scene }) => scene.id));
  const others = [...failed].flatMap(([id, failures]) => {
    const scene = byId.get(id);
    return scene && !known.has(id) ? [{ scene, quality: undefined, values: {}, failures }] : [];
  });
  const winner = sample.scene ? (byId.get(sample.scene.id) ?? null) : null;
  return { scenes: [...scenes, ...others], winner, ranks: scenes.some(({ quality }) => quality !== null) };
}

function byScene(failures: readonly SceneFailure[]): Map<string, SceneFailure[]> {
  const found = new Map<string, SceneFailure[]>();
  for (const failure of failures) {
    const those = found.get(failure.scene);
    if (those) those.push(failure);
    else found.set(failure.scene, [failure]);
  }
  return found;
}

/** Tiles of one grid overlap: of an acquisition the winner counts, else the best that competes, else what tells most. */
function onePerAcquisition(told: readonly Rival[]): SceneTold[] {
  const kept = new Map<string, Rival>();
  for (const each of told) {
    const key = acquisitionOf(originalOf(each.scene));
    const before = kept.get(key);
    if (!before || order(each, before) >= 0) kept.set(key, each);
  }
  const keeps = new Set<SceneTold>(kept.values());
  return told.filter((each) => keeps.has(each));
}

type Rival = SceneTold & { readonly wins: boolean };

function order(a: Rival, b: Rival): number {
  return worth(a) - worth(b) || (a.quality ?? 0) - (b.quality ?? 0);
}

function worth({ wins, quality, values, failures }: Rival): number {
  if (wins) return 4;
  if (typeof quality === 'number') return 3;
  if (Object.values(values).some((value) => value !== null)) return 2;
  return quality === null && failures.length === 0 ? 0 : 1;
}
