import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, smallestStep } from '../../grid/affine.ts';
import { crsFromCode, projector, wgs84 } from '../../grid/crs.ts';
import type { Affine, Grid } from '../../grid/grid.ts';
import { tileGrid, webMercator } from '../../grid/tile.ts';
import { fitLeaves } from './control-grid.ts';
import { makeSourceMap, toleranceOf, type SourceMap } from './source-map.ts';

const seed = 20200901;
const crss = await Promise.all(
  [
    'EPSG:32613',
    'EPSG:32733',
    'EPSG:3031',
    'EPSG:3413',
    'EPSG:5070',
    'EPSG:3035',
    'EPSG:4326',
    'EPSG:2154',
  ].map(crsFromCode),
);

/** Largest distance, in source units, between a map's centres and proj4's; how many pixels the runs visit. */
function errorOf({ map, grid, crs }: { map: SourceMap; grid: Grid; crs: (typeof crss)[number] }) {
  const project = projector(grid.crs, crs);
  const visits = new Uint8Array(map.width * map.height);
  let worst = 0;
  map.forEachRun((run) => {
    for (let k = 0; k < run.count; k++) {
      visits[run.row * map.width + run.column + k]++;
      const [x, y] = project(...apply(grid.affine, run.column + k + 0.5, run.row + 0.5));
      const [dx, dy] = [run.x + run.dx * k - x, run.y + run.dy * k - y];
      if (!Number.isFinite(dx) && !Number.isFinite(run.x) && !Number.isFinite(x)) continue;
      worst = Math.max(worst, Math.hypot(map.geographic ? dx - 360 * Math.round(dx / 360) : dx, dy));
    }
  });
  return { worst, once: visits.every((count) => count === 1) };
}

describe('the control grid', () => {
  it('keeps every centre within the tolerance of proj4, for any tile, CRS and tolerance', () => {
    const place = fc.record({
      lng: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
      lat: fc.double({ min: -84, max: 84, noNaN: true }),
    });
    fc.assert(
      fc.property(
        place,
        fc.integer({ min: 0, max: 18 }),
        fc.constantFrom(...crss),
        fc.integer({ min: -3, max: 3 }),
        (at, z, crs, finer) => {
          const [mx, my] = projector(wgs84, webMercator)(at.lng, at.lat);
          const n = 2 ** z;
          const half = Math.PI * 6378137;
          const tile = {
            z,
            x: Math.floor(((mx / half + 1) / 2) * n),
            y: Math.floor(((1 - my / half) / 2) * n),
          };
          const grid = tileGrid(tile, 96);
          const unit = crs.name === 'EPSG:4326' ? 1 / 111_000 : 1;
          const pixel = grid.affine[0] * unit * 2 ** finer;
          const tolerance = toleranceOf([pixel, 0, 0, 0, -pixel, 0]);
          const map = makeSourceMap({ grid, crs, tolerance });
          const { worst, once } = errorOf({ map, grid, crs });
          expect(once).toBe(true);
          expect(worst).toBeLessThanOrEqual(tolerance);
        },
      ),
      { seed, numRuns: 150 },
    );
  });

  it('asks for 0.025 to 0.05 of the smallest pixel step, also of turned pixels', () => {
    const affines: Affine[] = [
      [10, 0, 600000, 0, -10, 4500000],
      [9.99479222007154, 0, 0, 0, -9.997448467363668, 0],
      [260, 80, 0, 90, -240, 0],
      [1, 0, 0, 0, -1000, 0],
    ];
    for (const affine of affines) {
      const share = toleranceOf(affine) / smallestStep(affine);
      expect(share).toBeLessThanOrEqual(0.05);
      expect(share).toBeGreaterThan(0.025 - 1e-12);
    }
  });

  it('projects pixel by pixel where coordinates jump', () => {
    const at = (column: number, row: number): [number, number] => [column < 37 ? column : column - 1000, row];
    const leaves = fitLeaves({ at, width: 64, height: 8, tolerance: 0.01, wrap: 0 });
    const exact = leaves.filter(({ corners }) => !corners);
    expect(exact.length).toBeGreaterThan(0);
    expect(exact.every(({ left, width }) => left <= 37 && left + width > 37)).toBe(true);
  });

  it('follows longitudes across the antimeridian without a seam', () => {
    const at = (column: number, row: number): [number, number] => [
      column < 37 ? 179.63 + column / 100 : column / 100 - 180.37,
      row,
    ];
    const leaves = fitLeaves({ at, width: 64, height: 64, tolerance: 1e-6, wrap: 360 });
    expect(leaves.map(({ corners }) => corners !== null)).toEqual([true]);
  });

  it('tells places that do not exist as not finite', async () => {
    const grid: Grid = { crs: wgs84, affine: [1, 0, 0, 0, -1, 95], width: 4, height: 8 };
    const map = makeSourceMap({ grid, crs: await crsFromCode('EPSG:3857'), tolerance: 1 });
    const rows = new Set<number>();
    map.forEachRun((run) => {
      if (!Number.isFinite(run.y)) rows.add(run.row);
    });
    expect([...rows].toSorted()).toEqual([0, 1, 2, 3, 4]);
  });

  it('adds a halo around the grid', async () => {
    const grid = tileGrid({ z: 12, x: 873, y: 1550 }, 16);
    const crs = await crsFromCode('EPSG:32613');
    const [plain, wide] = [0, 2].map((halo) => makeSourceMap({ grid, halo, crs, tolerance: 1e-6 }));
    const first = new Map<string, number>();
    wide.forEachRun((run) => {
      for (let k = 0; k < run.count; k++)
        first.set(`${run.column + k - 2},${run.row - 2}`, run.x + run.dx * k);
    });
    expect([wide.width, wide.height]).toEqual([20, 20]);
    plain.forEachRun((run) => expect(first.get(`${run.column},${run.row}`)).toBeCloseTo(run.x, 5));
  });
});
