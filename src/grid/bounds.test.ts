import type { Polygon } from 'geojson';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from './affine.ts';
import { centreOf, gridLngLatBounds, outlineIntersects, uniteBounds } from './bounds.ts';
import { crsFromCode, projector, wgs84 } from './crs.ts';
import type { Affine, LngLatBounds } from './grid.ts';
import { eastward, widthOf } from './longitude.ts';
import { tileBounds, tileGrid } from './tile.ts';

const seed = 3;
const box = (west: number, south: number, east: number, north: number): LngLatBounds => ({
  west,
  south,
  east,
  north,
});
const anyBox = fc
  .tuple(
    fc.integer({ min: -180, max: 179 }),
    fc.integer({ min: -80, max: 70 }),
    fc.integer({ min: 1, max: 200 }),
    fc.integer({ min: 1, max: 20 }),
  )
  .map(([west, south, width, height]) =>
    box(west, south, west + width > 180 ? west + width - 360 : west + width, south + height),
  );

/** Whether bounds hold a place. */
function holds(bounds: LngLatBounds, lng: number, lat: number): boolean {
  return lat >= bounds.south && lat <= bounds.north && eastward(bounds.west, lng) <= widthOf(bounds);
}

describe('bounds', () => {
  it('across the antimeridian have their centre there', () => {
    expect(centreOf(box(177, -20, -178, -15))).toEqual({ lng: 179.5, lat: -17.5 });
  });

  it('united hold them all and are no wider than need be', () => {
    expect(uniteBounds([box(170, 0, 175, 1), box(-179, -3, -170, 0)])).toEqual(box(170, -3, -170, 1));
    expect(uniteBounds([box(-10, 0, 5, 1), box(3, 0, 8, 2), box(-2, 0, -1, 1)])).toEqual(box(-10, 0, 8, 2));
    expect(uniteBounds([box(-180, -90, 180, 90), box(1, 1, 2, 2)])).toEqual(box(-180, -90, 180, 90));
    expect(uniteBounds([])).toBeNull();
    fc.assert(
      fc.property(
        fc.array(anyBox, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: -180, max: 179 }),
        fc.integer({ min: -80, max: 90 }),
        (list, lng, lat) => {
          if (list.some((part) => holds(part, lng, lat)))
            expect(holds(uniteBounds(list)!, lng, lat)).toBe(true);
        },
      ),
      { seed, numRuns: 3000 },
    );
  });
});

describe('bounds of a grid', () => {
  it('hold every pixel’s corner, whatever the CRS, over poles and the antimeridian too', async () => {
    const codes = [
      'EPSG:32613',
      'EPSG:32701',
      'EPSG:3031',
      'EPSG:3413',
      'EPSG:5070',
      'EPSG:4326',
      'EPSG:3857',
    ];
    const crss = await Promise.all(codes.map(crsFromCode));
    const place = fc.record({
      lng: fc.integer({ min: -180, max: 179 }),
      lat: fc.integer({ min: -84, max: 84 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...crss),
        place,
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (crs, at, size, turn) => {
          const [x, y] = projector(wgs84, crs)(at.lng, at.lat);
          if (!Number.isFinite(x) || !Number.isFinite(y)) return;
          const pixel = 10 ** size / (crs.name === 'EPSG:4326' ? 111_000 : 1);
          const [cos, sin] = [pixel * Math.cos(turn), pixel * Math.sin(turn)];
          const grid = { crs, affine: [cos, sin, x, sin, -cos, y] as Affine, width: 12, height: 9 };
          const bounds = gridLngLatBounds(grid);
          if (!bounds) return;
          for (let column = 0; column <= 12; column += 1.5) {
            for (let row = 0; row <= 9; row += 1.5) {
              const [lng, lat] = projector(crs, wgs84)(...apply(grid.affine, column, row));
              if (!Number.isFinite(lng) || Math.abs(lat) > 90) continue;
              const grown = {
                west: bounds.west - 1e-9,
                east: bounds.east + 1e-9,
                south: bounds.south - 1e-9,
                north: bounds.north + 1e-9,
              };
              expect(
                widthOf(bounds) > 359.9 ? lat >= grown.south && lat <= grown.north : holds(grown, lng, lat),
              ).toBe(true);
            }
          }
        },
      ),
      { seed, numRuns: 600 },
    );
  });

  it('are close to a tile’s own', () => {
    for (const tile of [
      { z: 8, x: 54, y: 96 },
      { z: 3, x: 7, y: 2 },
      { z: 14, x: 0, y: 6200 },
    ]) {
      const bounds = gridLngLatBounds(tileGrid(tile, 256))!;
      const exact = tileBounds(tile);
      for (const key of ['south', 'north'] as const)
        expect(Math.abs(bounds[key] - exact[key])).toBeLessThan(0.01);
      expect(widthOf(bounds)).toBeCloseTo(widthOf(exact), 6);
    }
  });

  it('of a grid over the pole go all around', async () => {
    const grid = {
      crs: await crsFromCode('EPSG:3413'),
      affine: [1e5, 0, -5e5, 0, -1e5, 5e5] as Affine,
      width: 10,
      height: 10,
    };
    expect(gridLngLatBounds(grid)).toMatchObject({ west: -180, east: 180, north: 90 });
    expect(gridLngLatBounds(grid)!.south).toBeGreaterThan(80);
  });

  it('are not known where the grid leaves what its CRS can show', async () => {
    const crs = await crsFromCode('+proj=geos +h=35785831 +lon_0=-75 +sweep=x +ellps=GRS80');
    expect(gridLngLatBounds({ crs, affine: [1e6, 0, -6e6, 0, -1e6, 6e6], width: 12, height: 12 })).toBeNull();
  });
});

describe('a footprint', () => {
  const ring = (...points: [number, number][]): Polygon => ({
    type: 'Polygon',
    coordinates: [[...points, points[0]]],
  });
  const square = (west: number, south: number, east: number, north: number): Polygon =>
    ring([west, south], [east, south], [east, north], [west, north]);

  it('excludes what is apart, and only that', () => {
    const footprint = ring([-104.2, 39.6], [-102.9, 39.7], [-102.9, 40.6], [-104.1, 40.6]);
    expect(outlineIntersects(footprint, box(-103.5, 40, -103.4, 40.1))).toBe(true);
    expect(outlineIntersects(footprint, box(-110, 30, -100, 50))).toBe(true);
    expect(outlineIntersects(footprint, box(-102, 40, -101, 41))).toBe(false);
    expect(outlineIntersects(footprint, box(-104, 41, -103, 42))).toBe(false);
  });

  it('keeps a corner that simplification may have cut', () => {
    expect(outlineIntersects(square(10, 45, 11, 46), box(11.001, 45.2, 11.5, 45.3))).toBe(true);
    expect(outlineIntersects(square(10, 45, 11, 46), box(11.1, 45.2, 11.5, 45.3))).toBe(false);
  });

  it('crosses the antimeridian in each way of writing', () => {
    const ways: Record<string, Polygon | { type: 'MultiPolygon'; coordinates: Polygon['coordinates'][] }> = {
      'beyond 180': square(179, -18, 181, -17),
      'below -180': square(-181, -18, -179, -17),
      jumping: ring([179, -18], [-179, -18], [-179, -17], [179, -17]),
      'in two parts': {
        type: 'MultiPolygon',
        coordinates: [square(179, -18, 180, -17).coordinates, square(-180, -18, -179, -17).coordinates],
      },
    };
    for (const [way, footprint] of Object.entries(ways)) {
      expect.soft(outlineIntersects(footprint, box(179.2, -17.6, 179.4, -17.5)), way).toBe(true);
      expect.soft(outlineIntersects(footprint, box(-179.4, -17.6, -179.2, -17.5)), way).toBe(true);
      expect.soft(outlineIntersects(footprint, box(179.9, -17.6, -179.9, -17.5)), way).toBe(true);
      expect.soft(outlineIntersects(footprint, box(179.9, -10, -179.9, -9)), way).toBe(false);
    }
    expect(outlineIntersects(ways['beyond 180'], box(10, -17.6, 11, -17.5))).toBe(false);
    expect(outlineIntersects(ways['in two parts'], box(10, -17.6, 11, -17.5))).toBe(false);
  });

  it('of the whole world excludes nothing', () => {
    for (const bounds of [box(-180, -90, 180, 90), box(12, 40, 13, 41), box(179, 0, -179, 1)]) {
      expect(outlineIntersects(square(-180, -90, 180, 90), bounds)).toBe(true);
    }
  });

  it('around a pole, broken or empty excludes nothing', () => {
    const polar = ring([0, 80], [90, 80], [180, 80], [-90, 80]);
    expect(outlineIntersects(polar, box(45, 85, 46, 86))).toBe(true);
    expect(outlineIntersects(ring([NaN, 0], [1, 0], [1, 1]), box(45, 85, 46, 86))).toBe(true);
    expect(outlineIntersects({ type: 'MultiPolygon', coordinates: [] }, box(45, 85, 46, 86))).toBe(true);
  });

  it('never excludes a tile that holds one of its points, nor one within it', () => {
    const point = fc.tuple(fc.integer({ min: -1900, max: 1900 }), fc.integer({ min: -800, max: 800 }));
    fc.assert(
      fc.property(
        point,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([x, y], w, h, u, v) => {
          const footprint = square(x / 10, y / 10, (x + w) / 10, (y + h) / 10);
          const lng = (x + w * u) / 10;
          const lat = (y + h * v) / 10;
          const west = ((((lng - 0.01 + 180) % 360) + 360) % 360) - 180;
          expect(
            outlineIntersects(
              footprint,
              box(west, lat - 0.01, west + 0.02 > 180 ? west + 0.02 - 360 : west + 0.02, lat + 0.01),
            ),
          ).toBe(true);
        },
      ),
      { seed, numRuns: 1000 },
    );
  });
});
