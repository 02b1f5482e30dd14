import { BestpixelError } from '../errors.ts';
import type { ConstantValue, Node } from '../expression/nodes.ts';
import { accepts } from '../expression/types.ts';
import { isPlain } from './computed.ts';

type Rings = readonly (readonly (readonly number[])[])[];

const rowOf: Readonly<Record<string, string>> = {
  Point: 'Geometry.Point',
  Polygon: 'Geometry.Polygon',
  MultiPolygon: 'Geometry.MultiPolygon',
};

const types = { Point: 'Numbers', Polygon: 'Rings', MultiPolygon: 'Polygons' } as const;

/** The geometry that GeoJSON outlines: of a Feature or of several taken together, too; undefined: it is none. */
export function geometryNode(value: Record<string, unknown>, depth = 0): Node | undefined {
  const { type, geometry, geometries, features, coordinates } = value;
  if (typeof type !== 'string' || depth > 5) return undefined;
  if (type === 'Feature') return isPlain(geometry) ? geometryNode(geometry, depth + 1) : undefined;
  const several = type === 'FeatureCollection' ? features : geometries;
  if (type === 'FeatureCollection' || type === 'GeometryCollection') {
    if (!Array.isArray(several)) return undefined;
    const parts = several.map((part) => (isPlain(part) ? geometryNode(part, depth + 1) : undefined));
    return parts.every((part) => part !== undefined) ? united(parts) : undefined;
  }
  if (!Object.hasOwn(rowOf, type)) throw unsupportedShape(type);
  const isGiven = accepts(types[type as keyof typeof types], coordinates as ConstantValue);
  return isGiven
    ? shape(rowOf[type] as string, JSON.parse(JSON.stringify(coordinates)) as ConstantValue)
    : undefined;
}

/**
 * Several geometries as one.
 * @throws BestpixelError 'unsupported' where one of several is no outline of constants
 */
export function united(parts: readonly Node[]): Node {
  const [only] = parts;
  if (parts.length === 1) return only!;
  const polygons = parts.flatMap(polygonsOf);
  if (polygons.length > 0) return shape('Geometry.MultiPolygon', polygons);
  throw new BestpixelError('bad-input', 'ee.FeatureCollection: the list is empty', {
    remedy: 'Give at least one feature.',
  });
}

function polygonsOf(node: Node): readonly Rings[] {
  if (node.kind === 'call') {
    const { coordinates } = node.args;
    const value = coordinates?.kind === 'constant' ? coordinates.value : null;
    if (node.method === 'Geometry.Polygon' && accepts('Rings', value)) return [value as unknown as Rings];
    if (node.method === 'Geometry.MultiPolygon' && accepts('Polygons', value)) {
      return value as unknown as readonly Rings[];
    }
    const box = node.method === 'Geometry.Rectangle' && accepts('Numbers', value) ? boxOf(value) : null;
    if (box) return [[box]];
  }
  throw new BestpixelError('unsupported', 'ee.FeatureCollection: several features must be polygons', {
    remedy: 'Give one feature, or write the outlines as ee.Geometry.Polygon.',
  });
}

function boxOf(value: ConstantValue): readonly (readonly number[])[] | null {
  const [west, south, east, north] = value as readonly [number, number, number, number];
  // Wider ones may lie around the antimeridian: that is for the rectangle's own row to tell.
  if (!(east >= west && east - west <= 120)) return null;
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

function shape(method: string, value: ConstantValue): Node {
  return { kind: 'call', method, args: { coordinates: { kind: 'constant', value } } };
}

function unsupportedShape(type: string): BestpixelError {
  return new BestpixelError('unsupported', `ee.Geometry.${type.slice(0, 80)} is not supported`, {
    remedy: 'Places are points, rectangles, polygons and multipolygons.',
  });
}
