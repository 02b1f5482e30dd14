import { heldType } from '../compose/held-type.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import { narrowBands } from '../compose/resolve.ts';
import { BestpixelError } from '../errors.ts';
import { shiftOrigin } from '../grid/affine.ts';
import { ready } from '../grid/crs.ts';
import type { Grid } from '../grid/grid.ts';
import { allocate, unite, type Dtype, type PixelArray } from '../dtype.ts';
import type { Scene } from '../scene/scene.ts';
import { candidatesOn } from './candidates.ts';
import type { Images } from './composed-image.ts';
import type { ComposeContext } from './context.ts';
import { FailureLog, type SceneFailure } from './failures.ts';
import { imagesFor, Mosaic, type MosaicPart } from './mosaic.ts';
import { isComposed, originOf } from './origins.ts';
import { centreOfRecipe } from './recipe-centre.ts';

export interface ComputeRequest {
  readonly recipe: Recipe;
  readonly grid: Grid;
  /** Names of output bands. */
  readonly bands: readonly string[];
  readonly signal?: AbortSignal;
}

export interface ComputedBand {
  /** width × height values, row by row, in the band's units; undefined where the mask is 0. */
  readonly data: PixelArray;
  /** 1 where the pixel is there, else 0. */
  readonly mask: Uint8Array<ArrayBuffer>;
}

export interface ComputedPixels {
  readonly width: number;
  readonly height: number;
  readonly bands: Readonly<Record<string, ComputedBand>>;
  /** Index into `scenes` of the winner (of the first band asked for, where bands are chosen apart); −1: none. */
  readonly scene: Int32Array<ArrayBuffer>;
  readonly scenes: readonly { readonly id: string; readonly datetime: number }[];
  /** Scenes that could not be read: the pixels are those of the others. */
  readonly failures: readonly SceneFailure[];
}

/** Side of the squares in which a large grid is composed. */
const blockSize = 512;

interface Block {
  readonly x: number;
  readonly y: number;
  readonly grid: Grid;
}

/** Composes a grid square by square, so that memory does not grow with it. */
export async function computePixels(
  context: ComposeContext,
  request: ComputeRequest,
): Promise<ComputedPixels> {
  const { grid, bands, signal } = request;
  await ready(grid.crs);
  const recipe = narrowBands(request.recipe, bands);
  const centre = centreOfRecipe(recipe);
  const failures = new FailureLog();
  const result = new Result(grid, bands, recipe);
  for (const block of blocksOf(grid)) {
    signal?.throwIfAborted();
    const candidates = candidatesOn(recipe.list, block.grid);
    if (candidates.length === 0) continue;
    const place = { recipe, centre, grid: block.grid };
    const images = recipe.made || isComposed(recipe) ? imagesFor(context, place) : undefined;
    const mosaic = new Mosaic(context, { ...place, images, candidates, signal, onProgress: () => {} });
    try {
      await mosaic.compose();
      await result.take(mosaic.parts, { block, images, signal });
      failures.merge(mosaic.failures);
    } finally {
      mosaic.dispose();
    }
  }
  const scenes = result.scenes.map(({ id, datetime }) => ({ id, datetime }));
  return { ...result.pixels(), scenes, failures: failures.list() };
}

function blocksOf(grid: Grid): Block[] {
  const blocks: Block[] = [];
  for (let y = 0; y < grid.height; y += blockSize) {
    for (let x = 0; x < grid.width; x += blockSize) {
      const width = Math.min(blockSize, grid.width - x);
      const height = Math.min(blockSize, grid.height - y);
      blocks.push({ x, y, grid: { crs: grid.crs, affine: shiftOrigin(grid.affine, x, y), width, height } });
    }
  }
  return blocks;
}

class Result {
  readonly #grid: Grid;
  readonly #names: readonly string[];
  readonly #recipe: Recipe;
  /** What winners' indices count. */
  readonly scenes: readonly Scene[];
  readonly #scene: Int32Array<ArrayBuffer>;
  readonly #masks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly #data = new Map<string, { readonly dtype: Dtype; readonly data: PixelArray }>();

  constructor(grid: Grid, names: readonly string[], recipe: Recipe) {
    this.#recipe = recipe;
    this.scenes = isComposed(recipe) ? leafScenes(recipe) : recipe.list.scenes;
    const pixels = grid.width * grid.height;
    this.#grid = grid;
    this.#names = names;
    this.#scene = inMemory(grid, () => new Int32Array(pixels).fill(-1));
    this.#masks = new Map(names.map((name) => [name, inMemory(grid, () => new Uint8Array(pixels))]));
  }

  async take(
    parts: readonly MosaicPart[],
    { block, images, signal }: { block: Block; images?: Images; signal?: AbortSignal },
  ): Promise<void> {
    const [shown] = this.#names;
    const first = parts.find(({ selection }) => selection.bands.some(({ name }) => name === shown));
    if (first) {
      const { winner } = await first.state.read({ signal });
      this.#copy(images ? await this.#leaves(first, { winner, images, signal }) : winner, this.#scene, block);
    }
    for (const { selection, carried, leaves } of parts) {
      for (const [group, bands] of (
        await Promise.all(carried.map((each) => each.read({ signal })))
      ).entries()) {
        for (const [i, { data, mask }] of bands.bands.entries()) {
          const { name, expr } = selection.bands[3 * group + i]!;
          this.#copy(data, this.#dataOf(name, heldType(expr, leaves)), block);
          this.#copy(mask, this.#masks.get(name)!, block);
        }
      }
    }
  }

  /** Winners that stand for images as indices of the acquisitions behind them; −1: none tells. */
  async #leaves(
    { selection }: MosaicPart,
    { winner, images, signal }: { winner: Int32Array; images: Images; signal?: AbortSignal },
  ): Promise<Int32Array> {
    const recipe = this.#recipe;
    if (!isComposed(recipe)) return winner;
    const shown = selection.bands.find(({ name }) => name === this.#names[0])!;
    const exprs = [shown.expr, selection.quality];
    const origin = await originOf({ recipe, exprs, winner, images, signal });
    if (!origin) return winner.fill(-1);
    const at = new Map(this.scenes.map((scene, i) => [scene, i]));
    const indices = origin.scenes.map((scene) => at.get(scene) ?? -1);
    return origin.scene.map((scene) => (scene < 0 ? -1 : indices[scene]!));
  }

  pixels(): Omit<ComputedPixels, 'scenes' | 'failures'> {
    const { width, height } = this.#grid;
    const bands: Record<string, ComputedBand> = {};
    for (const name of this.#names) {
      bands[name] = { data: this.#dataOf(name, 'uint8'), mask: this.#masks.get(name)! };
    }
    return { width, height, bands, scene: this.#scene };
  }

  /** The band's array, widened where a square has a wider type than those before it. */
  #dataOf(name: string, dtype: Dtype): PixelArray {
    const before = this.#data.get(name);
    const wanted = before ? unite(before.dtype, dtype) : dtype;
    if (before?.dtype === wanted) return before.data;
    const { width, height } = this.#grid;
    const data = inMemory(this.#grid, () => allocate(wanted, width * height));
    if (before) data.set(before.data);
    this.#data.set(name, { dtype: wanted, data });
    return data;
  }

  #copy(from: ArrayLike<number>, to: PixelArray, { x, y, grid }: Block): void {
    for (let row = 0; row < grid.height; row++) {
      const at = (y + row) * this.#grid.width + x;
      for (let column = 0; column < grid.width; column++) to[at + column] = from[row * grid.width + column]!;
    }
  }
}

function inMemory<T>({ width, height }: Grid, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw new BestpixelError('too-large', `${width} × ${height} pixels do not fit the memory`, {
      remedy: 'Ask for fewer pixels or fewer bands at a time.',
      cause,
    });
  }
}
