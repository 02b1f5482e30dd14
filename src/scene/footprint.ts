import type { MultiPolygon, Polygon, Position } from 'geojson';
import { BestpixelError } from '../errors.ts';
import { uniteBounds } from '../grid/bounds.ts';
import type { LngLatBounds } from '../grid/grid.ts';

/** Corners of all rings together; real footprints have tens. */
const maxPositions = 100_000;

/**
 * An outline from outside: a GeoJSON Polygon or MultiPolygon in degrees, copied without heights. Null for none, and for
 * points and lines, which outline nothing. Throws 'bad-stac' where it is malformed.
 */
export function readFootprint(geometry: unknown): Polygon | MultiPolygon | null {
  if (geometry === null || geometry === undefined) return null;
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  const count = { left: maxPositions };
  switch (type) {
    case 'Polygon':
      return { type, coordinates: readPolygon(coordinates, count) };
    case 'MultiPolygon':
      return { type, coordinates: listOf(coordinates).map((polygon) => readPolygon(polygon, count)) };
    case 'Point':
    case 'MultiPoint':
    case 'LineString':
    case 'MultiLineString':
    case 'GeometryCollection':
      return null;
    default:
      throw malformed('its geometry has no GeoJSON type');
  }
}

/** What the footprint covers. An outline that steps over the antimeridian is followed across it. */
export function boundsOfFootprint(footprint: Polygon | MultiPolygon): LngLatBounds {
  const polygons = footprint.type === 'Polygon' ? [footprint.coordinates] : footprint.coordinates;
  return uniteBounds(polygons.map((rings) => boundsOfRing(rings[0]!)))!;
}

/** A bbox of 4 numbers, or of 6 with heights. Null for none; throws 'bad-stac' where it is malformed. */
export function readBbox(bbox: unknown): LngLatBounds | null {
  if (bbox === null || bbox === undefined) return null;
  const numbers = listOf(bbox);
  if (numbers.length !== 4 && numbers.length !== 6) throw malformed('its bbox has neither 4 nor 6 numbers');
  const [west, south] = readPosition(numbers);
  const [east, north] = readPosition(numbers.slice(numbers.length / 2));
  if (south! > north!) throw malformed('its bbox is upside down');
  return { west: west!, south: south!, east: east!, north: north! };
}

function readPolygon(coordinates: unknown, count: { left: number }): Position[][] {
  return listOf(coordinates).map((ring) => readRing(ring, count));
}

function readRing(ring: unknown, count: { left: number }): Position[] {
  const items = listOf(ring);
  count.left -= items.length;
  if (count.left < 0) throw malformed(`its geometry has more than ${maxPositions} corners`);
  const positions = items.map(readPosition);
  const [first, last] = [positions[0]!, positions.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) positions.push(first);
  if (positions.length < 4) throw malformed('its geometry has a ring of fewer than three corners');
  return positions;
}

function readPosition(position: unknown): Position {
  const [lng, lat] = listOf(position) as unknown[];
  if (typeof lng !== 'number' || typeof lat !== 'number')
    throw malformed('its outline is not made of numbers');
  if (!(Math.abs(lng) <= 540 && Math.abs(lat) <= 90)) {
    throw malformed('its outline is not in degrees of longitude and latitude');
  }
  return [lng, lat];
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value as unknown[];
  throw malformed('its geometry or bbox is empty or not a list');
}

function boundsOfRing(ring: readonly Position[]): LngLatBounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let previous = ring[0]![0]!;
  let turn = 0;
  for (const [lng, lat] of ring as readonly [number, number][]) {
    turn += turnOf(lng - previous);
    previous = lng;
    west = Math.min(west, lng + turn);
    east = Math.max(east, lng + turn);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return east - west >= 360 ? { west: -180, south, east: 180, north } : { west, south, east, north };
}

/** A step of more than half the world crosses the antimeridian, unless it goes all the way round. */
function turnOf(step: number): number {
  const distance = Math.abs(step);
  return distance > 180 && distance < 359.999 ? -360 * Math.sign(step) : 0;
}

function malformed(what: string): BestpixelError {
  return new BestpixelError('bad-stac', what, { remedy: 'Tell the provider of the catalog.' });
}
