import { allocate, integerTypeFor, unite, type Dtype, type PixelArray } from '../dtype.ts';
import { BestpixelError } from '../errors.ts';
import { Acquisitions, Margins } from './contests.ts';
import type { ExprType } from './bounds.ts';
import { reduced, type Accumulator, type Reduced, type Values } from './accumulator.ts';
import type { Reduction } from './recipe.ts';

export type ReducerOf = Reduction['reducer'];

/** True where nothing less than all values of a pixel tells the result. */
export function needsAll(reducer: ReducerOf): boolean {
  return typeof reducer === 'object' || reducer === 'median' || reducer === 'mode';
}

/**
 * The type that holds a reduction of at most `count` values of a type.
 * @param held the type that holds a single value
 */
export function reducedType(
  reducer: ReducerOf,
  { held, type, low, high }: ExprType & { readonly held: Dtype },
  count: number,
): Dtype {
  if (reducer === 'min' || reducer === 'max' || reducer === 'mode') return held;
  if (reducer === 'count' || reducer === 'scenes') return 'int32';
  if (reducer === 'margin' && type !== 'float') return unite('int32', integerTypeFor(0, high - low));
  if (type === 'float' || (reducer !== 'sum' && reducer !== 'product')) return 'float32';
  const most = Math.max(Math.abs(low), Math.abs(high));
  const reach =
    reducer === 'sum' ? [count * Math.min(low, 0), count * Math.max(high, 0)] : power(most, count);
  return unite('int32', integerTypeFor(reach[0]!, reach[1]!));
}

function power(most: number, count: number): [low: number, high: number] {
  const reach = Math.max(1, most ** count);
  return [-reach, reach];
}

/** @throws BestpixelError 'bad-input' for a percentile that is none. */
export function accumulator(
  reducer: ReducerOf,
  { length, count, held }: { readonly length: number; readonly count: number; readonly held: Dtype },
): Accumulator {
  if (typeof reducer === 'object') {
    const { percentile: p } = reducer;
    if (!(p >= 0 && p <= 100)) throw new BestpixelError('bad-input', `${p} is no percentile from 0 to 100`);
    return new Gathered({ length, count, held }, (sorted) => percentile(sorted, p));
  }
  if (reducer === 'median') return new Gathered({ length, count, held }, (sorted) => percentile(sorted, 50));
  if (reducer === 'mode') return new Gathered({ length, count, held }, mode);
  if (reducer === 'variance' || reducer === 'stdDev') return new Moments(length, reducer === 'stdDev');
  if (reducer === 'scenes') return new Acquisitions(length);
  if (reducer === 'margin') return new Margins(length);
  return new Running(length, runs[reducer]);
}

interface Run {
  readonly start: number;
  /** `n`: values so far, this one left out. */
  readonly next: (before: number, value: number) => number;
  readonly end?: (value: number, n: number) => number;
}

const add = (before: number, value: number): number => before + value;

const runs: Record<'min' | 'max' | 'sum' | 'product' | 'mean' | 'count', Run> = {
  min: { start: Infinity, next: Math.min },
  max: { start: -Infinity, next: Math.max },
  sum: { start: 0, next: add },
  product: { start: 1, next: (before, value) => before * value },
  mean: { start: 0, next: add, end: (sum, n) => sum / n },
  count: { start: 0, next: (before) => before + 1 },
};

/** One number on the way, in float64. */
class Running implements Accumulator {
  readonly #run: Run;
  readonly #values: Float64Array;
  readonly #counts: Uint32Array;

  constructor(length: number, run: Run) {
    this.#run = run;
    this.#values = new Float64Array(length).fill(run.start);
    this.#counts = new Uint32Array(length);
  }

  add(at: number, { values, mask }: Values): void {
    const { next } = this.#run;
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0) continue;
      this.#values[at + i] = next(this.#values[at + i]!, values[i]!);
      this.#counts[at + i]!++;
    }
  }

  result(at: number, length: number): Reduced {
    const { end } = this.#run;
    return reduced(length, (i) => {
      const count = this.#counts[at + i]!;
      if (count === 0) return null;
      const value = this.#values[at + i]!;
      return end ? end(value, count) : value;
    });
  }
}

/** Variance of all values (not of a sample), by Welford's recurrence: no digits are lost to a large mean. */
class Moments implements Accumulator {
  readonly #root: boolean;
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;
  readonly #counts: Uint32Array;

  constructor(length: number, root: boolean) {
    this.#root = root;
    this.#mean = new Float64Array(length);
    this.#squares = new Float64Array(length);
    this.#counts = new Uint32Array(length);
  }

  add(at: number, { values, mask }: Values): void {
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0) continue;
      const k = at + i;
      const n = ++this.#counts[k]!;
      const off = values[i]! - this.#mean[k]!;
      this.#mean[k]! += off / n;
      this.#squares[k]! += off * (values[i]! - this.#mean[k]!);
    }
  }

  result(at: number, length: number): Reduced {
    return reduced(length, (i) => {
      const count = this.#counts[at + i]!;
      if (count === 0) return null;
      const variance = this.#squares[at + i]! / count;
      return this.#root ? Math.sqrt(variance) : variance;
    });
  }
}

/** All values of each pixel, in their own type. */
class Gathered implements Accumulator {
  readonly #count: number;
  readonly #values: PixelArray;
  readonly #counts: Uint32Array;
  readonly #tell: (sorted: PixelArray) => number;

  constructor(
    { length, count, held }: { length: number; count: number; held: Dtype },
    tell: (sorted: PixelArray) => number,
  ) {
    this.#count = count;
    this.#values = allocate(held, length * count);
    this.#counts = new Uint32Array(length);
    this.#tell = tell;
  }

  add(at: number, { values, mask }: Values): void {
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0) continue;
      const k = at + i;
      this.#values[k * this.#count + this.#counts[k]!++] = values[i]!;
    }
  }

  result(at: number, length: number): Reduced {
    return reduced(length, (i) => {
      const from = (at + i) * this.#count;
      const there = this.#counts[at + i]!;
      return there === 0 ? null : this.#tell(this.#values.subarray(from, from + there).toSorted());
    });
  }
}

/** Between the two nearest ranks in proportion, as NumPy's 'linear': the 50th is the median. */
function percentile(sorted: PixelArray, p: number): number {
  const rank = (p / 100) * (sorted.length - 1);
  const below = Math.floor(rank);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return rank === below ? low : low + (high - low) * (rank - below);
}

/** The most frequent value; of several the smallest. */
function mode(sorted: PixelArray): number {
  let [best, most, run] = [sorted[0]!, 0, 0];
  for (let i = 0; i < sorted.length; i++) {
    run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1;
    if (run > most) [best, most] = [sorted[i]!, run];
  }
  return best;
}
