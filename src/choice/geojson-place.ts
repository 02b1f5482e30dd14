import type { Geometry, Position } from 'geojson';
import { BestpixelError } from '../errors.ts';
import { uniteBounds } from '../grid/bounds.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { Place } from './choice.ts';
import { cutAtAntimeridian, isBeyond } from './antimeridian.ts';
import { boxPlace, pointPlace, roundBounds, roundDegrees } from './place.ts';

/** A place and, where it is not just what was given, how it was understood: a phrase without a stop. */
export interface ReadPlace {
  readonly place: Place;
  readonly note: string | null;
}

/** Characters of GeoJSON that are looked at; areas of interest have some kilobytes. */
export const mostText = 5e6;
/** Corners that a place may have: it lives in the page's address. */
const mostCorners = 500;
const mostPositions = 200_000;

/**
 * The place that GeoJSON outlines: a Feature, a FeatureCollection or a geometry. Several polygons are taken together;
 * for lines, several points, and outlines of very many corners, the box around them stands.
 * @throws BestpixelError 'bad-input'
 */
export function readGeoJson(text: string): ReadPlace {
  if (text.length > mostText) throw bad('this GeoJSON is too large', 'Give an outline of at most 5 MB.');
  const value = parsed(text);
  refuseOtherCrs(value);
  const geometries = geometriesOf(value, { left: mostPositions });
  if (geometries.length === 0) throw bad('this GeoJSON has no geometry');
  const [only] = geometries;
  if (geometries.length === 1 && only!.type === 'Point')
    return { place: pointPlace(asLngLat(only!)), note: null };
  const several = geometries.length > 1 ? `${geometries.length} geometries` : null;
  const polygons = geometries.flatMap(polygonsOf);
  if (!polygons.every((rings) => rings !== null)) {
    return { place: boxAround(geometries), note: `the box around ${several ?? 'a line or points'}` };
  }
  const corners = polygons.flat(2).length;
  if (corners > mostCorners) {
    return { place: boxAround(geometries), note: `the box around an outline of ${corners} corners` };
  }
  const cut = polygons.flatMap(cutAtAntimeridian);
  const note = several && `${several} together`;
  return cut.length === 1
    ? { place: { type: 'Polygon', coordinates: cut[0]! }, note }
    : { place: { type: 'MultiPolygon', coordinates: cut }, note };
}

type Single = Exclude<Geometry, { type: 'GeometryCollection' }>;

function geometriesOf(value: unknown, count: { left: number }): Single[] {
  const { type, geometry, geometries, features, coordinates } = record(value);
  switch (type) {
    case 'Feature':
      return geometry === null || geometry === undefined ? [] : geometriesOf(geometry, count);
    case 'FeatureCollection':
      return listOf(features).flatMap((feature) => geometriesOf(feature, count));
    case 'GeometryCollection':
      return listOf(geometries).flatMap((each) => geometriesOf(each, count));
    case 'Point':
    case 'MultiPoint':
    case 'LineString':
    case 'MultiLineString':
    case 'Polygon':
    case 'MultiPolygon':
      return [{ type, coordinates: numbers(coordinates, depths[type], count) } as Single];
    default:
      throw bad('this is JSON, but no GeoJSON');
  }
}

const depths = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

/** Positions at this depth of lists, without heights. */
function numbers(value: unknown, depth: number, count: { left: number }): unknown {
  const list = listOf(value);
  if (depth > 0) return list.map((each) => numbers(each, depth - 1, count));
  count.left -= 1;
  if (count.left < 0) throw bad(`this GeoJSON has more than ${mostPositions} positions`);
  const [lng, lat] = list;
  if (typeof lng !== 'number' || typeof lat !== 'number') throw bad('a position of it is not two numbers');
  if (!(Math.abs(lng) <= 540 && Math.abs(lat) <= 90)) {
    throw bad(
      'its coordinates are not degrees of longitude and latitude',
      'Reproject it to EPSG:4326 (WGS 84).',
    );
  }
  return [roundDegrees(lng), roundDegrees(lat)];
}

/** A geometry's polygons, rings closed; null for one that has no area. */
function polygonsOf(geometry: Single): (Position[][] | null)[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates.map(closed)];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.map((rings) => rings.map(closed));
  return [null];
}

function closed(ring: Position[]): Position[] {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  const whole = first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
  if (whole.length < 4) throw bad('a ring of it has fewer than three corners');
  return whole;
}

function boxAround(geometries: readonly Single[]): Place {
  const bounds = uniteBounds(geometries.flatMap(linesOf).map(boundsOfLine))!;
  const flat = bounds.west === bounds.east && bounds.south === bounds.north;
  return flat ? pointPlace({ lng: bounds.west, lat: bounds.south }) : boxPlace(roundBounds(bounds));
}

/** Every run of positions that belong together. */
function linesOf(geometry: Single): Position[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'MultiPoint':
      return geometry.coordinates.map((position) => [position]);
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}

/** Longitudes are taken as they are written. */
function boundsOfLine(line: readonly Position[]): LngLatBounds {
  const [lngs, lats] = [line.map(([lng]) => lng!), line.map(([, lat]) => lat!)];
  // In a loop: an outline may have more corners than a call may have arguments.
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
  const [west, east] = [least(lngs), most(lngs)];
  const around = east - west >= 360;
  return {
    west: around ? -180 : west,
    east: around ? 180 : east,
    south: least(lats),
    north: most(lats),
  };
}

function asLngLat(point: Single): { lng: number; lat: number } {
  const [lng, lat] = point.coordinates as [number, number];
  return { lng: isBeyond(lng) ? lng - 360 * Math.sign(lng) : lng, lat };
}

function refuseOtherCrs(value: unknown): void {
  const name = (record(value)['crs'] as { properties?: { name?: unknown } } | null | undefined)?.properties
    ?.name;
  if (typeof name !== 'string' || /CRS84|4326|4979/.test(name)) return;
  throw bad(
    `its coordinates are in ${name.slice(0, 60)}, not in degrees`,
    'Reproject it to EPSG:4326 (WGS 84).',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BestpixelError('bad-input', 'this is no JSON', { remedy: 'Give GeoJSON as it is.', cause });
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad('this is JSON, but no GeoJSON');
  return value as Record<string, unknown>;
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value as unknown[];
  throw bad('a part of this GeoJSON is empty');
}

function bad(what: string, remedy = 'Give a Feature, a FeatureCollection or a geometry.'): BestpixelError {
  return new BestpixelError('bad-input', what, { remedy });
}
