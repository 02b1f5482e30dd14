import { BestpixelError } from '../errors.ts';
import { findMethod, methods, type MethodName, type Param } from '../expression/methods.ts';
import type { ConstantValue } from '../expression/nodes.ts';
import type { PixelFn } from '../expression/pixel.ts';
import { calendarRange } from './calendar.ts';
import * as collections from './collections.ts';
import type { CollectionValue } from './collections.ts';
import { compare, dateFilter, not, type SceneFilter } from './filters.ts';
import * as images from './images.ts';
import type { ImageBand, ImageValue } from './images.ts';
import { boxOf, multiPolygonOf, pointOf, polygonOf, rectangleOf, type Place } from './places.ts';

/** A function of a script: from the bands of a scene to an image. */
export type Mapper = (bands: readonly ImageBand[]) => ImageValue;

export type Value =
  ImageValue | CollectionValue | Place | SceneFilter | readonly SceneFilter[] | Mapper | ConstantValue;

interface ValueOf {
  Image: ImageValue;
  ImageCollection: CollectionValue;
  Geometry: Place;
  Filter: SceneFilter;
  Filters: readonly SceneFilter[];
  Mapper: Mapper;
  String: string;
  Number: number;
  Boolean: boolean;
  Date: string | number;
  Value: number | string;
  Values: readonly (number | string)[];
  Selectors: readonly (string | number)[];
  Names: readonly string[];
  Numbers: readonly number[];
  Rings: readonly (readonly (readonly number[])[])[];
  Polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

type Table = typeof methods;
type Given<P extends Param> = P extends { optional: true }
  ? P extends { default: ConstantValue }
    ? ValueOf[P['type']]
    : ValueOf[P['type']] | undefined
  : ValueOf[P['type']];
type ArgsOf<M extends MethodName> = { readonly [P in Table[M]['params'][number] as P['name']]: Given<P> };

/** Methods that do the same operator on every band. */
type Bandwise<M extends MethodName> = Table[M] extends {
  readonly pixel: PixelFn;
  readonly params: readonly [{ readonly name: 'image1' | 'value' }, ...unknown[]];
}
  ? M
  : never;

/** What each method makes of its arguments; only what a load gives is known elsewhere. */
type Rules = {
  readonly [
    M in Exclude<MethodName, { [M in MethodName]: Bandwise<M> }[MethodName] | 'ImageCollection.load'>
  ]: (args: ArgsOf<M>) => ValueOf[Table[M]['result']];
};

const rules: Rules = {
  'ImageCollection.filter': ({ collection, filter }) => collections.filtered(collection, filter),
  'ImageCollection.filterDate': ({ collection, start, end }) =>
    collections.filtered(collection, dateFilter(start, end)),
  'ImageCollection.filterBounds': ({ collection, geometry }) =>
    collections.filtered(collection, { kind: 'touching', place: geometry }),
  'ImageCollection.limit': ({ collection, max }) => collections.limited(collection, max),
  'ImageCollection.map': ({ collection, algorithm }) => collections.mapped(collection, algorithm),
  'ImageCollection.select': ({ collection, selectors, names }) =>
    collections.mapped(collection, (bands) => ({
      kind: 'image',
      origin: null,
      bands: images.selectBands('ImageCollection.select', bands, selectors, names),
    })),
  'ImageCollection.first': ({ collection }) => collections.first(collection),
  'ImageCollection.mosaic': ({ collection }) => collections.mosaic(collection),
  'ImageCollection.qualityMosaic': ({ collection, qualityBand }) =>
    collections.qualityMosaic(collection, qualityBand),
  'Image.constant': ({ value }) => images.constantImage(value),
  'Image.select': ({ input, bandSelectors, newNames }) => ({
    ...input,
    bands: images.selectBands('Image.select', input.bands, bandSelectors, newNames),
  }),
  'Image.rename': ({ input, names }) => ({
    ...input,
    bands: images.renameBands('Image.rename', input.bands, names),
  }),
  'Image.addBands': ({ dstImg, srcImg, names, overwrite }) => {
    const added = names ? images.selectBands('Image.addBands', srcImg.bands, names) : srcImg.bands;
    const origin = images.joinOrigins('Image.addBands', dstImg, srcImg);
    return { kind: 'image', origin, bands: images.withBands(dstImg.bands, added, overwrite) };
  },
  'Image.normalizedDifference': ({ input, bandNames = [0, 1] }) => {
    const method = 'Image.normalizedDifference';
    const [left, right, ...more] = images.selectBands(method, input.bands, bandNames);
    if (!left || !right || more.length > 0) {
      throw new BestpixelError('bad-input', `${method}: two bands are needed`, { where: method });
    }
    const fn = 'normalizedDifference';
    return { ...input, bands: [images.combine(method, { fn, name: 'nd', left, right })] };
  },
  'Image.updateMask': ({ image, mask }) => {
    const one = mask.bands.length === 1;
    if (one || mask.bands.length === image.bands.length) {
      return images.pairBands('Image.updateMask', 'updateMask', image, mask);
    }
    throw new BestpixelError(
      'bad-input',
      `Image.updateMask: a mask of ${mask.bands.length} bands does not fit an image of ${image.bands.length}`,
      { where: 'Image.updateMask' },
    );
  },
  'Geometry.Point': ({ coordinates }) => pointOf(coordinates),
  'Geometry.Rectangle': ({ coordinates }) => rectangleOf(coordinates),
  'Geometry.Polygon': ({ coordinates }) => polygonOf(coordinates),
  'Geometry.MultiPolygon': ({ coordinates }) => multiPolygonOf(coordinates),
  'Geometry.BBox': (box) => boxOf(box),
  'Filter.eq': ({ name, value }) => compare('eq', name, value),
  'Filter.lt': ({ name, value }) => compare('lt', name, value),
  'Filter.gt': ({ name, value }) => compare('gt', name, value),
  // As Earth Engine's client builds them: so scenes without the property pass.
  'Filter.neq': ({ name, value }) => not(compare('eq', name, value)),
  'Filter.gte': ({ name, value }) => not(compare('lt', name, value)),
  'Filter.lte': ({ name, value }) => not(compare('gt', name, value)),
  'Filter.inList': ({ leftField, rightValue }) => ({ kind: 'in', name: leftField, values: rightValue }),
  'Filter.and': ({ filters }) => ({ kind: 'all', filters }),
  'Filter.or': ({ filters }) => ({ kind: 'any', filters }),
  'Filter.not': ({ filter }) => not(filter),
  'Filter.date': ({ start, end }) => dateFilter(start, end),
  'Filter.calendarRange': ({ start, end = start, field }) => ({
    kind: 'calendar',
    range: calendarRange(field, start, end),
  }),
  'Filter.bounds': ({ geometry }) => ({ kind: 'touching', place: geometry }),
};

/** Applies a method to arguments that validation has made sure of. */
export function applyRule(method: MethodName, args: Readonly<Record<string, Value | undefined>>): Value {
  if (Object.hasOwn(rules, method)) {
    return (rules[method as keyof Rules] as (a: typeof args) => Value)(args);
  }
  const fn = findMethod(method)!.pixel!;
  if ('image2' in args) {
    return images.pairBands(method, fn, args['image1'] as ImageValue, args['image2'] as ImageValue);
  }
  const input = args['value'] as ImageValue;
  const bands = input.bands.map((band): ImageBand => ({ ...band, expr: { op: fn, args: [band.expr] } }));
  return { ...input, bands };
}
