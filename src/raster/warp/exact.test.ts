import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, levelAffine, scalePixels, shiftOrigin } from '../../grid/affine.ts';
import type { Affine, Crs, Grid } from '../../grid/grid.ts';
import type { Level } from '../reader.ts';
import { locate } from './locate.ts';
import { makeSourceMap } from './source-map.ts';

const utm33: Crs = { name: 'EPSG:32633', proj4: '+proj=utm +zone=33 +datum=WGS84 +units=m +no_defs' };
const seed = 20200701;

/** Pixels that are neither square nor whole: those of a real Sentinel-2 series. */
const odd: Affine = [9.99479222007154, 0, 460000.25, 0, -9.997448467363668, 5080000.75];

function levelOf(affine: Affine, width: number, height: number): Level {
  return { index: 0, affine, width, height };
}

function pixelsOf(grid: Grid, level: Level): { columns: number[]; rows: number[] } {
  const { columns, rows } = locate(makeSourceMap({ grid, crs: grid.crs, tolerance: 0 }), level);
  return { columns: [...columns], rows: [...rows] };
}

/** Steps between 1e-5 (degrees) and 1000 (metres), either sign. */
const step = fc
  .tuple(fc.double({ min: 1e-5, max: 1000, noNaN: true }), fc.boolean())
  .map(([size, flip]) => (flip ? -size : size));
const origin = fc.double({ min: -5e5, max: 5e5, noNaN: true });

const upright = fc
  .tuple(step, step, origin, origin)
  .map(([a, e, u, v]): Affine => [a, 0, a * u, 0, e, e * v]);
const turned = fc
  .tuple(
    upright,
    fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    fc.double({ min: -0.9, max: 0.9, noNaN: true }),
  )
  .map(([[a, , c, , e, f], shearX, shearY]): Affine => [a, shearX * e, c, shearY * a * 0.5, e, f]);

describe('a grid in the CRS of its source', () => {
  it('takes pixel (i, j) for pixel (i, j) on the source’s own grid', () => {
    const grid = { crs: utm33, affine: odd, width: 1000, height: 7 };
    const { columns, rows } = pixelsOf(grid, levelOf(odd, 1000, 7));
    expect(columns).toEqual(Array.from({ length: 7000 }, (_, k) => k % 1000));
    expect(rows).toEqual(Array.from({ length: 7000 }, (_, k) => Math.floor(k / 1000)));
  });

  it('does so on a window of any affine, also rotated and sheared', () => {
    fc.assert(
      fc.property(fc.oneof(upright, turned), fc.nat(10_000), fc.nat(10_000), (affine, left, top) => {
        const grid = { crs: utm33, affine: shiftOrigin(affine, left, top), width: 9, height: 5 };
        const { columns, rows } = pixelsOf(grid, levelOf(affine, 10_009, 10_005));
        expect(columns).toEqual(Array.from({ length: 45 }, (_, k) => left + (k % 9)));
        expect(rows).toEqual(Array.from({ length: 45 }, (_, k) => top + Math.floor(k / 9)));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('gives a centre on an edge the pixel to the right and below', () => {
    fc.assert(
      fc.property(upright, (affine) => {
        const grid = { crs: utm33, affine: scalePixels(affine, 2, 2), width: 6, height: 6 };
        const { columns, rows } = pixelsOf(grid, levelOf(affine, 12, 12));
        expect(columns.slice(0, 6)).toEqual([1, 3, 5, 7, 9, 11]);
        expect(rows.filter((_, k) => k % 6 === 0)).toEqual([1, 3, 5, 7, 9, 11]);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('takes each 20 m pixel for four 10 m pixels', () => {
    const fine: Affine = [10, 0, 600000, 0, -10, 4500000];
    const { columns, rows } = pixelsOf(
      { crs: utm33, affine: fine, width: 4, height: 4 },
      levelOf(scalePixels(fine, 2, 2), 2, 2),
    );
    expect(columns).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]);
    expect(rows).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('reads a level by its own pixel size where the halves are not whole', () => {
    const full: Affine = [10, 0, 600000, 0, -10, 4500000];
    const level = levelOf(
      levelAffine(full, { width: 10980, height: 10980 }, { width: 1373, height: 1372 }),
      1373,
      1372,
    );
    const x = 600000 + 109_795;
    const grid = {
      crs: utm33,
      affine: [10, 0, x - 5, 0, -10, 4500000 - 109_790] as Affine,
      width: 1,
      height: 1,
    };
    expect(pixelsOf(grid, level)).toEqual({
      columns: [Math.floor((109_795 / 109_800) * 1373)],
      rows: [Math.floor((109_795 / 109_800) * 1372)],
    });
  });

  it('answers -1 for every centre outside', () => {
    const level = levelOf(odd, 10, 10);
    const [x, y] = apply(odd, -2, -2);
    const grid: Grid = { crs: utm33, affine: [odd[0], 0, x, 0, odd[4], y], width: 14, height: 14 };
    const { columns } = pixelsOf(grid, level);
    expect(columns.slice(0, 28).every((column) => column === -1)).toBe(true);
    expect(columns.slice(28, 42)).toEqual([-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -1]);
  });
});
