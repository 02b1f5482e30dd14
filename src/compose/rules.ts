import { BestpixelError } from '../errors.ts';
import { findMethod, methods, type MethodName, type Param } from '../expression/methods.ts';
import type { ConstantValue } from '../expression/nodes.ts';
import type { PixelFn } from '../expression/pixel.ts';
import { everything, queryKey } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import * as collections from './collections.ts';
import type { CollectionValue } from './collections.ts';
import { millisOf } from './dates.ts';
import * as images from './images.ts';
import type { ImageBand, ImageValue } from './images.ts';
import { pointOf, polygonOf, rectangleOf, type Place } from './places.ts';

/** A function of a script: from the bands of a scene to an image. */
export type Mapper = (bands: readonly ImageBand[]) => ImageValue;

export type Value = ImageValue | CollectionValue | Place | Mapper | ConstantValue;

export interface Context {
  /** By `queryKey`. */
  readonly lists: ReadonlyMap<string, SceneList>;
}

interface ValueOf {
  Image: ImageValue;
  ImageCollection: CollectionValue;
  Geometry: Place;
  Mapper: Mapper;
  String: string;
  Number: number;
  Boolean: boolean;
  Date: string | number;
  Selectors: readonly (string | number)[];
  Names: readonly string[];
  Numbers: readonly number[];
  Rings: readonly (readonly (readonly number[])[])[];
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

/** What each method makes of its arguments. */
type Rules = {
  readonly [M in Exclude<MethodName, { [M in MethodName]: Bandwise<M> }[MethodName]>]: (
    args: ArgsOf<M>,
    context: Context,
  ) => ValueOf[Table[M]['result']];
};

const rules: Rules = {
  'ImageCollection.load': ({ id }, { lists }) => {
    const list = lists.get(queryKey(everything(id)));
    if (list) return { kind: 'collection', list, mapped: null };
    throw new BestpixelError('unknown-collection', `The collection '${id}' is not loaded`, { where: id });
  },
  'ImageCollection.filterDate': ({ collection, start, end }) => {
    const from = millisOf(start);
    return collections.filtered(
      collection,
      collections.during(from, end === undefined ? from + 1 : millisOf(end)),
    );
  },
  'ImageCollection.filterBounds': ({ collection, geometry }) =>
    collections.filtered(collection, collections.touching(geometry)),
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
};

/** Applies a method to arguments that validation has made sure of. */
export function applyRule(
  method: MethodName,
  args: Readonly<Record<string, Value | undefined>>,
  context: Context,
): Value {
  if (Object.hasOwn(rules, method)) {
    return (rules[method as keyof Rules] as (a: typeof args, c: Context) => Value)(args, context);
  }
  const fn = findMethod(method)!.pixel!;
  if ('image2' in args) {
    return images.pairBands(method, fn, args['image1'] as ImageValue, args['image2'] as ImageValue);
  }
  const input = args['value'] as ImageValue;
  const bands = input.bands.map((band): ImageBand => ({ ...band, expr: { op: fn, args: [band.expr] } }));
  return { ...input, bands };
}
