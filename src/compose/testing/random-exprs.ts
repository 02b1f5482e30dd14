import * as fc from 'fast-check';
import { operators } from '../../expression/operators.ts';
import type { PixelExpr, PixelFn } from '../../expression/pixel.ts';
import { allocate, rangeOf, type Dtype, type PixelArray } from '../../dtype.ts';

/** One band of each type, named by it. */
export const everyType: ReadonlyMap<string, Dtype> = new Map(
  (['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'float32'] as const).map((dtype) => [
    dtype,
    dtype,
  ]),
);

const functions = Object.keys(operators) as PixelFn[];

/** Operators whose results have the same bits on every device. */
export const exactFunctions = functions.filter((fn) => operators[fn].ulp === 0);

const numbers = [
  -2147483648, -70000, -1, 0, 1, 2, 3, 100, 65535, 2147483647, 4294967295, 1e10, 0.5, 0.1, -3.7,
];
const constants = fc.constantFrom(...numbers);

const leaf: fc.Arbitrary<PixelExpr> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...everyType.keys()).map((band) => ({ op: 'band' as const, band })),
  },
  { weight: 1, arbitrary: constants.map((value) => ({ op: 'const' as const, value })) },
);

const wholeLeaf: fc.Arbitrary<PixelExpr> = fc.oneof(
  fc
    .constantFrom(...[...everyType.keys()].filter((band) => band !== 'float32'))
    .map((band) => ({ op: 'band' as const, band })),
  fc
    .constantFrom(...numbers.filter((value) => Number.isInteger(value) && value < 2 ** 32), 10, 16, 31)
    .map((value) => ({ op: 'const' as const, value })),
);

/** Trees that are never float32: what operators on bits take. */
function wholeExprs(among: readonly PixelFn[], depth: number): fc.Arbitrary<PixelExpr> {
  const whole = among.filter((fn) => ['bits', 'truth'].includes(operators[fn].result));
  if (depth === 0 || whole.length === 0) return wholeLeaf;
  return fc.oneof(
    wholeLeaf,
    fc.constantFrom(...whole).chain((op) => call(op, among, depth)),
  );
}

function call(op: PixelFn, among: readonly PixelFn[], depth: number): fc.Arbitrary<PixelExpr> {
  const { arity, result } = operators[op];
  const below = (result === 'bits' ? wholeExprs : exprs)(among, depth - 1);
  return fc.array(below, { minLength: arity, maxLength: arity }).map((args) => ({ op, args }));
}

/** Trees over `everyType`, of the given operators, at most `depth` operators deep. */
export function exprs(among: readonly PixelFn[] = functions, depth = 3): fc.Arbitrary<PixelExpr> {
  if (depth === 0) return leaf;
  const calls = fc.constantFrom(...among).chain((op) => call(op, among, depth));
  return fc.oneof({ weight: 4, arbitrary: calls }, { weight: 1, arbitrary: leaf });
}

export type Pixels = ReadonlyMap<
  string,
  { readonly data: PixelArray; readonly mask: Uint8Array<ArrayBuffer> }
>;

/**
 * `length` pixels of each band of `everyType`: the ends of each type's range, 0, ±1, values anywhere in it, and a
 * fifth of them masked. Floats stay far from subnormal numbers, which GPUs may take for 0, and within the divisors for
 * which GLSL promises a precision.
 */
export function randomPixels(seed: number, length: number): Pixels {
  const random = randomNumbers(seed);
  return new Map(
    [...everyType].map(([name, dtype]) => {
      const data = allocate(dtype, length);
      for (let i = 0; i < length; i++) data[i] = dtype === 'float32' ? float(random) : whole(dtype, random);
      return [name, { data, mask: Uint8Array.from({ length }, () => (random() < 0.8 ? 1 : 0)) }];
    }),
  );
}

function whole(dtype: Dtype, random: () => number): number {
  const [low, high] = rangeOf(dtype);
  const choice = random();
  if (choice < 0.1) return low;
  if (choice < 0.2) return high;
  if (choice < 0.4) return Math.floor(random() * 4) - (low < 0 ? 2 : 0);
  return low + Math.floor(random() * (high - low + 1));
}

function float(random: () => number): number {
  const choice = random();
  if (choice < 0.15) return [0, -1, 1, NaN, Infinity, -Infinity, 8e37, -8e37][Math.floor(random() * 8)]!;
  return (random() < 0.5 ? -1 : 1) * 2 ** (random() * 16 - 8);
}

/** mulberry32: numbers of [0, 1) that a seed alone decides. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
