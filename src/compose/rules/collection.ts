import * as collections from '../collections.ts';
import { dateFilter } from '../filters.ts';
import * as images from '../images.ts';
import { linked } from '../linked.ts';
import { banded, collectionOf } from '../listed-images.ts';
import { merged } from '../merged.ts';
import { reduced, reducedBy } from '../reducing.ts';
import { metadataFilter } from '../text-filters.ts';
import type { Rules } from '../values.ts';
import type { collectionMethods } from '../../expression/methods/collection.ts';

export const collectionRules: Rules<typeof collectionMethods> = {
  'ImageCollection.fromImages': ({ images: value }) => collectionOf(value),
  'ImageCollection.filter': ({ collection, filter }) => collections.filtered(collection, filter),
  'ImageCollection.filterDate': ({ collection, start, end }) =>
    collections.filtered(collection, dateFilter(start, end)),
  'ImageCollection.filterBounds': ({ collection, geometry }) =>
    collections.filtered(collection, { kind: 'touching', place: geometry }),
  'ImageCollection.filterMetadata': ({ collection, name, operator, value }) =>
    collections.filtered(collection, metadataFilter(name, operator, value)),
  'ImageCollection.limit': ({ collection, max, property, ascending }) =>
    collections.limited(
      property === undefined ? collection : collections.sorted(collection, property, ascending),
      max,
    ),
  'ImageCollection.sort': ({ collection, property, ascending }) =>
    collections.sorted(collection, property, ascending),
  'ImageCollection.distinct': ({ collection, properties }) => collections.distinct(collection, properties),
  'ImageCollection.merge': ({ collection1, collection2 }) => merged(collection1, collection2),
  'ImageCollection.linkCollection': ({
    collection,
    imageCollection,
    linkedBands,
    linkedProperties,
    matchPropertyName,
  }) =>
    linked(collection, imageCollection, {
      bands: linkedBands,
      properties: linkedProperties,
      match: matchPropertyName,
    }),
  'ImageCollection.map': ({ collection, algorithm }) =>
    collections.mapped(collection, algorithm.argument, algorithm),
  'ImageCollection.select': ({ collection, selectors, names }) =>
    collections.mapped(collection, null, (image) => ({
      ...image,
      origin: null,
      bands: images.selectBands('ImageCollection.select', image.bands, selectors, names),
    })),
  'ImageCollection.first': ({ collection }) => collections.first(collection),
  'ImageCollection.mosaic': ({ collection }) => collections.mosaic(collection),
  'ImageCollection.qualityMosaic': ({ collection, qualityBand }) =>
    collections.qualityMosaic(collection, qualityBand),
  'ImageCollection.toBands': ({ collection }) => banded(collection),
  'ImageCollection.reduce': ({ collection, reducer }) => reducedBy(collection, reducer),
  'ImageCollection.min': ({ collection }) => reduced(collection, 'min'),
  'ImageCollection.max': ({ collection }) => reduced(collection, 'max'),
  'ImageCollection.mean': ({ collection }) => reduced(collection, 'mean'),
  'ImageCollection.median': ({ collection }) => reduced(collection, 'median'),
  'ImageCollection.sum': ({ collection }) => reduced(collection, 'sum'),
  'ImageCollection.product': ({ collection }) => reduced(collection, 'product'),
  'ImageCollection.count': ({ collection }) => reduced(collection, 'count'),
  'ImageCollection.mode': ({ collection }) => reduced(collection, 'mode'),
};
