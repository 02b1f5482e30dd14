import { leafBands } from '../compose/glsl.ts';
import { evaluate } from '../compose/cpu.ts';
import { orderKey } from '../compose/key.ts';
import type { Recipe, Selection } from '../compose/recipe.ts';
import { narrowBands } from '../compose/resolve.ts';
import type { Leaves } from '../compose/steps.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Grid } from '../grid/grid.ts';
import { centreOf } from '../scene/bounds.ts';
import { candidatesOn } from './candidates.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import { readScenes, wasRead, type Readers, type ReadScene, type WindowsRequest } from './scene-windows.ts';

export interface SampleRequest {
  readonly recipe: Recipe;
  /** 1 × 1 pixel. */
  readonly grid: Grid;
  /** Output bands that a scene must have to win, as those that a layer shows; all unless given. */
  readonly shown?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Values by band; null: masked. */
export type BandValues = Readonly<Record<string, number | null>>;

export interface SeriesEntry {
  readonly scene: { readonly id: string; readonly datetime: number };
  /** By which the scene is ranked; null: masked, does not compete. */
  readonly quality: number | null;
  readonly values: BandValues;
  readonly winner: boolean;
}

export interface PixelSample {
  readonly values: BandValues;
  /** The winner; of the first band where bands are chosen apart. */
  readonly scene: { readonly id: string; readonly datetime: number } | null;
  /** Every scene whose footprint meets the pixel and whose shown bands could be read, in order; others may be null. */
  readonly series: readonly SeriesEntry[];
  readonly failures: readonly SceneFailure[];
}

/** All scenes at one pixel, on the CPU: the GPU's twin. Values and winners are those that composing would give. */
export async function samplePixel(readers: Readers, request: SampleRequest): Promise<PixelSample> {
  const { recipe } = request;
  const { selections } = recipe;
  const failures = new FailureLog();
  const { scenes, leaves } = await readPixel(readers, request, failures);
  const chosen = selections.map((selection) => choose(selection, scenes, leaves));
  const first = chosen[0];
  const series = scenes.map((scene, i): SeriesEntry => {
    const values = Object.fromEntries(chosen.flatMap(({ values }) => Object.entries(values[i]!)));
    const winner = first?.winner === i;
    return { scene: nameOf(recipe, scene), quality: first?.qualities[i] ?? null, values, winner };
  });
  const values = Object.fromEntries(
    chosen.flatMap(({ winner, values, selection }) =>
      selection.bands.map(({ name }) => [name, winner === null ? null : (values[winner]![name] ?? null)]),
    ),
  );
  const scene = first && first.winner !== null ? nameOf(recipe, scenes[first.winner]!) : null;
  return { values, scene, series, failures: failures.list() };
}

interface ReadPixel {
  readonly scenes: readonly ReadScene[];
  readonly leaves: Leaves;
}

/** The scenes whose shown bands and qualities could be read, with what there is of their other bands. */
async function readPixel(
  readers: Readers,
  { recipe, grid, shown, signal }: SampleRequest,
  failures: FailureLog,
): Promise<ReadPixel> {
  const { list } = recipe;
  const centre = centreOf(list) ?? { lng: 0, lat: 0 };
  const subject = { recipe, centre, grid, failures, signal };
  const needed = leavesOf(shown ? narrowBands(recipe, shown) : recipe);
  const first = await readBands(readers, { ...subject, bands: needed, scenes: candidatesOn(list, grid) });
  const further = leavesOf(recipe).filter((band) => !needed.includes(band));
  const read = await Promise.all(
    further.map((band) => {
      const having = first.scenes.map(({ scene }) => scene).filter((i) => list.scenes[i]!.bands.has(band));
      return readBands(readers, { ...subject, bands: [band], scenes: having });
    }),
  );
  const scenes = first.scenes.map(({ scene, windows }) => {
    const more = read.flatMap(({ scenes }) => [
      ...(scenes.find((each) => each.scene === scene)?.windows ?? []),
    ]);
    return { scene, windows: new Map([...windows, ...more]) };
  });
  return { scenes, leaves: new Map([first, ...read].flatMap(({ leaves }) => [...leaves])) };
}

async function readBands(readers: Readers, request: WindowsRequest): Promise<ReadPixel> {
  const all = request.recipe.list.scenes;
  const { types: leaves, readable } = await readers.book.typesOf({ ...request, all });
  const scenes = await readScenes(readers, { ...request, scenes: readable });
  return { leaves, scenes: scenes.filter(wasRead) };
}

function leavesOf({ selections }: Recipe): string[] {
  return leafBands(selections.flatMap(({ quality, bands }) => [quality, ...bands.map(({ expr }) => expr)]));
}

interface Chosen {
  readonly selection: Selection;
  readonly qualities: readonly (number | null)[];
  readonly values: readonly BandValues[];
  /** Position among the scenes read; null: none. */
  readonly winner: number | null;
}

function choose(selection: Selection, scenes: readonly ReadScene[], leaves: Leaves): Chosen {
  let winner: number | null = null;
  let best = -1;
  const ranked = scenes.map((scene) => valueAt(selection.quality, scene, leaves));
  ranked.forEach(({ value, key }, i) => {
    if (value === null || key < best) return;
    best = key;
    winner = i;
  });
  const values = scenes.map((scene) =>
    Object.fromEntries(
      selection.bands.map(({ name, expr }) => [name, valueAt(expr, scene, leaves).value] as const),
    ),
  );
  return { selection, qualities: ranked.map(({ value }) => value), values, winner };
}

function valueAt(
  expr: PixelExpr,
  { windows }: ReadScene,
  leaves: Leaves,
): { value: number | null; key: number } {
  if (leafBands([expr]).some((band) => !windows.has(band))) return { value: null, key: -1 };
  const { values, mask, type } = evaluate({ expr, leaves, bands: windows, length: 1 });
  return mask[0] === 1 ? { value: values[0]!, key: orderKey(values[0]!, type) } : { value: null, key: -1 };
}

function nameOf({ list }: Recipe, { scene }: ReadScene): SeriesEntry['scene'] {
  const { id, datetime } = list.scenes[scene]!;
  return { id, datetime };
}
