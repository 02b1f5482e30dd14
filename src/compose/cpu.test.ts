import { describe, expect, test } from 'vitest';
import type { PixelExpr, PixelFn } from '../expression/pixel.ts';
import type { Dtype } from '../dtype.ts';
import { allocate } from '../dtype.ts';
import { evaluate } from './cpu.ts';

const masked = null;
type Row = readonly (number | null)[];

/** What an operator gives for rows of int16 (or other) pixels; null is masked. */
function apply(op: PixelFn, rows: readonly Row[], dtype: Dtype = 'int16'): Row {
  const bands = new Map(
    rows.map((row, i) => {
      const data = allocate(dtype, row.length);
      data.set(row.map((value) => value ?? 77));
      return [`${i}`, { data, mask: Uint8Array.from(row, (value) => (value === null ? 0 : 1)) }];
    }),
  );
  const expr: PixelExpr = { op, args: rows.map((_, i) => ({ op: 'band', band: `${i}` })) };
  const leaves = new Map(rows.map((_, i) => [`${i}`, dtype]));
  const { values, mask } = evaluate({ expr, leaves, bands, length: rows[0]!.length });
  return Array.from(values, (value, i) => (mask[i] ? value : masked));
}

describe('a result', () => {
  test.each(['add', 'multiply', 'divide', 'gt', 'and', 'normalizedDifference', 'updateMask'] as const)(
    'of %s is there only where both arguments are',
    (op) => {
      expect(
        apply(op, [
          [1, masked, 1, masked],
          [1, 1, masked, masked],
        ]).map((v) => v === masked),
      ).toEqual([false, true, true, true]);
    },
  );
});

describe('operators', () => {
  test('divide never rounds to a whole number', () => expect(apply('divide', [[10], [20]])).toEqual([0.5]));
  test('divide by 0 gives 0', () =>
    expect(
      apply('divide', [
        [5, 0],
        [0, 0],
      ]),
    ).toEqual([0, 0]));
  test('subtract and multiply keep signs', () => {
    expect(apply('subtract', [[1], [4]])).toEqual([-3]);
    expect(apply('multiply', [[7], [-1]])).toEqual([-7]);
  });
  test('comparisons give 0 or 1', () => {
    const rows = [
      [1, 2, 3],
      [2, 2, 2],
    ];
    expect(apply('gt', rows)).toEqual([0, 0, 1]);
    expect(apply('gte', rows)).toEqual([0, 1, 1]);
    expect(apply('lt', rows)).toEqual([1, 0, 0]);
    expect(apply('lte', rows)).toEqual([1, 1, 0]);
    expect(apply('eq', rows)).toEqual([0, 1, 0]);
    expect(apply('neq', rows)).toEqual([1, 0, 1]);
  });
  test('and, or and not take everything but 0 as true', () => {
    const rows = [
      [0, 0, -3, 5],
      [0, 2, 0, 5],
    ];
    expect(apply('and', rows)).toEqual([0, 0, 0, 1]);
    expect(apply('or', rows)).toEqual([0, 1, 1, 1]);
    expect(apply('not', [[0, 1, -2]])).toEqual([1, 0, 0]);
  });
  test('min, max and abs', () => {
    expect(
      apply('min', [
        [1, -5],
        [2, -9],
      ]),
    ).toEqual([1, -9]);
    expect(
      apply('max', [
        [1, -5],
        [2, -9],
      ]),
    ).toEqual([2, -5]);
    expect(apply('abs', [[-32768]])).toEqual([32768]);
  });
  test('normalizedDifference is (a − b) / (a + b), 0 for 0 and 0, masked for negatives', () => {
    expect(
      apply('normalizedDifference', [
        [3, 0, -1, 5],
        [1, 0, 2, -5],
      ]),
    ).toEqual([0.5, 0, masked, masked]);
  });
  test('updateMask masks where the mask is 0', () => {
    expect(
      apply('updateMask', [
        [8, 9],
        [0, -1],
      ]),
    ).toEqual([masked, 9]);
  });
  test('maskOf is 1 wherever its argument is there, 0 included', () => {
    expect(apply('maskOf', [[0, masked, -4]])).toEqual([1, masked, 1]);
  });
});

describe('float32', () => {
  test('rounds at every step', () => {
    expect(apply('add', [[16777216], [1]], 'float32')).toEqual([16777216]);
    expect(apply('divide', [[1], [3]])).toEqual([Math.fround(1 / 3)]);
  });
  test('masks what is no finite number, stored or computed', () => {
    expect(apply('maskOf', [[NaN, Infinity, 1]], 'float32')).toEqual([masked, masked, 1]);
    expect(apply('multiply', [[3e38], [3e38]], 'float32')).toEqual([masked]);
  });
});

test('int32 sums of large whole numbers are exact', () => {
  const leaves = new Map<string, Dtype>([['a', 'uint16']]);
  const a: PixelExpr = { op: 'band', band: 'a' };
  const expr: PixelExpr = {
    op: 'add',
    args: [{ op: 'multiply', args: [a, { op: 'const', value: 32767 }] }, a],
  };
  const bands = new Map([['a', { data: Uint16Array.of(65535), mask: Uint8Array.of(1) }]]);
  expect(evaluate({ expr, leaves, bands, length: 1 })).toEqual({
    values: Float64Array.of(65535 * 32768),
    mask: Uint8Array.of(1),
    type: 'int',
  });
});
