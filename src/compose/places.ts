import type { MultiPolygon, Point, Polygon, Position } from 'geojson';
import { BestpixelError } from '../errors.ts';
import type { LngLatBounds } from '../grid/grid.ts';

/** A geometry argument, in degrees of longitude and latitude. */
export type Place = Point | Polygon | MultiPolygon;

type Rings = readonly (readonly (readonly number[])[])[];

/** Longer edges are read as crossing the antimeridian. */
const longestEdge = 120;

export function pointOf(coordinates: readonly number[]): Point {
  if (!isDegrees(coordinates)) throw badGeometry('Point');
  return { type: 'Point', coordinates: [...coordinates] };
}

/** West, south, east and north; an east below the west lies beyond the antimeridian. */
export function rectangleOf(coordinates: readonly number[]): Polygon {
  const [west, south, east, north] = coordinates as readonly [number, number, number, number];
  if (coordinates.length !== 4) throw badGeometry('Rectangle');
  return boxAround('Rectangle', { west, south, east, north });
}

export function boxOf(box: LngLatBounds): Polygon {
  return boxAround('BBox', box);
}

function boxAround(kind: string, { west, south, east: given, north }: LngLatBounds): Polygon {
  if (!isDegrees([west, south]) || !isDegrees([given, north]) || south > north) throw badGeometry(kind);
  const east = given < west ? given + 360 : given;
  if (east - west > 360) return boxAround(kind, { west: -180, south, east: 180, north });
  const steps = Math.max(1, Math.ceil((east - west) / longestEdge));
  const along = (lat: number): Position[] =>
    Array.from({ length: steps + 1 }, (_, i) => [west + ((east - west) * i) / steps, lat]);
  return { type: 'Polygon', coordinates: [closed([...along(south), ...along(north).toReversed()])] };
}

export function polygonOf(rings: Rings): Polygon {
  return { type: 'Polygon', coordinates: ringsOf('Polygon', rings) };
}

export function multiPolygonOf(polygons: readonly Rings[]): MultiPolygon {
  if (polygons.length === 0) throw badGeometry('MultiPolygon');
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => ringsOf('MultiPolygon', rings)) };
}

function ringsOf(kind: string, rings: Rings): Position[][] {
  const wrong = rings.some((ring) => ring.length < 3 || !ring.every(isDegrees));
  if (rings.length === 0 || wrong) throw badGeometry(kind);
  return rings.map(closed);
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
