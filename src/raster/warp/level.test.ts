import { describe, expect, it } from 'vitest';
import { levelAffine } from '../../grid/affine.ts';
import { crsFromCode, wgs84 } from '../../grid/crs.ts';
import type { Affine, Crs, Grid } from '../../grid/grid.ts';
import { tileGrid } from '../../grid/tile.ts';
import type { Level } from '../reader.ts';
import { chooseLevel } from './level.ts';

const utm13 = await crsFromCode('EPSG:32613');
const centre = { lng: -103.19, lat: 40.14 };

/** Levels of a file of width × width pixels, as its writer cut them: halves, rounded up or down. */
function pyramid(affine: Affine, widths: number[]): Level[] {
  const full = { width: widths[0], height: widths[0] };
  return widths.map((width, index) => {
    const size = { width, height: width };
    return { index, ...size, affine: levelAffine(affine, full, size) };
  });
}

const sentinel = pyramid([10, 0, 600000, 0, -10, 4500000], [10980, 5490, 2745, 1373, 687]);

function gridOf(crs: Crs, affine: Affine): Grid {
  return { crs, affine, width: 256, height: 256 };
}

function chosen(grid: Grid, levels = sentinel, crs = utm13): number {
  return chooseLevel({ levels, crs, grid, centre }).index;
}

describe('the level to read', () => {
  it('is the native one on the native grid, and each overview on a grid of its own pixels', () => {
    for (const level of sentinel) expect(chosen(gridOf(utm13, level.affine))).toBe(level.index);
  });

  it('bears levels whose size was rounded: 1372 pixels of 80.03 m serve an output of 80 m', () => {
    const levels = pyramid([10, 0, 600000, 0, -10, 4500000], [10980, 5490, 2745, 1372]);
    expect(chosen(gridOf(utm13, [80, 0, 0, 0, -80, 0]), levels)).toBe(3);
    expect(chosen(gridOf(utm13, [79.9, 0, 0, 0, -79.9, 0]), levels)).toBe(2);
  });

  it('is never coarser than the output on either axis', () => {
    expect(chosen(gridOf(utm13, [40, 0, 0, 0, -19, 0]))).toBe(0);
    expect(chosen(gridOf(utm13, [40, 0, 0, 0, -20, 0]))).toBe(1);
  });

  it('is the first where even that is coarser than the output', () => {
    expect(chosen(gridOf(utm13, [1, 0, 0, 0, -1, 0]))).toBe(0);
  });

  // Ground metres of a map tile's pixel there: 119.5 at zoom 10 with 256 pixels, half for each zoom.
  it.each([
    [8, 256, 4],
    [10, 256, 3],
    [11, 256, 2],
    [12, 256, 1],
    [12, 512, 0],
    [13, 256, 0],
  ])('at zoom %i with %i pixels a tile is level %i', (z, size, level) => {
    const n = 2 ** z;
    expect(chosen(tileGrid({ z, x: Math.floor(0.21336 * n), y: Math.floor(0.3783 * n) }, size))).toBe(level);
  });

  it('compares degrees with metres on the ground, axis by axis', () => {
    const degrees = pyramid([0.0001, 0, -104, 0, -0.0001, 41], [8000, 4000, 2000]);
    expect(chosen(gridOf(wgs84, [0.0002, 0, 0, 0, -0.0002, 0]), degrees, wgs84)).toBe(1);
    // 0.0002° is 17.04 m east and 22.2 m north there.
    expect(chosen(gridOf(utm13, [17.1, 0, 0, 0, -22.3, 0]), degrees, wgs84)).toBe(1);
    expect(chosen(gridOf(utm13, [17.1, 0, 0, 0, -22.1, 0]), degrees, wgs84)).toBe(0);
  });

  it('measures along the output’s axes where these are turned by a quarter', () => {
    expect(chosen(gridOf(utm13, [0, 20, 0, 40, 0, 0]), pyramid([10, 0, 0, 0, -20, 0], [800, 400]))).toBe(1);
  });

  it('is the first where the centre lies outside a CRS', () => {
    const grid = tileGrid({ z: 2, x: 1, y: 1 }, 256);
    expect(chooseLevel({ levels: sentinel, crs: utm13, grid, centre: { lng: 0, lat: 90 } }).index).toBe(0);
  });
});
