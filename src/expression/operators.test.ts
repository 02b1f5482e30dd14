import { describe, expect, test } from 'vitest';
import { operators } from './operators.ts';
import type { PixelFn } from './pixel.ts';

const value = (fn: PixelFn, a: number, b = 0, c = 0, type: 'int' | 'float' = 'float'): number =>
  operators[fn].cpu(Math.fround(a), Math.fround(b), Math.fround(c), type);

/** In units in the last place of float32. */
function distance(a: number, b: number): number {
  const size = Math.max(Math.abs(b), 2 ** -126);
  return Math.abs(a - b) / 2 ** (Math.floor(Math.log2(size)) - 23);
}

const steps = Array.from({ length: 2000 }, (_, i) => i / 2000);

describe('functions made of sums and products are near the true ones', () => {
  test.each([
    ['log', steps.map((x) => 10 ** (x * 60 - 30)), Math.log, 2],
    ['log10', steps.map((x) => 10 ** (x * 60 - 30)), Math.log10, 4],
    ['exp', steps.map((x) => x * 170 - 85), Math.exp, 2],
  ] as const)('%s', (fn, inputs, truth, most) => {
    for (const x of inputs) {
      const [found, wanted] = [value(fn, x), truth(Math.fround(x))];
      if (Math.abs(wanted) > 1e-3) expect(distance(found, wanted), `${fn}(${x})`).toBeLessThanOrEqual(most);
    }
  });

  test.each([
    ['sin', Math.sin],
    ['cos', Math.cos],
  ] as const)('%s, within 2⁻²² of the whole', (fn, truth) => {
    for (const x of steps.map((x) => x * 200 - 100)) {
      expect(Math.abs(value(fn, x) - truth(Math.fround(x))), `${fn}(${x})`).toBeLessThan(2 ** -22);
    }
  });

  test('pow errs by as many units as the logarithm of the result is large', () => {
    for (const a of steps.map((x) => x * 5000 + 0.01)) {
      for (const b of [-1.5, 0.3, 1, 2.2]) {
        const wanted = Math.fround(a) ** Math.fround(b);
        expect(distance(value('pow', a, b), wanted)).toBeLessThan(4 + 2 * Math.abs(Math.log(wanted)));
      }
    }
    expect([value('pow', -2, 3), value('pow', -2, 2), value('pow', 0, 2), value('pow', 7, 0)]).toEqual([
      expect.closeTo(-8, 4),
      expect.closeTo(4, 4),
      0,
      1,
    ]);
    expect(value('pow', -2, 0.5)).toBeNaN();
  });
});

test('casts go towards 0, and to the ends of the range', () => {
  const cast = (fn: PixelFn, ...values: number[]) => values.map((each) => value(fn, each) + 0);
  expect(cast('toUint8', -1, 0.9, 254.99, 255.5, 1e9)).toEqual([0, 0, 254, 255, 255]);
  expect(cast('toInt8', -128.9, -1.5, 127.5)).toEqual([-128, -1, 127]);
  expect(cast('toInt16', -40000, 40000)).toEqual([-32768, 32767]);
  expect(cast('toUint16', -3, 65536)).toEqual([0, 65535]);
  expect(cast('toInt32', -3e9, 3e9)).toEqual([-2147483648, 2147483647]);
  expect(cast('toUint32', -1, 5e9)).toEqual([0, 4294967295]);
  expect(cast('truncate', -2.7, 2.7)).toEqual([-2, 2]);
});

test('whole numbers are divided down, and the remainder has the sign of what is divided', () => {
  const whole = (fn: PixelFn, a: number, b: number) => value(fn, a, b, 0, 'int') + 0;
  expect([
    whole('wholeQuotient', 10, 20),
    whole('wholeQuotient', 7, 2),
    whole('wholeQuotient', -7, 2),
    whole('wholeQuotient', 7, 0),
    value('wholeQuotient', 7, 2),
  ]).toEqual([0, 3, -4, 0, 3.5]);
  expect([whole('remainder', 7, 3), whole('remainder', -7, 3), whole('remainder', 7, 0)]).toEqual([1, -1, 0]);
});

test('halves are rounded up', () => {
  expect([0.5, 1.49, -0.5, -1.5, 2.5].map((x) => value('round', x) + 0)).toEqual([1, 1, 0, -1, 3]);
  expect([value('floor', -1.5), value('ceil', 1.2), value('signum', -3)]).toEqual([-2, 2, -1]);
});
