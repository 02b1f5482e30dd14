import type { Point, Polygon, Position } from 'geojson';
import { uniteBounds } from '../grid/bounds.ts';
import type { LngLat, LngLatBounds } from '../grid/grid.ts';
import { boundsOfFootprint } from '../scene/footprint.ts';
import type { Place } from './choice.ts';

/**
 * Places are written as RFC 7946 has it: longitudes within ±180°, cut at the antimeridian. No edge spans more than a
 * third of the world, so that none can be taken for one that goes the other way round.
 */
export const longestEdge = 120;

export function pointPlace({ lng, lat }: LngLat): Point {
  return { type: 'Point', coordinates: [lng, lat] };
}

/** A box; one across the antimeridian becomes two. */
export function boxPlace({ west, south, east, north }: LngLatBounds): Place {
  const [from, to] = [west === 180 ? -180 : west, east === -180 ? 180 : east];
  if (from <= to) return box(from, south, to, north);
  const halves = [box(from, south, 180, north), box(-180, south, to, north)];
  return { type: 'MultiPolygon', coordinates: halves.map(({ coordinates }) => coordinates) };
}

/** The bounds of a place that is a box; null for any other. */
export function boxOf(place: Place): LngLatBounds | null {
  if (place.type === 'Point') return null;
  const polygons = place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
  const [first, last] = [polygons[0]?.[0], polygons.at(-1)?.[0]];
  if (!first || !last || polygons.length > 2 || first.length > 12) return null;
  const bounds = {
    west: Math.min(...first.map(([lng]) => lng!)),
    south: Math.min(...first.map(([, lat]) => lat!)),
    east: Math.max(...last.map(([lng]) => lng!)),
    north: Math.max(...first.map(([, lat]) => lat!)),
  };
  return JSON.stringify(boxPlace(bounds)) === JSON.stringify(place) ? bounds : null;
}

export function boundsOfPlace(place: Place): LngLatBounds {
  if (place.type === 'Point') {
    const [lng, lat] = place.coordinates as [number, number];
    return { west: lng, south: lat, east: lng, north: lat };
  }
  const polygons = place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
  return (
    // Exact, where uniting adds and subtracts.
    boxOf(place) ??
    uniteBounds(polygons.map((coordinates) => boundsOfFootprint({ type: 'Polygon', coordinates })))!
  );
}

/** To a tenth of a metre: what lies below is noise, and makes addresses long. */
export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6 + 0;
}

export function roundBounds({ west, south, east, north }: LngLatBounds): LngLatBounds {
  return {
    west: roundDegrees(west),
    south: roundDegrees(south),
    east: roundDegrees(east),
    north: roundDegrees(north),
  };
}

function box(west: number, south: number, east: number, north: number): Polygon {
  const steps = Math.max(1, Math.ceil((east - west) / longestEdge));
  const along = Array.from({ length: steps + 1 }, (_, k) =>
    k === steps ? east : west + ((east - west) * k) / steps,
  );
  const ring: Position[] = [
    ...along.map((lng) => [lng, south]),
    ...along.toReversed().map((lng) => [lng, north]),
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}
