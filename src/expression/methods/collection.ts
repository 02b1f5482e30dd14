import type { Method } from '../method.ts';

/** The rows of the table that take or make image collections. */
export const collectionMethods = {
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
} as const satisfies Readonly<Record<string, Method>>;
