import type { Point, Polygon } from 'geojson';
import { BestpixelError } from '../errors.ts';

/** A geometry argument, in degrees of longitude and latitude. */
export type Place = Point | Polygon;

export function pointOf(coordinates: readonly number[]): Point {
  if (!isDegrees(coordinates)) throw badGeometry('Point');
  return { type: 'Point', coordinates: [...coordinates] };
}

export function rectangleOf(coordinates: readonly number[]): Polygon {
  const [w, s, e, n] = coordinates as readonly [number, number, number, number];
  if (coordinates.length !== 4 || !isDegrees([w, s]) || !isDegrees([e, n]) || s > n)
    throw badGeometry('Rectangle');
  const east = e < w ? e + 360 : e;
  const corners = [
    [w, s],
    [east, s],
    [east, n],
    [w, n],
  ] as const;
  return { type: 'Polygon', coordinates: [closed(corners)] };
}

export function polygonOf(rings: readonly (readonly (readonly number[])[])[]): Polygon {
  const wrong = rings.some((ring) => ring.length < 3 || !ring.every(isDegrees));
  if (rings.length === 0 || wrong) throw badGeometry('Polygon');
  return { type: 'Polygon', coordinates: rings.map(closed) };
}

function closed(ring: readonly (readonly number[])[]): number[][] {
  const [start, end] = [ring[0]!, ring.at(-1)!];
  const positions = ring.map((position) => [...position]);
  return start[0] === end[0] && start[1] === end[1] ? positions : [...positions, [...start]];
}

function isDegrees([lng, lat, ...more]: readonly number[]): boolean {
  return (
    lng !== undefined && lat !== undefined && more.length === 0 && Math.abs(lng) <= 540 && Math.abs(lat) <= 90
  );
}

function badGeometry(kind: string): BestpixelError {
  return new BestpixelError(
    'bad-input',
    `Geometry.${kind}: the coordinates are not longitude and latitude in degrees`,
    {
      remedy: 'Give longitude first, then latitude; a ring has three or more corners.',
    },
  );
}
