import type { Recipe } from '../compose/recipe.ts';
import { narrowBands } from '../compose/resolve.ts';
import { BestpixelError } from '../errors.ts';
import { shiftOrigin } from '../grid/affine.ts';
import { ready } from '../grid/crs.ts';
import type { Grid } from '../grid/grid.ts';
import { allocate, unite, type Dtype, type PixelArray } from '../dtype.ts';
import { type ComposedSquare, composeSquare, winnersOf } from './compose-square.ts';
import type { ComposeContext } from './context.ts';
import { FailureLog, type SceneFailure } from './failures.ts';

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
  const failures = new FailureLog();
  const result = new Result(grid, bands);
  for (const block of blocksOf(grid)) {
    const square = await composeSquare(context, { recipe, grid: block.grid, bands, signal });
    if (!square) continue;
    result.take(square, block);
    failures.merge(square.failures);
  }
  const scenes = winnersOf(recipe).map(({ id, datetime }) => ({ id, datetime }));
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
  readonly #scene: Int32Array<ArrayBuffer>;
  readonly #masks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly #data = new Map<string, { readonly dtype: Dtype; readonly data: PixelArray }>();

  constructor(grid: Grid, names: readonly string[]) {
    const pixels = grid.width * grid.height;
    this.#grid = grid;
    this.#names = names;
    this.#scene = inMemory(grid, () => new Int32Array(pixels).fill(-1));
    this.#masks = new Map(names.map((name) => [name, inMemory(grid, () => new Uint8Array(pixels))]));
  }

  take({ scene, bands }: ComposedSquare, block: Block): void {
    this.#copy(scene, this.#scene, block);
    for (const [name, { dtype, data, mask }] of bands) {
      this.#copy(data, this.#dataOf(name, dtype), block);
      this.#copy(mask, this.#masks.get(name)!, block);
    }
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
