import { describe, expect, it } from 'vitest';
import { scaleBar } from './scale-bar.ts';

/** Web Mercator, as it is published: metres of a pixel at the equator, of 256-pixel tiles at zoom 11. */
const atEquator = 76.43702828517625;

describe('the scale', () => {
  it('is as long as the ground it tells, wherever it lies', () => {
    for (const lat of [0, 40.14, 60, 85]) {
      const metresPerPixel = atEquator * Math.cos((lat * Math.PI) / 180);
      const { metres, width } = scaleBar(metresPerPixel, 140)!;
      expect(width * metresPerPixel).toBeCloseTo(metres, 6);
      expect(width).toBeLessThanOrEqual(140);
      // The next round length is two and a half times as long at most.
      expect(width).toBeGreaterThan(140 / 2.5 - 1e-9);
    }
  });

  it.each([
    [atEquator, 140, '10 km', 130.83],
    [atEquator * Math.cos((60 * Math.PI) / 180), 140, '5 km', 130.83],
    [20_000, 140, '2000 km', 100],
    [1, 140, '100 m', 100],
    [0.0125, 140, '1 m', 80],
    [0.003, 140, '20 cm', 66.67],
  ])('%d m a pixel, %d pixels: %s', (metresPerPixel, widest, label, width) => {
    const bar = scaleBar(metresPerPixel, widest)!;
    expect(bar.label).toBe(label);
    expect(bar.width).toBeCloseTo(width, 1);
  });

  it('is left out where no length is known', () => {
    expect([0, NaN, Infinity].map((metres) => scaleBar(metres, 100))).toEqual([null, null, null]);
  });
});
