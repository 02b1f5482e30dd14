import { methods, type Method, type MethodName } from '../expression/methods.ts';
import type { Node } from '../expression/nodes.ts';
import { buildCall, isComputed, type Computed } from './build.ts';
import type { Filter, FunctionsOf, Geometry, Image, ImageCollection } from './types.ts';

export type { Filter, Image, ImageCollection } from './types.ts';

type Built = Image | ImageCollection | Geometry | Filter;

/** The table's methods of one type, as functions of `this`. */
function prototypeOf(type: Built['type']): object {
  const prototype: Record<string, unknown> = {};
  for (const [name, { params, result }] of Object.entries<Method>(methods)) {
    if (!name.startsWith(`${type}.`) || params[0]?.type !== type) continue;
    prototype[name.slice(type.length + 1)] = function (this: Computed, ...args: unknown[]) {
      return wrap(
        result as Built['type'],
        buildCall({ method: name as MethodName, self: this, args, imageOf }),
      );
    };
  }
  return Object.freeze(prototype);
}

const prototypes = {
  Image: prototypeOf('Image'),
  ImageCollection: prototypeOf('ImageCollection'),
  Geometry: prototypeOf('Geometry'),
  Filter: prototypeOf('Filter'),
};

function wrap(type: Built['type'], node: Node): Built {
  const fields = { node: { value: node, enumerable: true }, type: { value: type, enumerable: true } };
  return Object.freeze(Object.create(prototypes[type], fields)) as Built;
}

function imageOf(node: Node): Image {
  return wrap('Image', node) as Image;
}

function call<Result extends Built>(method: MethodName, args: readonly unknown[]): Result {
  return wrap(methods[method].result, buildCall({ method, args, imageOf })) as Result;
}

/** The table's methods of one type, as functions of their arguments alone. */
function functionsOf(type: Built['type']): object {
  const names = Object.keys(methods).filter((name) => name.startsWith(`${type}.`)) as MethodName[];
  return Object.fromEntries(
    names.map((name) => [name.slice(type.length + 1), (...args: unknown[]) => call(name, args)]),
  );
}

/** The images of a collection, by its id; a collection is returned as it is. */
function imageCollection(id: string | ImageCollection): ImageCollection {
  return isComputed(id) && id.type === 'ImageCollection' ? id : call('ImageCollection.load', [id]);
}

/** A constant image; an image is returned as it is. */
function image(value: number | Image): Image {
  return isComputed(value) && value.type === 'Image' ? value : call('Image.constant', [value]);
}

type Point = readonly number[];

/** A polygon's rings, where its only ring may stand for them. */
function ringsOf(polygon: unknown): unknown {
  const isRing = Array.isArray(polygon) && typeof (polygon[0] as Point | undefined)?.[0] === 'number';
  return isRing ? [polygon] : polygon;
}

/** Coordinates may come by name too, in one object. */
interface Coordinates<Type> {
  readonly coordinates: Type;
}

/** A geometry of coordinates, however they are given; `shape` gives them the form of the table. */
function shaped(
  method: MethodName,
  given: readonly unknown[],
  shape: (given: readonly unknown[]) => unknown,
): Geometry {
  const [object, ...more] = given;
  const named = more.length === 0 && typeof object === 'object' && object !== null && 'coordinates' in object;
  return call(method, [shape(named ? [object.coordinates] : given)]);
}

type Rings = readonly (Point | readonly Point[])[];

const geometry = {
  /** A point: longitude, latitude, or a list of both. */
  Point: (...given: [Point | Coordinates<Point>] | [lng: number, lat: number]): Geometry =>
    shaped('Geometry.Point', given, (list) => list.flat()),

  /** A rectangle: west, south, east, north, or a list of them, or of two corners. */
  Rectangle: (
    ...given: [corners: readonly (number | Point)[] | Coordinates<readonly (number | Point)[]>] | number[]
  ): Geometry => shaped('Geometry.Rectangle', given, (list) => list.flat(2)),

  /** A box: west, south, east, north; an east below the west lies beyond the antimeridian. */
  BBox: (...args: Parameters<FunctionsOf<'Geometry'>['BBox']>): Geometry => call('Geometry.BBox', args),

  /** A polygon: its outer ring, or a list of that and its holes, each a list of [longitude, latitude]. */
  Polygon: (rings: Rings | Coordinates<Rings>): Geometry =>
    shaped('Geometry.Polygon', [rings], ([only]) => ringsOf(only)),

  /** Several polygons, each its outer ring, or a list of that and its holes. */
  MultiPolygon: (polygons: readonly Rings[] | Coordinates<readonly Rings[]>): Geometry =>
    shaped('Geometry.MultiPolygon', [polygons], ([list]) => (Array.isArray(list) ? list.map(ringsOf) : list)),
};

/** Earth Engine's builder of expressions, as far as this program follows it. */
export const ee = {
  ImageCollection: imageCollection,
  Image: Object.assign(image, { constant: (value: number): Image => image(value) }),
  Geometry: geometry,
  Filter: functionsOf('Filter') as FunctionsOf<'Filter'>,
};
