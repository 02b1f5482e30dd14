import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PixelExpr, PixelFn } from '../expression/pixel.ts';
import type { Dtype } from '../dtype.ts';
import { allocate, type PixelArray } from '../dtype.ts';
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

describe('bits', () => {
  /** Masked, or what unlimited whole numbers give, where int32 or uint32 holds it. */
  function shifted(value: number, by: number): number | null {
    const exact = BigInt(value) << BigInt(by);
    return exact >= -(2n ** 31n) && exact < 2n ** (value < 0 ? 31n : 32n) ? Number(exact) : masked;
  }

  test('QA bits are tested as Earth Engine scripts test them', () => {
    // Landsat: bit 3 is cloud, bit 4 is shadow; Sentinel-2: bits 10 and 11.
    expect(
      apply(
        'bitwiseAnd',
        [
          [21824, 22280, 23888],
          [8, 8, 16],
        ],
        'uint16',
      ),
    ).toEqual([0, 8, 16]);
    expect(
      apply(
        'bitwiseAnd',
        [
          [0, 1024, 3072],
          [3072, 3072, 2048],
        ],
        'uint16',
      ),
    ).toEqual([0, 1024, 2048]);
    // Bits 8 and 9: the confidence of cloud.
    expect(
      apply(
        'rightShift',
        [
          [22280, 21824],
          [8, 8],
        ],
        'uint16',
      ),
    ).toEqual([87, 85]);
  });

  const whole = (least: number, most: number) =>
    fc.oneof(fc.constantFrom(least, most, 0, 1), fc.integer({ min: least, max: most }));
  const cases = [
    ['int16', -32768, 32767],
    ['uint16', 0, 65535],
    ['int32', -2147483648, 2147483647],
    ['uint32', 0, 4294967295],
  ] as const;
  test.each(cases)('of %s pixels are those of whole numbers of any size', (dtype, least, most) => {
    const value = whole(least, most);
    fc.assert(
      fc.property(value, value, fc.integer({ min: 0, max: 31 }), (a, b, by) => {
        expect(apply('bitwiseAnd', [[a], [b]], dtype)).toEqual([Number(BigInt(a) & BigInt(b))]);
        expect(apply('rightShift', [[a], [by]], dtype)).toEqual([Number(BigInt(a) >> BigInt(by))]);
        const expr: PixelExpr = {
          op: 'leftShift',
          args: [
            { op: 'band', band: 'a' },
            { op: 'const', value: by },
          ],
        };
        const data = allocate(dtype, 1).fill(a) as PixelArray;
        const bands = new Map([['a', { data, mask: Uint8Array.of(1) }]]);
        const { values, mask } = evaluate({ expr, leaves: new Map([['a', dtype]]), bands, length: 1 });
        const inSigned = least < 0 && Math.abs(a) * 2 ** by > 2 ** 31 - 1 && a > 0;
        expect(mask[0] ? values[0] : masked).toEqual(inSigned ? masked : shifted(a, by));
      }),
      { seed: 20200701, numRuns: 300 },
    );
  });

  test('bitwiseAnd of signed and unsigned pixels sees the sign as upper bits', () => {
    const args: PixelExpr[] = ['a', 'b'].map((band) => ({ op: 'band', band }));
    const leaves = new Map<string, Dtype>([
      ['a', 'uint32'],
      ['b', 'int16'],
    ]);
    const bands = new Map([
      ['a', { data: Uint32Array.of(0xf000000f), mask: Uint8Array.of(1) }],
      ['b', { data: Int16Array.of(-2), mask: Uint8Array.of(1) }],
    ]);
    const found = evaluate({ expr: { op: 'bitwiseAnd', args }, leaves, bands, length: 1 });
    expect(found).toEqual({ values: Float64Array.of(0xf000000e), mask: Uint8Array.of(1), type: 'uint' });
  });

  test('shifts by less than 0 or more than 31 bits are masked', () => {
    for (const op of ['leftShift', 'rightShift'] as const) {
      expect(
        apply(op, [
          [1, 1, 1, 1],
          [-1, 0, 31, 32],
        ]),
      ).toEqual([masked, 1, op === 'leftShift' ? masked : 0, masked]);
    }
  });

  test('of float32 are refused', () => {
    expect(() => apply('bitwiseAnd', [[1], [1]], 'float32')).toThrow(
      'Image.bitwiseAnd works on whole numbers',
    );
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
