import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, invert, isInvertible, levelAffine, shiftOrigin, smallestStep } from './affine.ts';
import type { Affine } from './grid.ts';

const seed = 1;
const coefficient = fc.double({ min: -1000, max: 1000, noNaN: true });
const affine = fc
  .tuple(coefficient, coefficient, coefficient, coefficient, coefficient, coefficient)
  .filter(([a, b, , d, e]) => Math.abs(a * e - b * d) > 1)
  .map((values): Affine => values);

describe('an affine', () => {
  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(affine, fc.nat(10_000), fc.nat(10_000), (forward, column, row) => {
        const [x, y] = apply(invert(forward), ...apply(forward, column, row));
        expect(Math.hypot(x - column, y - row)).toBeLessThan(1e-3);
      }),
      { seed },
    );
  });

  it('has no inverse where pixels have no area', () => {
    expect(isInvertible([1, 2, 0, 2, 4, 0])).toBe(false);
    expect(isInvertible([NaN, 0, 0, 0, 1, 0])).toBe(false);
    expect(() => invert([0, 0, 0, 0, 0, 0])).toThrow(RangeError);
  });

  it('of a level ends where the full one ends, whatever the level’s size', () => {
    const full: Affine = [9.99479222007154, 1, 460000, -2, -9.997448467363668, 5080000];
    const level = levelAffine(full, { width: 10981, height: 10980 }, { width: 1372, height: 1373 });
    const [x, y] = apply(level, 1372, 1373);
    const [u, v] = apply(full, 10981, 10980);
    expect([x, y]).toEqual([expect.closeTo(u, 6), expect.closeTo(v, 6)]);
    expect(levelAffine(full, { width: 7, height: 7 }, { width: 7, height: 7 })).toEqual(full);
  });

  it('counts from another pixel after a shift of its origin', () => {
    const full: Affine = [10, 1, 460000, -2, -10, 5080000];
    expect(apply(shiftOrigin(full, 3, -4), 2, 1)).toEqual(apply(full, 5, -3));
  });

  it('knows its smallest step in any direction', () => {
    expect(smallestStep([10, 0, 0, 0, -20, 0])).toBeCloseTo(10, 12);
    const [cos, sin] = [Math.cos(0.3), Math.sin(0.3)];
    expect(smallestStep([10 * cos, 20 * sin, 0, 10 * sin, -20 * cos, 0])).toBeCloseTo(10, 12);
  });
});
