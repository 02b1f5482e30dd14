import type { Polygon, Position } from 'geojson';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { meets } from './intersects.ts';

const polygon = (...ring: Position[]): Polygon => ({ type: 'Polygon', coordinates: [[...ring, ring[0]!]] });
const box = (west: number, south: number, east: number, north: number): Polygon =>
  polygon([west, south], [east, south], [east, north], [west, north]);
const point = (lng: number, lat: number) => ({ type: 'Point' as const, coordinates: [lng, lat] });
const holed: Polygon = {
  type: 'Polygon',
  coordinates: [...box(0, 0, 9, 9).coordinates, ...box(3, 3, 6, 6).coordinates],
};

test.each([
  ['a point inside', box(0, 0, 2, 2), point(1, 1), true],
  ['a point outside', box(0, 0, 2, 2), point(3, 1), false],
  ['a point on an edge', box(0, 0, 2, 2), point(2, 1), true],
  ['a point at a corner', box(0, 0, 2, 2), point(0, 0), true],
  ['a point beside a slanted edge', polygon([0, 0], [2, 0], [0, 2]), point(1.5, 1.5), false],
  ['a point in a hole', holed, point(4, 4), false],
  ['a point beside a hole', holed, point(1, 1), true],
  ['overlapping boxes', box(0, 0, 2, 2), box(1, 1, 3, 3), true],
  ['crossing boxes, no corner in the other', box(0, 1, 3, 2), box(1, 0, 2, 3), true],
  ['touching boxes', box(0, 0, 1, 1), box(1, 0, 2, 1), true],
  ['separate boxes', box(0, 0, 1, 1), box(2, 0, 3, 1), false],
  ['a box inside', box(0, 0, 9, 9), box(1, 1, 2, 2), true],
  ['a box around', box(1, 1, 2, 2), box(0, 0, 9, 9), true],
  ['a box in a hole', holed, box(4, 4, 5, 5), false],
  ['across the antimeridian, east of it', box(179, 0, -179, 1), point(-179.5, 0.5), true],
  ['across the antimeridian, west of it', box(179, 0, -179, 1), point(179.5, 0.5), true],
  ['across the antimeridian, far from it', box(179, 0, -179, 1), point(0, 0.5), false],
  ['the whole world and a point', box(-180, -90, 180, 90), point(100, 1), true],
  ['a line that only its box would meet', polygon([0, 0], [4, 0], [4, 4]), box(0, 2, 1, 3), false],
  ['collinear edges apart', polygon([0, 0], [1, 0], [1, 1]), polygon([2, 0], [3, 0], [3, 1]), false],
  ['written a turn away', box(179, 0, 181, 1), point(-179.5, 0.5), true],
])('%s', (_, footprint, geometry, expected) => {
  expect(meets(geometry)(footprint)).toBe(expected);
});

test('a footprint of several parts', () => {
  const parts = {
    type: 'MultiPolygon' as const,
    coordinates: [box(179, 0, 180, 1), box(-180, 0, -179, 1)].map((b) => b.coordinates),
  };
  expect(meets(point(-179.5, 0.5))(parts)).toBe(true);
  expect(meets(point(178, 0.5))(parts)).toBe(false);
});

test('a place of several parts, across the antimeridian and a turn away', () => {
  const parts = {
    type: 'MultiPolygon' as const,
    coordinates: [box(10, 0, 11, 1), box(539, 0, 540, 1)].map((b) => b.coordinates),
  };
  expect(meets(parts)(box(10.5, 0.5, 12, 2))).toBe(true);
  expect(meets(parts)(box(-180, 0.5, -179.5, 2))).toBe(true);
  expect(meets(parts)(box(177, 0, 178.5, 1))).toBe(false);
});

/** Whether a line along one of the edges of two triangles lies between them. */
function apart(a: readonly Position[], b: readonly Position[]): boolean {
  return [a, b].some((triangle) =>
    triangle.some(([x1, y1], i) => {
      const [x2, y2] = triangle[(i + 1) % 3]!;
      const along = ([x, y]: Position): number => (y2! - y1!) * x! - (x2! - x1!) * y!;
      const [of, against] = [a.map(along), b.map(along)];
      return Math.max(...of) < Math.min(...against) || Math.max(...against) < Math.min(...of);
    }),
  );
}

test('triangles meet unless a line separates them, whatever turn they are written in', () => {
  const corner = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));
  const triangle = fc
    .tuple(corner, corner, corner)
    .filter(([[ax, ay], [bx, by], [cx, cy]]) => (bx - ax) * (cy - ay) !== (cx - ax) * (by - ay));
  const turn = fc.constantFrom(-360, 0, 360);
  fc.assert(
    fc.property(triangle, triangle, triangle, turn, turn, (a, b, far, turnA, turnB) => {
      const shifted = (ring: readonly Position[], by: number) => ring.map(([x, y]) => [x! + by, y!]);
      const footprint = polygon(...shifted(a, 178 + turnA));
      const place = {
        type: 'MultiPolygon' as const,
        coordinates: [shifted(far, 90), shifted(b, 178 + turnB)].map((r) => polygon(...r).coordinates),
      };
      expect(meets(place)(footprint)).toBe(!apart(a, b));
    }),
    { seed: 20200701, numRuns: 2000 },
  );
});
