import { leafBands } from '../compose/glsl.ts';
import { evaluate } from '../compose/cpu.ts';
import { orderKey } from '../compose/key.ts';
import { maskingBands } from '../compose/masking-bands.ts';
import type { MadeBands, Recipe, Selection } from '../compose/recipe.ts';
import type { Leaves } from '../compose/steps.ts';
import type { Dtype } from '../dtype.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import type { BandWindow } from '../raster/reader.ts';
import type { SceneList } from '../scene/scene.ts';
import { isMadeName } from './asked-images.ts';
import { candidatesOn } from './candidates.ts';
import type { Images } from './composed-image.ts';
import type { FailureLog } from './failures.ts';
import { typesOfBands } from './made-types.ts';
import { refereeOf } from './references.ts';
import { readScenes, wasRead, type Readers, type ReadScene } from './scene-windows.ts';
import type { BandValues } from './series.ts';

export interface PixelRequest {
  /** 1 × 1 pixel. */
  readonly grid: Grid;
  readonly centre: LngLat;
  readonly images: Images;
  readonly failures: FailureLog;
  readonly signal?: AbortSignal;
}

/** What one selection gives at a pixel, scene by scene. */
export interface Chosen {
  readonly selection: Selection;
  /** By which scenes are ranked; null: does not compete. */
  readonly qualities: readonly (number | null)[];
  readonly values: readonly BandValues[];
  /** Position among the scenes read; null: none. */
  readonly winner: number | null;
}

export interface Contest {
  readonly scenes: readonly ReadScene[];
  readonly chosen: readonly Chosen[];
}

/**
 * All scenes of a recipe at one pixel, on the CPU: the GPU's twin.
 * @param shown output bands without which a scene cannot win; all unless given
 */
export async function contestAt(
  readers: Readers,
  {
    recipe,
    shown,
    ...request
  }: PixelRequest & { readonly recipe: Recipe; readonly shown?: readonly string[] },
): Promise<Contest> {
  const rules = recipe.selections.map((selection) => rulesOf(recipe, selection, shown));
  const { scenes: read, leaves } = await readPixel(readers, {
    ...request,
    list: recipe.list,
    made: recipe.made,
    needed: new Set(rules.flatMap(({ needed }) => needed)),
    output: exprsOf(recipe.selections),
  });
  const scenes = read.filter((scene) => rules.some((rule) => enters(scene, rule)));
  return { scenes, chosen: rules.map((rule) => choose(rule, { scenes, leaves, made: recipe.made })) };
}

/** The source bands without which a scene cannot win in a selection, and the one that says where it has data. */
interface Rules {
  readonly selection: Selection;
  readonly needed: readonly string[];
  readonly refereeOf: (scene: ReadScene) => string | undefined;
}

function rulesOf({ list }: Recipe, selection: Selection, shown?: readonly string[]): Rules {
  const bands = selection.bands.filter(({ name }) => shown === undefined || shown.includes(name));
  const ranked = maskingBands(selection.quality);
  return {
    selection,
    needed: leafBands(exprsOf([{ quality: selection.quality, bands }])),
    refereeOf: ({ scene }) => refereeOf(list.scenes[scene]!, ranked),
  };
}

function enters(scene: ReadScene, { needed, refereeOf }: Rules): boolean {
  const referee = refereeOf(scene);
  return [...needed, ...(referee === undefined ? [] : [referee])].every((band) => scene.windows.has(band));
}

function hasData(scene: ReadScene, { refereeOf }: Rules): boolean {
  const referee = refereeOf(scene);
  return referee === undefined || scene.windows.get(referee)!.mask[0] === 1;
}

export interface ReadPixel {
  readonly scenes: readonly ReadScene[];
  readonly leaves: Leaves;
}

/** What can be read of the scenes' bands. To lack a band that is needed is a failure, to lack another is none. */
export async function readPixel(
  readers: Readers,
  {
    list,
    made,
    needed,
    output,
    ...request
  }: PixelRequest & {
    readonly list: SceneList;
    readonly made?: MadeBands;
    readonly needed: ReadonlySet<string>;
    readonly output: readonly PixelExpr[];
  },
): Promise<ReadPixel> {
  const { grid, images, failures, signal } = request;
  const subject = { list, made };
  const candidates = candidatesOn(list, grid);
  const leaves = new Map<string, Dtype>();
  const windows = new Map(candidates.map((scene) => [scene, new Map<string, BandWindow>()]));
  const wanted = leafBands(output);
  const references = candidates.flatMap((scene) => list.scenes[scene]!.reference ?? []);
  await Promise.all(
    [...new Set([...wanted, ...references])].map(async (band) => {
      const has = (index: number): boolean => {
        const { reference, bands } = list.scenes[index]!;
        return reference === band || (wanted.includes(band) && (bands.has(band) || isMadeName(band)));
      };
      const scenes = needed.has(band) ? candidates : candidates.filter(has);
      const { types, readable } = await typesOfBands(readers.book, {
        bands: [band],
        scenes,
        subject,
        typeOf: (source) => images.typeOf(source, signal),
        failures,
        signal,
      });
      leaves.set(band, types.get(band)!);
      const asked = { ...request, recipe: subject, bands: [band], scenes: readable };
      for (const read of await readScenes(readers, asked)) {
        if (wasRead(read)) windows.get(read.scene)!.set(band, read.windows.get(band)!);
      }
    }),
  );
  return { scenes: candidates.map((scene) => ({ scene, windows: windows.get(scene)! })), leaves };
}

function exprsOf(selections: readonly Pick<Selection, 'quality' | 'bands'>[]): PixelExpr[] {
  return selections.flatMap(({ quality, bands }) => [quality, ...bands.map(({ expr }) => expr)]);
}

interface Read extends ReadPixel {
  readonly made?: MadeBands;
}

function choose(rules: Rules, read: Read): Chosen {
  const { selection } = rules;
  const { scenes } = read;
  let winner: number | null = null;
  let best = -1;
  const ranked = scenes.map((scene) =>
    enters(scene, rules) && hasData(scene, rules) ? valueAt(selection.quality, scene, read.leaves) : nothing,
  );
  ranked.forEach(({ value, key }, i) => {
    if (value === null || key < best) return;
    best = key;
    winner = i;
  });
  const values = scenes.map((scene) =>
    Object.fromEntries(
      selection.bands.map(({ name, expr }) => [name, valueAt(expr, scene, read.leaves).value] as const),
    ),
  );
  const qualities = ranked.map(({ value }, i) =>
    value === null || !selection.score ? value : scoreAt(selection.score, scenes[i]!, read),
  );
  return { selection, qualities, values, winner };
}

/** A number of the scene itself is told as it is: float32 cannot hold times. */
function scoreAt(score: PixelExpr, scene: ReadScene, { made, leaves }: Read): number | null {
  if (score.op === 'band') {
    const band = made?.get(score.band);
    if (band?.kind === 'value') return band.values[scene.scene] ?? null;
  }
  if (score.op === 'updateMask') {
    const { value } = valueAt(score.args[1]!, scene, leaves);
    return value === null || value === 0
      ? null
      : scoreAt(score.args[0]!, scene, { made, leaves, scenes: [] });
  }
  return valueAt(score, scene, leaves).value;
}

interface Ranked {
  readonly value: number | null;
  readonly key: number;
}

const nothing: Ranked = { value: null, key: -1 };

/** What an expression gives of one scene at the pixel; `key` orders it. */
export function valueAt(expr: PixelExpr, { windows }: ReadScene, leaves: Leaves): Ranked {
  if (leafBands([expr]).some((band) => !windows.has(band))) return nothing;
  const { values, mask, type } = evaluate({ expr, leaves, bands: windows, length: 1 });
  return mask[0] === 1 ? { value: values[0]!, key: orderKey(values[0]!, type) } : nothing;
}
