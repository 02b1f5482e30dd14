import { evaluate, type Evaluated } from '../compose/cpu.ts';
import { displayOnCpu } from '../compose/display.ts';
import { arrayOf, type CarriedBand } from '../compose/carried.ts';
import { leafBands } from '../compose/glsl.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { DisplayStyle } from '../compose/vis-params.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Grid } from '../grid/grid.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import type { InspectedChip, InspectedValue } from './inspection.ts';
import { centreOfRecipe } from './recipe-centre.ts';
import { readScenes, wasRead, type Readers } from './scene-windows.ts';

interface OfScene {
  readonly recipe: Recipe;
  /** Index in the recipe's list. */
  readonly scene: number;
  readonly grid: Grid;
  readonly signal?: AbortSignal;
}

/** What expressions give of one scene on a grid; null: a band of theirs is not here, or of an image that is composed. */
async function evaluated(
  readers: Readers,
  exprs: readonly PixelExpr[],
  { recipe, scene, grid, signal }: OfScene,
): Promise<{ readonly found: readonly Evaluated[] | null; readonly failures: readonly SceneFailure[] }> {
  const failures = new FailureLog();
  const { reference } = recipe.list.scenes[scene]!;
  const leaves = leafBands(exprs);
  if (leaves.some((band) => recipe.made?.get(band)?.kind === 'image')) return { found: null, failures: [] };
  const bands = [...new Set([...leaves, ...(reference === undefined ? [] : [reference])])];
  const centre = centreOfRecipe(recipe);
  const asked = { recipe, centre, grid, bands, scenes: [scene], failures, signal };
  const [read] = await readScenes(readers, asked);
  if (!read || !wasRead(read)) return { found: null, failures: failures.list() };
  const types = new Map([...read.windows].map(([band, { dtype }]) => [band, dtype]));
  const length = grid.width * grid.height;
  const there = reference === undefined ? null : read.windows.get(reference)!.mask;
  const found = exprs.map((expr) => {
    const all = evaluate({ expr, leaves: types, bands: read.windows, length });
    return there ? { ...all, mask: all.mask.map((valid, i) => valid & there[i]!) } : all;
  });
  return { found, failures: [] };
}

/** A scene's picture in a layer's stretch; null: not all of it is here. */
export async function chipOf(
  readers: Readers,
  style: DisplayStyle,
  of: OfScene,
): Promise<InspectedChip | null> {
  const exprs = style.bands.map((name) => exprOf(of.recipe, name));
  if (!exprs.every((expr) => expr !== undefined)) return null;
  const { found } = await evaluated(readers, exprs, of);
  if (!found) return null;
  const bands = found.map((each) => {
    const { length } = each.mask;
    return { pixels: { bands: [carried(each)], gathered: new Uint8Array(length).fill(1) }, band: 0 };
  });
  // Straight alpha: what is there is opaque.
  const data = displayOnCpu({ bands, style: { ...style, opacity: 1 } });
  return { width: of.grid.width, height: of.grid.height, data };
}

function carried({ values, mask }: Evaluated): CarriedBand {
  const data = arrayOf('float', values.length);
  data.set(values);
  return { data, mask: Uint8Array.from(mask) };
}

export interface BoxTold {
  readonly quality: number | null | undefined;
  readonly values: Readonly<Record<string, InspectedValue>>;
  /** Share of its pixels. */
  readonly valid: number;
  readonly failures: readonly SceneFailure[];
}

/** Means over a box, of the valid pixels of each band by itself. */
export async function boxOf(readers: Readers, shown: readonly string[], of: OfScene): Promise<BoxTold> {
  const { recipe } = of;
  const selection =
    recipe.selections.find(({ bands }) => bands.some(({ name }) => name === shown[0])) ??
    recipe.selections[0]!;
  const ranked = await evaluated(readers, [selection.score ?? selection.quality], of);
  const names = shown.filter((name) => exprOf(recipe, name));
  const bands = await evaluated(
    readers,
    names.map((name) => exprOf(recipe, name)!),
    of,
  );
  const told = bands.found?.map(meanOf) ?? [];
  const quality = ranked.found ? meanOf(ranked.found[0]!).value : undefined;
  const counted = (bands.found ?? ranked.found)?.map(({ mask }) => count(mask) / mask.length);
  return {
    quality,
    values: Object.fromEntries(told.map((value, i) => [names[i]!, value])),
    valid: counted ? Math.max(0, ...counted) : 0,
    failures: [...ranked.failures, ...bands.failures],
  };
}

/** With the standard deviation of the population. */
function meanOf({ values, mask }: Evaluated): InspectedValue {
  const there = count(mask);
  if (there === 0) return { value: null, spread: null };
  let sum = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) sum += values[i]!;
  const mean = sum / there;
  let squares = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) squares += (values[i]! - mean) ** 2;
  return { value: mean, spread: Math.sqrt(squares / there) };
}

function count(mask: Uint8Array): number {
  let there = 0;
  for (const valid of mask) there += valid;
  return there;
}

function exprOf({ selections }: Recipe, name: string): PixelExpr | undefined {
  return selections.flatMap(({ bands }) => bands).find((band) => band.name === name)?.expr;
}
