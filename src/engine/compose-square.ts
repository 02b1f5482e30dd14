import { heldType } from '../compose/held-type.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { Dtype, PixelArray } from '../dtype.ts';
import type { Grid } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';
import { candidatesOn } from './candidates.ts';
import type { Images } from './composed-image.ts';
import type { ComposeContext } from './context.ts';
import type { FailureLog } from './failures.ts';
import { imagesFor, Mosaic, type MosaicPart } from './mosaic.ts';
import { isComposed, originOf } from './origins.ts';
import { centreOfRecipe } from './recipe-centre.ts';

export interface SquareRequest {
  /** With these output bands and no others. */
  readonly recipe: Recipe;
  /** So small that it is composed in one piece; its CRS is `ready`. */
  readonly grid: Grid;
  /** Names of output bands; the first tells who won. */
  readonly bands: readonly string[];
  readonly signal?: AbortSignal;
}

interface SquareBand {
  /** The smallest type that holds the band's values here. */
  readonly dtype: Dtype;
  /** width × height values; undefined where the mask is 0. */
  readonly data: PixelArray;
  readonly mask: Uint8Array;
}

/** A piece of a mosaic. */
export interface ComposedSquare {
  /** A band that no scene gave is not among them. */
  readonly bands: ReadonlyMap<string, SquareBand>;
  /** Index into `winnersOf` of the scene that won the first band asked for; −1: none. */
  readonly scene: Int32Array;
  readonly failures: FailureLog;
}

/** The scenes that winners' indices count. */
export function winnersOf(recipe: Recipe): readonly Scene[] {
  return isComposed(recipe) ? leafScenes(recipe) : recipe.list.scenes;
}

/** Composes a small grid, and frees what that took. Null: no scene meets it. */
export async function composeSquare(
  context: ComposeContext,
  { recipe, grid, bands, signal }: SquareRequest,
): Promise<ComposedSquare | null> {
  signal?.throwIfAborted();
  const candidates = candidatesOn(recipe.list, grid);
  if (candidates.length === 0) return null;
  const place = { recipe, centre: centreOfRecipe(recipe), grid };
  const images = recipe.made || isComposed(recipe) ? imagesFor(context, place) : undefined;
  const mosaic = new Mosaic(context, { ...place, images, candidates, signal });
  try {
    await mosaic.compose();
    const read = { recipe, shown: bands[0], parts: mosaic.parts, images, signal };
    const scene = (await winnersIn(read)) ?? new Int32Array(grid.width * grid.height).fill(-1);
    return { scene, bands: await bandsIn(read), failures: mosaic.failures };
  } finally {
    mosaic.dispose();
  }
}

interface Composed {
  readonly recipe: Recipe;
  readonly shown: string | undefined;
  readonly parts: readonly MosaicPart[];
  readonly images?: Images;
  readonly signal?: AbortSignal;
}

async function winnersIn({ recipe, shown, parts, images, signal }: Composed): Promise<Int32Array | null> {
  const first = parts.find(({ selection }) => selection.bands.some(({ name }) => name === shown));
  if (!first) return null;
  const { winner } = await first.state.read({ signal });
  if (!images || !isComposed(recipe)) return winner;
  const { bands, quality } = first.selection;
  const exprs = [bands.find(({ name }) => name === shown)!.expr, quality];
  return acquisitions(recipe, await originOf({ recipe, exprs, winner, images, signal }), winner);
}

/** Winners that stand for images as indices of the acquisitions behind them; −1: none tells. */
function acquisitions(
  recipe: Recipe,
  origin: Awaited<ReturnType<typeof originOf>>,
  winner: Int32Array,
): Int32Array {
  if (!origin) return winner.fill(-1);
  const at = new Map(winnersOf(recipe).map((scene, i) => [scene, i]));
  const indices = origin.scenes.map((scene) => at.get(scene) ?? -1);
  return Int32Array.from(origin.scene, (scene) => (scene < 0 ? -1 : indices[scene]!));
}

async function bandsIn({ parts, signal }: Composed): Promise<Map<string, SquareBand>> {
  const bands = new Map<string, SquareBand>();
  for (const { selection, carried, leaves } of parts) {
    const groups = await Promise.all(carried.map((each) => each.read({ signal })));
    for (const [group, read] of groups.entries()) {
      for (const [i, { data, mask }] of read.bands.entries()) {
        const { name, expr } = selection.bands[3 * group + i]!;
        bands.set(name, { dtype: heldType(expr, leaves), data, mask });
      }
    }
  }
  return bands;
}
