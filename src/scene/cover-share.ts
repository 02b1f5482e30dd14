import type { MultiPolygon, Polygon, Position } from 'geojson';

type Ring = readonly (readonly [number, number])[];

/** Samples on each axis. */
const samples = 24;
/** Corners of all outer rings; an outline with more is taken by its box. */
const maxCorners = 2000;

/**
 * The share of an outline's area that lies in another, by samples: 0 to 1, within about 0.05. Both in longitude and
 * latitude, near each other and not around a pole; holes are not seen. 0 for a sliver that no sample meets.
 */
export function coverShare(outline: Polygon | MultiPolygon, by: Polygon | MultiPolygon): number {
  const origin = firstLng(outline);
  const rings = ringsOf(outline, origin);
  const others = ringsOf(by, origin);
  const { west, south, east, north } = boxOf(rings);
  let inside = 0;
  let shared = 0;
  for (let row = 0; row < samples; row++) {
    const y = south + ((row + 0.5) / samples) * (north - south);
    for (let column = 0; column < samples; column++) {
      const x = west + ((column + 0.5) / samples) * (east - west);
      if (!rings.some((ring) => holds(ring, x, y))) continue;
      inside++;
      if (others.some((ring) => holds(ring, x, y))) shared++;
    }
  }
  return inside === 0 ? 0 : shared / inside;
}

function firstLng(outline: Polygon | MultiPolygon): number {
  return (outline.type === 'Polygon' ? outline.coordinates[0] : outline.coordinates[0]?.[0])?.[0]?.[0] ?? 0;
}

/** Outer rings, each corner on the side of the antimeridian where `origin` is. */
function ringsOf(outline: Polygon | MultiPolygon, origin: number): Ring[] {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const rings = polygons.map(([ring = []]) => ring.map((corner) => near(corner, origin)));
  if (rings.reduce((sum, ring) => sum + ring.length, 0) <= maxCorners) return rings;
  const { west, south, east, north } = boxOf(rings);
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}

function near([lng, lat]: Position, origin: number): readonly [number, number] {
  return [lng! - 360 * Math.round((lng! - origin) / 360), lat!];
}

function boxOf(rings: readonly Ring[]): { west: number; south: number; east: number; north: number } {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lng, lat] of rings.flat()) {
    box.west = Math.min(box.west, lng);
    box.south = Math.min(box.south, lat);
    box.east = Math.max(box.east, lng);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** Even-odd rule. */
function holds(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let k = 1; k < ring.length; k++) {
    const [[x0, y0], [x1, y1]] = [ring[k - 1]!, ring[k]!];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}
