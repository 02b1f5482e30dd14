import { BestpixelError } from '../errors.ts';
import { isComputed, isPlain, type Computed } from './computed.ts';
import { geometryNode, united } from './geojson.ts';
import type { World } from './world.ts';

type Given = readonly unknown[];

/** `ee.Geometry.*` of coordinates, however they are given; what the table has besides comes from it. */
export function geometryFunctions(world: World): Record<string, (...given: unknown[]) => Computed> {
  const shaped =
    (name: string, shape: (coordinates: Given) => unknown) =>
    (...given: unknown[]): Computed => {
      const [coordinates, proj] = split(given);
      // Lines between corners are straight in degrees, whatever `geodesic` says.
      if (!isLngLat(proj)) throw otherProjection(name);
      const [only] = coordinates;
      const whole = coordinates.length === 1 && isComputed(only) && only.type !== 'Number';
      return world.call(`Geometry.${name}`, [whole ? only : shape(coordinates)]);
    };
  return {
    Point: shaped('Point', (list) => list.flat()),
    Rectangle: shaped('Rectangle', (list) => list.flat(2)),
    Polygon: shaped('Polygon', polygonRings),
    MultiPolygon: shaped('MultiPolygon', ([list]) => (Array.isArray(list) ? list.map(ringsOf) : list)),
  };
}

/** Coordinates, and what stands behind them: a projection, then how lines go. */
function split(given: Given): readonly [coordinates: Given, proj: unknown] {
  const [first] = given;
  if (given.length === 1 && isPlain(first) && 'coordinates' in first) {
    return [[first['coordinates']], first['proj'] ?? first['crs']];
  }
  const isNumber = (value: unknown) =>
    typeof value === 'number' || (isComputed(value) && value.type !== 'List');
  if (!isNumber(first)) return [given.slice(0, 1), given[1]];
  const found = given.findIndex((value) => !isNumber(value));
  const end = found < 0 ? given.length : found;
  return [given.slice(0, end), given[end]];
}

function isLngLat(proj: unknown): boolean {
  if (proj === undefined || proj === null) return true;
  return typeof proj === 'string' && /^(EPSG:4326|CRS:84|OGC:CRS84)$/i.test(proj);
}

/** A polygon's rings: given so, as one ring, or as bare numbers. */
function polygonRings(given: Given): unknown {
  if (typeof given[0] !== 'number') return ringsOf(given[0]);
  const ring = Array.from({ length: Math.ceil(given.length / 2) }, (_, i) => given.slice(2 * i, 2 * i + 2));
  return [ring];
}

/** A polygon's rings, where its only ring may stand for them. */
function ringsOf(polygon: unknown): unknown {
  const [first] = Array.isArray(polygon) ? (polygon as unknown[]) : [];
  return Array.isArray(first) && typeof first[0] === 'number' ? [polygon] : polygon;
}

function otherProjection(name: string): BestpixelError {
  return new BestpixelError('unsupported', `ee.Geometry.${name}: projections other than EPSG:4326`, {
    remedy: 'Give longitude and latitude in degrees, and no projection.',
  });
}

/** `ee.Geometry(geojson)`; a geometry is returned as it is. */
export function geometryOf({ wrap }: World, value: unknown): Computed {
  if (isComputed(value) && value.type === 'Geometry') return value;
  const node = isPlain(value) ? geometryNode(value) : undefined;
  if (node) return wrap('Geometry', node);
  throw new BestpixelError('bad-input', 'ee.Geometry: this is no geometry', {
    where: 'ee.Geometry',
    remedy: 'Give GeoJSON, or use ee.Geometry.Point, Rectangle or Polygon.',
  });
}

/** `ee.Feature(geometry, properties?)`: here its geometry alone. */
export function featureOf(world: World, geometry: unknown): Computed {
  if (typeof geometry === 'string') throw table('ee.Feature');
  if (geometry !== null && geometry !== undefined) return geometryOf(world, geometry);
  throw new BestpixelError('unsupported', 'ee.Feature: features without a geometry are not supported', {
    where: 'ee.Feature',
    remedy: 'Features are places here: for filterBounds, clip and Map.centerObject.',
  });
}

/** `ee.FeatureCollection(features)`: here the place that they cover together. */
export function featureCollectionOf(world: World, features: unknown): Computed {
  if (typeof features === 'string') throw table('ee.FeatureCollection');
  if (!Array.isArray(features)) return geometryOf(world, features);
  return world.wrap('Geometry', united(features.map((each) => featureOf(world, each).node)));
}

function table(what: string): BestpixelError {
  return new BestpixelError('unsupported', `${what}: tables of Earth Engine cannot be loaded by id`, {
    where: what,
    remedy: 'Write the outline as ee.Geometry.Polygon, or drop a GeoJSON file on the map.',
  });
}
