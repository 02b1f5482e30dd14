import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PixelExpr, PixelFn } from '../expression/pixel.ts';
import { rangeOf } from '../dtype.ts';
import { typeOfExpr } from './bounds.ts';
import { evaluate } from './cpu.ts';
import { everyType, exprs, randomPixels } from './testing/random-exprs.ts';

const seed = 20200701;
const band = (name: string): PixelExpr => ({ op: 'band', band: name });
const value = (value: number): PixelExpr => ({ op: 'const', value });
const of = (op: PixelFn, ...args: PixelExpr[]): PixelExpr => ({ op, args });
const typed = (expr: PixelExpr) => typeOfExpr(expr, everyType);

test('the range contains every value, and whole numbers are whole', () => {
  const length = 256;
  const pixels = randomPixels(seed, length);
  fc.assert(
    fc.property(exprs(undefined, 4), (expr) => {
      const { type, low, high } = typed(expr);
      const { values, mask, type: held } = evaluate({ expr, leaves: everyType, bands: pixels, length });
      expect(held).toBe(type);
      mask.forEach((there, i) => {
        const value = values[i]!;
        if (!there) return;
        const exact = type === 'float' ? Math.fround(value) === value : Number.isInteger(value);
        if (!(value >= low && value <= high && exact))
          throw new Error(`${value} is not in ${type} ${low}…${high}`);
      });
    }),
    { seed, numRuns: 1500 },
  );
});

describe('types', () => {
  test.each(['uint8', 'int8', 'uint16', 'int16', 'int32'] as const)(
    'a %s band is exact in int32',
    (dtype) => {
      const [low, high] = rangeOf(dtype);
      expect(typed(band(dtype))).toEqual({ type: 'int', low, high });
    },
  );

  test('a uint32 band keeps its own type, also under a mask, and is float32 in arithmetic', () => {
    expect(typed(band('uint32'))).toEqual({ type: 'uint', low: 0, high: 4294967295 });
    expect(typed(of('updateMask', band('uint32'), band('uint8'))).type).toBe('uint');
    expect(typed(of('add', band('uint32'), value(1))).type).toBe('float');
  });

  test('sums and products are int as long as they fit int32', () => {
    expect(typed(of('multiply', band('uint8'), value(-1)))).toEqual({ type: 'int', low: -255, high: 0 });
    expect(typed(of('subtract', value(100), band('uint8')))).toEqual({ type: 'int', low: -155, high: 100 });
    expect(typed(of('multiply', band('uint16'), band('int16'))).type).toBe('int');
    expect(typed(of('multiply', band('uint16'), band('uint16'))).type).toBe('float');
    expect(typed(of('multiply', band('int32'), value(-1))).type).toBe('float');
    expect(typed(of('abs', band('int32'))).type).toBe('float');
    expect(typed(of('abs', band('int16')))).toEqual({ type: 'int', low: 0, high: 32768 });
  });

  test('bits are whole: int where the range fits, else uint', () => {
    expect(typed(of('bitwiseAnd', band('uint16'), value(1024)))).toEqual({ type: 'int', low: 0, high: 1024 });
    expect(typed(of('bitwiseAnd', band('uint32'), value(8)))).toEqual({ type: 'int', low: 0, high: 8 });
    expect(typed(of('bitwiseAnd', band('int16'), band('uint8')))).toEqual({ type: 'int', low: 0, high: 255 });
    expect(typed(of('bitwiseAnd', band('int16'), band('int8')))).toEqual({
      type: 'int',
      low: -32768,
      high: 32767,
    });
    expect(typed(of('bitwiseAnd', band('uint32'), band('int8'))).type).toBe('uint');
    expect(typed(of('bitwiseAnd', band('uint32'), value(2 ** 31))).type).toBe('uint');
    expect(typed(of('rightShift', band('uint32'), value(30)))).toEqual({ type: 'int', low: 0, high: 3 });
    expect(typed(of('rightShift', band('int16'), value(8)))).toEqual({ type: 'int', low: -128, high: 127 });
    expect(typed(of('leftShift', band('uint16'), value(16))).type).toBe('uint');
    expect(typed(of('leftShift', band('int8'), value(4)))).toEqual({ type: 'int', low: -2048, high: 2032 });
  });

  test('an int part of a float tree stays exact up to where they meet', () => {
    const sum = of('add', band('uint16'), band('uint16'));
    const expr = of('multiply', of('gt', sum, value(100000)), value(0.5));
    expect(typed(expr)).toEqual({ type: 'float', low: 0, high: 0.5 });
  });

  test('quotients are float32, comparisons 0 or 1', () => {
    expect(typed(of('divide', value(4), value(2)))).toEqual({ type: 'float', low: 2, high: 2 });
    expect(typed(of('gt', band('float32'), value(0.5)))).toEqual({ type: 'int', low: 0, high: 1 });
    const { type, low, high } = typed(of('normalizedDifference', band('uint16'), band('uint16')));
    expect(type).toBe('float');
    expect([low, high]).toEqual([expect.closeTo(-1, 5), expect.closeTo(1, 5)]);
  });

  test('a band that is not read and a constant beyond float32 are named', () => {
    expect(() => typed(band('B8'))).toThrow("Band 'B8' is not read");
    expect(() => typed(value(1e300))).toThrow('1e+300');
  });
});
