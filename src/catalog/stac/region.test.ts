import * as fc from 'fast-check';
import type { MultiPolygon, Point, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { LngLatBounds } from '../../grid/grid.ts';
import { boxOf } from '../testing/search-set-up.ts';
import { cellsOf, type Region, regionOfArea, regionOfPlace, regionWithin } from './region.ts';

const seed = 20201123;

/** By the even-odd rule, a turn of the world to either side counting the same. */
function holds(geometry: Polygon | MultiPolygon, lng: number, lat: number): boolean {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.some((rings) => [-360, 0, 360].some((turn) => crossings(rings, lng + turn, lat) % 2 === 1));
}

function crossings(rings: readonly Position[][], x: number, y: number): number {
  let count = 0;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!] as [[number, number], [number, number]];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) count++;
    }
  }
  return count;
}

function inBounds({ west, south, east, north }: LngLatBounds, lng: number, lat: number): boolean {
  const width = east >= west ? east - west : east - west + 360;
  return (((lng - west) % 360) + 360) % 360 <= width && south <= lat && lat <= north;
}

function covers({ boxes, geometry }: Region, lng: number, lat: number): boolean {
  if (geometry && geometry.type !== 'Point') return holds(geometry, lng, lat);
  return boxes.some((box) => inBounds(box, lng, lat));
}

/** Everything a server is sent lies within ±180 and ±90. */
function checkDegrees(region: Region): void {
  const corners = ((region.geometry as Polygon | null)?.coordinates ?? []).flat(
    4 as 1,
  ) as unknown as number[];
  corners.forEach((value, i) => expect(Math.abs(value)).toBeLessThanOrEqual(i % 2 === 0 ? 180 : 90));
  for (const { west, east } of region.boxes) expect(-180 <= west && west <= east && east <= 180).toBe(true);
}

const lng = fc.integer({ min: -1790, max: 1790 }).map((tenth) => tenth / 10 + 0.013);
const lat = fc.integer({ min: -800, max: 800 }).map((tenth) => tenth / 10 + 0.017);
/** Never on an edge. */
const point = fc.tuple(lng, lat).map(([lng, lat]) => [lng + 0.0071, lat + 0.0071] as const);
const bounds = fc
  .record({
    west: lng,
    width: fc.integer({ min: 1, max: 300 }),
    south: lat,
    height: fc.integer({ min: 1, max: 80 }),
  })
  .map(({ west, width, south, height }): LngLatBounds => {
    const east = west + width;
    return { west, south, east: east > 180 ? east - 360 : east, north: Math.min(89, south + height) };
  });
/** Corners around a centre: convex or not. */
const polygon = fc
  .record({ lng, lat, radii: fc.array(fc.integer({ min: 2, max: 20 }), { minLength: 3, maxLength: 8 }) })
  .map(({ lng, lat, radii }): Polygon => {
    const ring = radii.map((radius, i): Position => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [
        lng + radius * Math.cos(angle),
        Math.max(-89, Math.min(89, lat + 0.4 * radius * Math.sin(angle))),
      ];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  });

describe(`regions (seed ${seed})`, () => {
  it('of a place within an area hold just what lies in both, or say that they hold more', () => {
    fc.assert(
      fc.property(polygon, bounds, fc.array(point, { minLength: 200, maxLength: 200 }), (place, area, at) => {
        const region = regionWithin(place, area);
        if (region) checkDegrees(region);
        const [[x, y]] = place.coordinates[0] as [[number, number]];
        // Near the place, too, where few of the points would come.
        for (const [lng, lat] of [...at, ...at.map(([lng, lat]) => [x + lng / 8, y + lat / 10] as const)]) {
          const inBoth = holds(place, lng, lat) && inBounds(area, lng, lat);
          const found = region !== null && covers(region, lng, lat);
          if (inBoth) expect(found).toBe(true);
          else if (region?.exact !== false) expect(found).toBe(false);
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  it('are cut into cells that together hold them, and no more than allowed', () => {
    const points = fc.array(point, { minLength: 100, maxLength: 100 });
    fc.assert(
      fc.property(bounds, fc.integer({ min: 1, max: 16 }), points, (area, most, at) => {
        const region = regionOfArea(area);
        const cells = cellsOf(region, most);
        expect(cells.length).toBeGreaterThan(0);
        expect(cells.length).toBeLessThanOrEqual(Math.max(most, region.boxes.length));
        for (const [lng, lat] of at) {
          expect(cells.some((cell) => covers(cell, lng, lat))).toBe(inBounds(area, lng, lat));
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  it('of small areas are cells of about a degree', () => {
    expect(cellsOf(regionOfArea({ west: 10, south: 45, east: 12, north: 46 }), 16)).toHaveLength(2);
    expect(cellsOf(regionOfArea({ west: 10, south: 45, east: 10.4, north: 45.2 }), 16)).toHaveLength(1);
    expect(cellsOf(regionOfArea({ west: 10, south: 45, east: 14, north: 49 }), 16)).toHaveLength(16);
  });

  it('keep a polygon as it was drawn, holes and all, where nothing is cut away', () => {
    const hole = boxOf(10.4, 45.4, 10.6, 45.6).coordinates[0]!;
    const place: Polygon = { type: 'Polygon', coordinates: [...boxOf(10, 45, 11, 46).coordinates, hole] };
    expect(regionOfPlace(place)).toMatchObject({ geometry: place, exact: true });
  });

  it('of a place without area are its bounds', () => {
    expect(regionOfPlace(boxOf(10, 45, 10, 46))).toMatchObject({
      boxes: [{ west: 10, south: 45, east: 10, north: 46 }],
      geometry: null,
    });
  });

  it('of a point are the point, where the area has it', () => {
    const point: Point = { type: 'Point', coordinates: [190, 5] };
    const at = (area: LngLatBounds) => regionWithin(point, area)?.geometry;
    expect(at({ west: 170, south: 0, east: -160, north: 10 })).toEqual({
      type: 'Point',
      coordinates: [-170, 5],
    });
    expect(at({ west: 0, south: 0, east: 10, north: 10 })).toBeUndefined();
  });
});
