import type { PixelArray } from '../../dtype.ts';
import type { Level } from '../reader.ts';
import { groupByBlock, type PixelPairs } from './by-block.ts';
import { locate, type Located } from './locate.ts';
import type { SourceMap } from './source-map.ts';

/** How a level is cut into tiles or strips. A strip is a block as wide as the level. */
export interface BlockSize {
  readonly blockWidth: number;
  readonly blockHeight: number;
}

/** The pixels that one block gives: targets in rows of the plan's width, halo included; sources in rows of `blockWidth` (also in blocks that stick out of the level). */
export interface BlockPlan extends PixelPairs {
  /** Counted in blocks: the block holds the level's pixels from (column · blockWidth, row · blockHeight). */
  readonly column: number;
  readonly row: number;
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
  if (mask) mark(targets, mask);
}

function mark(targets: Uint32Array, mask: Uint8Array): void {
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

function sortByBlock({ columns, rows }: Located, size: BlockSize): BlockPlan[] {
  const found = numberBlocks({ columns, rows }, size);
  const pairs = groupByBlock({ numbers: columns, sources: rows }, found.length);
  return found.map((block, i) => ({ ...block, ...pairs[i] }));
}

type FoundBlock = Pick<BlockPlan, 'column' | 'row'>;

/** Turns columns and rows, in place, into the number of the block and the pixel within it. Gives the blocks in order. */
function numberBlocks(
  { columns, rows }: Pick<Located, 'columns' | 'rows'>,
  { blockWidth, blockHeight }: BlockSize,
): FoundBlock[] {
  const numbers = new Map<number, number>();
  const found: FoundBlock[] = [];
  for (let target = inside(columns, 0); target < columns.length;) {
    const column = Math.floor(columns[target] / blockWidth);
    const row = Math.floor(rows[target] / blockHeight);
    const key = row * 2 ** 26 + column;
    const number = numbers.get(key) ?? found.push({ column, row }) - 1;
    numbers.set(key, number);
    const [left, top] = [column * blockWidth, row * blockHeight];
    target = numberRun({ columns, rows, target, number, left, top, blockWidth, blockHeight });
  }
  return found;
}

/** The first pixel from `target` on that lies inside the level. */
function inside(columns: Int32Array, target: number): number {
  let at = target;
  while (at < columns.length && columns[at] < 0) at++;
  return at;
}

interface RunInBlock extends BlockSize {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly target: number;
  readonly number: number;
  readonly left: number;
  readonly top: number;
}

/** Numbers pixels from `target` on, as neighbours mostly share a block. Gives the first that lies in another. */
function numberRun(run: RunInBlock): number {
  const { columns, rows, target, number, left, top, blockWidth, blockHeight } = run;
  let at = target;
  for (; at < columns.length; at++) {
    if (columns[at] < 0) continue;
    const column = columns[at] - left;
    const row = rows[at] - top;
    if (column < 0 || row < 0 || column >= blockWidth || row >= blockHeight) break;
    columns[at] = number;
    rows[at] = row * blockWidth + column;
  }
  return at;
}
