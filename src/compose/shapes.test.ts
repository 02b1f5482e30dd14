import type { Point } from 'geojson';
import { describe, expect, test } from 'vitest';
import { meets } from './intersects.ts';
import { polygonOf } from './places.ts';
import { boundingBox, buffered, centroid } from './shapes.ts';

const point = (lng: number, lat: number): Point => ({ type: 'Point', coordinates: [lng, lat] });
const square = polygonOf([
  [
    [10, 60],
    [11, 60],
    [11, 61],
    [10, 61],
  ],
]);

describe('a buffer', () => {
  test('reaches as far as it says: a degree of latitude is 111,195 m, of longitude at 60° half of that', () => {
    const within = (lng: number, lat: number) => meets(point(lng, lat))(buffered(point(10, 60), 1000));
    expect([within(10, 60.00895), within(10, 60.00905)]).toEqual([true, false]);
    expect([within(10.0179, 60), within(10.0181, 60)]).toEqual([true, false]);
  });

  test('of an outline goes along its edges, and keeps its inside', () => {
    const around = buffered(square, 1000);
    const within = (lng: number, lat: number) => meets(point(lng, lat))(around);
    expect(within(10.5, 60.5)).toBe(true);
    expect([within(10.5, 59.9915), within(10.5, 59.9905)]).toEqual([true, false]);
    expect([within(9.9825, 60.5), within(9.98, 60.5)]).toEqual([true, false]);
  });

  test('inwards is refused', () => {
    expect(() => buffered(square, -10)).toThrow('-10 is no distance above 0');
  });
});

test('bounds hold a place, across the antimeridian too', () => {
  expect(boundingBox(point(3, 4)).coordinates[0]![2]).toEqual([3, 4]);
  const across = polygonOf([
    [
      [179, 0],
      [-179, 0],
      [-180, 2],
    ],
  ]);
  expect(boundingBox(across).coordinates[0]!.slice(0, 3)).toEqual([
    [179, 0],
    [181, 0],
    [181, 2],
  ]);
});

test('the centroid is the middle of the area, without its holes', () => {
  expect(centroid(square)).toEqual(point(10.5, 60.5));
  const [ring] = square.coordinates;
  const hole = [
    [10.5, 60],
    [11, 60],
    [11, 61],
    [10.5, 61],
    [10.5, 60],
  ];
  const [lng, lat] = centroid({ type: 'Polygon', coordinates: [ring!, hole] }).coordinates;
  expect(lng).toBeCloseTo(10.25, 10);
  expect(lat).toBeCloseTo(60.5, 10);
});
