import type { Method } from '../method.ts';

const composed = 'Images that are not scenes of one making are composed one by one, which takes longer.';

/** The rows of the table that take or make image collections. */
export const collectionMethods = {
  'ImageCollection.load': {
    params: [{ name: 'id', type: 'String' }],
    result: 'ImageCollection',
    doc: 'The scenes of a collection, by time, then id.',
    evidence: 'inferred',
  },
  'ImageCollection.fromImages': {
    params: [{ name: 'images', type: 'Object' }],
    result: 'ImageCollection',
    doc: 'Images as a collection, in order. Bands are matched by name; one that an image lacks is masked there.',
    difference: composed,
    evidence: 'established',
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
  'ImageCollection.filterMetadata': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'name', type: 'String' },
      { name: 'operator', type: 'String' },
      { name: 'value', type: 'Value' },
    ],
    result: 'ImageCollection',
    doc:
      'The scenes whose property passes: equals, less_than, greater_than, contains, starts_with, ends_with, or one of ' +
      'these after not_. Earth Engine has deprecated it.',
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
      { name: 'property', type: 'String', optional: true },
      { name: 'ascending', type: 'Boolean', optional: true, default: true },
    ],
    result: 'ImageCollection',
    doc: 'The first scenes, at most max; with a property, when they are sorted by it.',
    evidence: 'established',
  },
  'ImageCollection.sort': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'property', type: 'String' },
      { name: 'ascending', type: 'Boolean', optional: true, default: true },
    ],
    result: 'ImageCollection',
    doc: 'The scenes by a property. Equal ones stay in order; those without it come last.',
    evidence: 'inferred',
  },
  'ImageCollection.distinct': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'properties', type: 'Names' },
    ],
    result: 'ImageCollection',
    doc: 'Of the scenes that are alike in the properties, the first.',
    evidence: 'inferred',
  },
  'ImageCollection.merge': {
    params: [
      { name: 'collection1', type: 'ImageCollection' },
      { name: 'collection2', type: 'ImageCollection' },
    ],
    result: 'ImageCollection',
    doc: "The scenes of the first, then those of the second; their ids begin with '1_' and '2_'.",
    difference: composed,
    evidence: 'established',
  },
  'ImageCollection.linkCollection': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'imageCollection', type: 'ImageCollection' },
      { name: 'linkedBands', type: 'Selectors', optional: true },
      { name: 'linkedProperties', type: 'Names', optional: true },
      { name: 'matchPropertyName', type: 'String', optional: true, default: 'system:index' },
    ],
    result: 'ImageCollection',
    doc:
      'Each scene with bands and properties of the scene of the other collection that has the same in a property; where ' +
      'none has, the bands are masked.',
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
  'ImageCollection.toBands': {
    params: [{ name: 'collection', type: 'ImageCollection' }],
    result: 'Image',
    doc: "All bands of all images in one, named after the images' ids: id_band.",
    evidence: 'established',
  },
  'ImageCollection.reduce': {
    params: [
      { name: 'collection', type: 'ImageCollection' },
      { name: 'reducer', type: 'Reducer' },
    ],
    result: 'Image',
    doc: 'At each pixel and for each band, what the reducer gives of all scenes; bands are named after it, as B4_median.',
    evidence: 'established',
  },
  'ImageCollection.min': over('the smallest value'),
  'ImageCollection.max': over('the largest value'),
  'ImageCollection.mean': over('the mean'),
  'ImageCollection.median': over('the median'),
  'ImageCollection.sum': over('the sum'),
  'ImageCollection.product': over('the product'),
  'ImageCollection.count': over('the number of scenes that are not masked'),
  'ImageCollection.mode': over('the most frequent value; of several, the smallest', 'inferred'),
} as const satisfies Readonly<Record<string, Method>>;

function over<E extends Method['evidence'] = 'established'>(what: string, evidence?: E) {
  return {
    params: [{ name: 'collection', type: 'ImageCollection' }],
    result: 'Image',
    doc: `At each pixel and for each band, ${what}. Masked pixels do not count; masked where all are.`,
    evidence: evidence ?? 'established',
  } as const;
}
