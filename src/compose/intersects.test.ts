import type { Polygon, Position } from 'geojson';
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
