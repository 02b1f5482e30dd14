import { leafBands } from '../compose/glsl.ts';
import { evaluate } from '../compose/cpu.ts';
import { orderKey } from '../compose/key.ts';
import type { Recipe, Selection } from '../compose/recipe.ts';
import type { Leaves } from '../compose/steps.ts';
import type { Dtype } from '../dtype.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Grid } from '../grid/grid.ts';
import type { BandWindow } from '../raster/reader.ts';
import { centreOf } from '../scene/bounds.ts';
import { acquisitionOf } from '../scene/scene.ts';
import { candidatesOn } from './candidates.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import { refereeOf } from './references.ts';
import { readScenes, wasRead, type Readers, type ReadScene } from './scene-windows.ts';
import { onePerAcquisition, type BandValues, type SeriesEntry } from './series.ts';

export type { BandValues, SeriesEntry } from './series.ts';

export interface SampleRequest {
  readonly recipe: Recipe;
  /** 1 × 1 pixel. */
  readonly grid: Grid;
  /** Output bands without which a scene cannot win, as those that a layer shows; all unless given. */
  readonly shown?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface PixelSample {
  readonly values: BandValues;
  /** The winner; of the first band where bands are chosen apart. */
  readonly scene: { readonly id: string; readonly datetime: number } | null;
  /** Every acquisition whose footprint meets the pixel and that can win a band, in order; its other bands may be null. */
  readonly series: readonly SeriesEntry[];
  readonly failures: readonly SceneFailure[];
}

/** All scenes at one pixel, on the CPU: the GPU's twin. Values and winners are those that composing would give. */
export async function samplePixel(readers: Readers, request: SampleRequest): Promise<PixelSample> {
  const { recipe, shown } = request;
  const failures = new FailureLog();
  const contests = recipe.selections.map((selection) => contestOf(recipe, selection, shown));
  const needed = new Set(contests.flatMap((contest) => contest.needed));
  const { scenes: read, leaves } = await readPixel(readers, request, { needed, failures });
  const scenes = read.filter((scene) => contests.some((contest) => enters(scene, contest)));
  const chosen = contests.map((contest) => choose(contest, scenes, leaves));
  const first = chosen[0];
  const series = scenes.map((scene, i) => {
    const values = Object.fromEntries(chosen.flatMap(({ values }) => Object.entries(values[i]!)));
    const winner = first?.winner === i;
    const entry = { scene: nameOf(recipe, scene), quality: first?.qualities[i] ?? null, values, winner };
    return { acquisition: acquisitionOf(recipe.list.scenes[scene.scene]!), entry };
  });
  const values = Object.fromEntries(
    chosen.flatMap(({ winner, values, selection }) =>
      selection.bands.map(({ name }) => [name, winner === null ? null : (values[winner]![name] ?? null)]),
    ),
  );
  const scene = first && first.winner !== null ? nameOf(recipe, scenes[first.winner]!) : null;
  return { values, scene, series: onePerAcquisition(series), failures: failures.list() };
}

/** A selection, the source bands without which a scene cannot win in it, and the one that says where it has data. */
interface Contest {
  readonly selection: Selection;
  readonly needed: readonly string[];
  readonly refereeOf: (scene: ReadScene) => string | undefined;
}

function contestOf({ list }: Recipe, selection: Selection, shown?: readonly string[]): Contest {
  const bands = selection.bands.filter(({ name }) => shown === undefined || shown.includes(name));
  const ranked = new Set(leafBands([selection.quality]));
  return {
    selection,
    needed: leavesOf([{ ...selection, bands }]),
    refereeOf: ({ scene }) => refereeOf(list.scenes[scene]!, ranked),
  };
}

function enters(scene: ReadScene, { needed, refereeOf }: Contest): boolean {
  const referee = refereeOf(scene);
  return [...needed, ...(referee === undefined ? [] : [referee])].every((band) => scene.windows.has(band));
}

function hasData(scene: ReadScene, { refereeOf }: Contest): boolean {
  const referee = refereeOf(scene);
  return referee === undefined || scene.windows.get(referee)!.mask[0] === 1;
}

interface ReadPixel {
  readonly scenes: readonly ReadScene[];
  readonly leaves: Leaves;
}

/** What can be read of the scenes' bands. To lack a band that is needed is a failure, to lack another is none. */
async function readPixel(
  readers: Readers,
  { recipe, grid, signal }: SampleRequest,
  { needed, failures }: { needed: ReadonlySet<string>; failures: FailureLog },
): Promise<ReadPixel> {
  const { list } = recipe;
  const centre = centreOf(list) ?? { lng: 0, lat: 0 };
  const candidates = candidatesOn(list, grid);
  const leaves = new Map<string, Dtype>();
  const windows = new Map(candidates.map((scene) => [scene, new Map<string, BandWindow>()]));
  const output = leavesOf(recipe.selections);
  const references = candidates.flatMap((scene) => list.scenes[scene]!.reference ?? []);
  await Promise.all(
    [...new Set([...output, ...references])].map(async (band) => {
      const has = (index: number): boolean => {
        const { reference, bands } = list.scenes[index]!;
        return reference === band || (output.includes(band) && bands.has(band));
      };
      const scenes = needed.has(band) ? candidates : candidates.filter(has);
      const asked = { recipe, centre, grid, bands: [band], failures, signal };
      const { types, readable } = await readers.book.typesOf({ ...asked, scenes, all: list.scenes });
      leaves.set(band, types.get(band)!);
      for (const read of await readScenes(readers, { ...asked, scenes: readable })) {
        if (wasRead(read)) windows.get(read.scene)!.set(band, read.windows.get(band)!);
      }
    }),
  );
  return { scenes: candidates.map((scene) => ({ scene, windows: windows.get(scene)! })), leaves };
}

function leavesOf(selections: readonly Selection[]): string[] {
  return leafBands(selections.flatMap(({ quality, bands }) => [quality, ...bands.map(({ expr }) => expr)]));
}

interface Chosen {
  readonly selection: Selection;
  readonly qualities: readonly (number | null)[];
  readonly values: readonly BandValues[];
  /** Position among the scenes read; null: none. */
  readonly winner: number | null;
}

function choose(contest: Contest, scenes: readonly ReadScene[], leaves: Leaves): Chosen {
  const { selection } = contest;
  let winner: number | null = null;
  let best = -1;
  const ranked = scenes.map((scene) =>
    enters(scene, contest) && hasData(scene, contest) ? valueAt(selection.quality, scene, leaves) : nothing,
  );
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

interface Ranked {
  readonly value: number | null;
  readonly key: number;
}

const nothing: Ranked = { value: null, key: -1 };

function valueAt(expr: PixelExpr, { windows }: ReadScene, leaves: Leaves): Ranked {
  if (leafBands([expr]).some((band) => !windows.has(band))) return nothing;
  const { values, mask, type } = evaluate({ expr, leaves, bands: windows, length: 1 });
  return mask[0] === 1 ? { value: values[0]!, key: orderKey(values[0]!, type) } : nothing;
}

function nameOf({ list }: Recipe, { scene }: ReadScene): SeriesEntry['scene'] {
  const { id, datetime } = list.scenes[scene]!;
  return { id, datetime };
}
