import { filterMethods } from './filter-methods.ts';
import type { Method } from './method.ts';
import type { PixelFn } from './pixel.ts';

export type { Method, Param } from './method.ts';

/** Every method that expressions may call, by Earth Engine's name. */
export const methods = {
  'ImageCollection.load': {
    params: [{ name: 'id', type: 'String' }],
    result: 'ImageCollection',
    doc: 'The scenes of a collection, by time, then id.',
    evidence: 'inferred',
  },
  'ImageCollection.filterDate': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'start', type: 'Date' },
      { name: 'end', type: 'Date', optional: true },
    ],
    result: 'ImageCollection',
    doc: 'The scenes from start (included) to end (excluded), UTC; without end, those of that millisecond.',
    evidence: 'established',
  },
  'ImageCollection.filterBounds': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'geometry', type: 'Geometry' },
    ],
    result: 'ImageCollection',
    doc: 'The scenes whose footprint intersects the geometry.',
    evidence: 'established',
  },
  'ImageCollection.filter': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'filter', type: 'Filter' },
    ],
    result: 'ImageCollection',
    doc: 'The scenes that pass the filter.',
    evidence: 'established',
  },
  'ImageCollection.limit': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'max', type: 'Number' },
    ],
    result: 'ImageCollection',
    doc: 'The first scenes, at most max.',
    evidence: 'established',
  },
  'ImageCollection.map': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'algorithm', type: 'Mapper' },
    ],
    result: 'ImageCollection',
    doc: 'Applies a function to each image. The function is called once, with a symbolic image.',
    evidence: 'established',
  },
  'ImageCollection.select': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'selectors', type: 'Selectors', rest: true },
      { name: 'names', type: 'Names', optional: true },
    ],
    result: 'ImageCollection',
    doc: 'Selects bands of each image, by name, regular expression or index.',
    evidence: 'established',
  },
  'ImageCollection.first': {
    params: [{ name: 'collection', type: 'ImageCollection' }],
    result: 'Image',
    doc: 'The first image.',
    evidence: 'established',
  },
  'ImageCollection.mosaic': {
    params: [{ name: 'collection', type: 'ImageCollection' }],
    result: 'Image',
    doc: 'At each pixel and for each band, the last image that is not masked there.',
    evidence: 'established',
  },
  'ImageCollection.qualityMosaic': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'qualityBand', type: 'String' },
    ],
    result: 'Image',
    doc: 'At each pixel, all bands of the image whose quality band is highest; of equals, the last.',
    evidence: 'inferred',
  },
  'Image.constant': {
    params: [{ name: 'value', type: 'Number' }],
    result: 'Image',
    doc: "An image that has the value everywhere, in the band 'constant'.",
    evidence: 'established',
  },
  'Image.select': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'bandSelectors', type: 'Selectors', rest: true },
      { name: 'newNames', type: 'Names', optional: true },
    ],
    result: 'Image',
    doc: 'Selects bands by name, regular expression (of the whole name) or index, and may rename them.',
    evidence: 'established',
  },
  'Image.rename': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'names', type: 'Names', rest: true },
    ],
    result: 'Image',
    doc: 'Renames all bands: as many names as bands.',
    evidence: 'established',
  },
  'Image.addBands': {
    params: [
      { name: 'dstImg', type: 'Image' },
      { name: 'srcImg', type: 'Image' },
      { name: 'names', type: 'Selectors', optional: true },
      { name: 'overwrite', type: 'Boolean', optional: true, default: false },
    ],
    result: 'Image',
    doc: "Appends bands. A name that is taken becomes 'name_1', or with overwrite replaces the band.",
    evidence: 'established',
  },
  'Image.normalizedDifference': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'bandNames', type: 'Names', optional: true },
    ],
    result: 'Image',
    doc: "(a − b) / (a + b) of two bands (else the first two) in the band 'nd'; masked where a or b is negative.",
    evidence: 'established',
    pixel: 'normalizedDifference',
  },
  'Image.updateMask': {
    params: [
      { name: 'image', type: 'Image' },
      { name: 'mask', type: 'Image' },
    ],
    result: 'Image',
    doc: 'Masks the image also where mask is 0 or masked.',
    evidence: 'established',
    pixel: 'updateMask',
  },
  'Image.add': binary('add', 'The sum.'),
  'Image.subtract': binary('subtract', 'The first less the second.'),
  'Image.multiply': binary('multiply', 'The product.'),
  'Image.divide': binary('divide', 'The quotient, never rounded to a whole number; division by 0 gives 0.'),
  'Image.min': binary('min', 'The smaller of two values.'),
  'Image.max': binary('max', 'The larger of two values.'),
  'Image.gt': binary('gt', '1 where the first is greater than the second, else 0.'),
  'Image.gte': binary('gte', '1 where the first is greater than or equal to the second, else 0.'),
  'Image.lt': binary('lt', '1 where the first is less than the second, else 0.'),
  'Image.lte': binary('lte', '1 where the first is less than or equal to the second, else 0.'),
  'Image.eq': binary('eq', '1 where the two are equal, else 0.'),
  'Image.neq': binary('neq', '1 where the two differ, else 0.'),
  'Image.and': binary('and', '1 where neither is 0, else 0.'),
  'Image.or': binary('or', '1 where one of the two is not 0, else 0.'),
  'Image.bitwiseAnd': binary('bitwiseAnd', 'The bits that both have; of whole numbers.'),
  'Image.leftShift': binary(
    'leftShift',
    'The first, shifted left by as many bits as the second says; of whole numbers. Masked where it needs more than 32 bits.',
  ),
  'Image.rightShift': binary(
    'rightShift',
    'The first, shifted right by as many bits as the second says (0 to 31, else masked); of whole numbers.',
  ),
  'Image.abs': unary('abs', 'The absolute value.'),
  'Image.not': unary('not', '1 where the value is 0, else 0.'),
  'Geometry.Point': {
    params: [{ name: 'coordinates', type: 'Numbers', rest: true }],
    result: 'Geometry',
    doc: 'A point: longitude and latitude in degrees.',
    evidence: 'established',
  },
  'Geometry.Rectangle': {
    params: [{ name: 'coordinates', type: 'Numbers', rest: true }],
    result: 'Geometry',
    doc: 'A rectangle: west, south, east and north in degrees.',
    evidence: 'established',
  },
  'Geometry.Polygon': {
    params: [{ name: 'coordinates', type: 'Rings' }],
    result: 'Geometry',
    doc: 'A polygon: its outer ring, then its holes.',
    evidence: 'established',
  },
  'Geometry.MultiPolygon': {
    params: [{ name: 'coordinates', type: 'Polygons' }],
    result: 'Geometry',
    doc: 'Several polygons, each its outer ring, then its holes.',
    evidence: 'established',
  },
  'Geometry.BBox': {
    params: [
      { name: 'west', type: 'Number' },
      { name: 'south', type: 'Number' },
      { name: 'east', type: 'Number' },
      { name: 'north', type: 'Number' },
    ],
    result: 'Geometry',
    doc: 'A box of longitudes and latitudes in degrees; an east below the west lies beyond the antimeridian.',
    evidence: 'established',
  },
  ...filterMethods,
} as const satisfies Readonly<Record<string, Method>>;

export type MethodName = keyof typeof methods;

/** The method of that name; undefined: none. Safe for names that others made up. */
export function findMethod(name: string): Method | undefined {
  return Object.hasOwn(methods, name) ? methods[name as MethodName] : undefined;
}

function binary<Fn extends PixelFn>(pixel: Fn, doc: string) {
  return {
    params: [
      { name: 'image1', type: 'Image' },
      { name: 'image2', type: 'Image' },
    ],
    result: 'Image',
    doc: `${doc} One band meets every band of the other image; else bands are paired in order.`,
    evidence: 'established',
    pixel,
  } as const;
}

function unary<Fn extends PixelFn>(pixel: Fn, doc: string) {
  return {
    params: [{ name: 'value', type: 'Image' }],
    result: 'Image',
    doc,
    evidence: 'established',
    pixel,
  } as const;
}
