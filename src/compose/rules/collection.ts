import * as collections from '../collections.ts';
import { dateFilter } from '../filters.ts';
import * as images from '../images.ts';
import type { Rules } from '../values.ts';
import type { collectionMethods } from '../../expression/methods/collection.ts';

export const collectionRules: Rules<typeof collectionMethods> = {
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
};
