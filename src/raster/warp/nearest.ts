import type { PixelArray } from '../../dtype.ts';
import type { Level } from '../reader.ts';
import { locate, type Located } from './locate.ts';
import type { SourceMap } from './source-map.ts';

/** How a level is cut into tiles or strips. A strip is a block as wide as the level. */
export interface BlockSize {
  readonly blockWidth: number;
  readonly blockHeight: number;
}

/** The pixels that one block gives: output pixel `targets[k]` takes the block's pixel `sources[k]`. */
export interface BlockPlan {
  /** Counted in blocks: the block holds the level's pixels from (column · blockWidth, row · blockHeight). */
  readonly column: number;
  readonly row: number;
  /** Output pixels, row by row, halo included. */
  readonly targets: Uint32Array<ArrayBuffer>;
  /** Pixels of the block, in rows of `blockWidth` (also in blocks that stick out of the level). */
  readonly sources: Uint32Array<ArrayBuffer>;
}

/** The source pixel under each output pixel's centre, ordered by the blocks that must be read. */
export interface WarpPlan {
  /** Output pixels, halo included. */
  readonly width: number;
  readonly height: number;
  /** Bounds of the level's pixels in use, [x0, y0, x1, y1), tight; null: the level has none of them. */
  readonly window: readonly [x0: number, y0: number, x1: number, y1: number] | null;
  /** Only blocks with a pixel in use. */
  readonly blocks: readonly BlockPlan[];
}

/**
 * Plans a nearest-neighbour warp: each output pixel takes the pixel of `level` that holds its centre; on an edge the
 * one to the right or below. Output pixels in no block lie outside the level.
 */
export function planWarp(request: { map: SourceMap; level: Level; blocks: BlockSize }): WarpPlan {
  const { map, level, blocks } = request;
  const located = locate(map, level);
  return {
    width: map.width,
    height: map.height,
    window: located.window,
    blocks: sortByBlock(located, blocks),
  };
}

/**
 * Copies one decoded block's share of a window. Bits are copied as they are: `from` and `data` have one type.
 * `mask`, where given, becomes 1 at the copied pixels.
 */
export function fillNearest(request: {
  plan: BlockPlan;
  /** The decoded block, row by row; interleaved where `samples` > 1. */
  from: PixelArray;
  samples?: number;
  sample?: number;
  data: PixelArray;
  mask?: Uint8Array;
}): void {
  const { plan, from, samples = 1, sample = 0, data, mask } = request;
  const { targets, sources } = plan;
  copy({ targets, sources, from: bits(from), to: bits(data), stride: samples, offset: sample });
  if (!mask) return;
  for (let k = 0; k < targets.length; k++) mask[targets[k]] = 1;
}

type Bits = Uint8Array | Uint16Array | Uint32Array;

/** The same bytes as unsigned integers: copying never converts, and V8 sees three array types instead of seven. */
function bits(array: PixelArray): Bits {
  const { buffer, byteOffset, length, BYTES_PER_ELEMENT: size } = array;
  if (size === 1) return new Uint8Array(buffer, byteOffset, length);
  if (size === 2) return new Uint16Array(buffer, byteOffset, length);
  return new Uint32Array(buffer, byteOffset, length);
}

function copy(job: {
  targets: Uint32Array;
  sources: Uint32Array;
  from: Bits;
  to: Bits;
  stride: number;
  offset: number;
}): void {
  const { targets, sources, from, to, stride, offset } = job;
  for (let k = 0; k < targets.length; k++) to[targets[k]] = from[sources[k] * stride + offset];
}

/** Turns columns and rows, in place, into the number of the block and the pixel within it; then groups by block. */
function sortByBlock({ columns, rows }: Located, { blockWidth, blockHeight }: BlockSize): BlockPlan[] {
  const found = numberBlocks({ columns, rows, blockWidth, blockHeight });
  const plans = found.map(({ column, row, count }) => ({
    column,
    row,
    targets: new Uint32Array(count),
    sources: new Uint32Array(count),
  }));
  const filled = new Uint32Array(plans.length);
  for (let target = 0; target < columns.length; target++) {
    const number = columns[target];
    if (number < 0) continue;
    const plan = plans[number];
    const next = filled[number]++;
    plan.targets[next] = target;
    plan.sources[next] = rows[target];
  }
  return plans;
}

interface FoundBlock {
  readonly column: number;
  readonly row: number;
  count: number;
}

function numberBlocks(job: BlockSize & { columns: Int32Array; rows: Int32Array }): FoundBlock[] {
  const { columns, rows, blockWidth, blockHeight } = job;
  const numbers = new Map<number, number>();
  const found: FoundBlock[] = [];
  let number = -1;
  let left = 0;
  let top = 0;
  for (let target = 0; target < columns.length; target++) {
    const column = columns[target];
    if (column < 0) continue;
    const row = rows[target];
    // Neighbours mostly share a block.
    if (number < 0 || column < left || row < top || column >= left + blockWidth || row >= top + blockHeight) {
      const block = { column: Math.floor(column / blockWidth), row: Math.floor(row / blockHeight), count: 0 };
      left = block.column * blockWidth;
      top = block.row * blockHeight;
      const key = block.row * 2 ** 26 + block.column;
      number = numbers.get(key) ?? found.push(block) - 1;
      numbers.set(key, number);
    }
    found[number].count++;
    columns[target] = number;
    rows[target] = (row - top) * blockWidth + column - left;
  }
  return found;
}
