import type { Method } from '../method.ts';

const image = { name: 'object', type: 'Image' } as const;
const property = { name: 'property', type: 'String' } as const;
const properties = { name: 'properties', type: 'Names', optional: true } as const;
const collection = { name: 'collection', type: 'ImageCollection' } as const;

const kept = 'Images that are computed from one keep its properties more often than in Earth Engine.';

/** The rows of the table that read and set properties of images and collections. */
export const elementMethods = {
  'Image.get': {
    params: [image, property],
    result: 'Object',
    doc: 'A property of the image, such as system:time_start; null where it has none. Composites have none.',
    difference: kept,
    evidence: 'established',
  },
  'Image.getNumber': {
    params: [image, property],
    result: 'Number',
    doc: 'A property of the image that is a number.',
    difference: kept,
    evidence: 'established',
  },
  'Image.getString': {
    params: [image, property],
    result: 'String',
    doc: 'A property of the image that is text.',
    difference: kept,
    evidence: 'established',
  },
  'Image.set': {
    params: [image, { name: 'properties', type: 'Dictionary' }],
    result: 'Image',
    doc: 'The image with properties set: a name and a value, several in turn, or an object of values by name.',
    difference: 'Numbers, texts, dates, and lists of them.',
    evidence: 'established',
  },
  'Image.date': {
    params: [{ name: 'image', type: 'Image' }],
    result: 'Date',
    doc: 'When it was taken: the property system:time_start.',
    difference: kept,
    evidence: 'established',
  },
  'Image.id': {
    params: [{ name: 'element', type: 'Image' }],
    result: 'String',
    doc: 'Its id within its collection: the property system:index.',
    difference: kept,
    evidence: 'established',
  },
  'Image.propertyNames': {
    params: [{ name: 'element', type: 'Image' }],
    result: 'List',
    doc: 'The names of its properties.',
    evidence: 'inferred',
  },
  'Image.toDictionary': {
    params: [{ name: 'element', type: 'Image' }, properties],
    result: 'Dictionary',
    doc: 'Its properties, or those that are named, without those of the system unless named.',
    evidence: 'inferred',
  },
  'Image.copyProperties': {
    params: [
      { name: 'destination', type: 'Image' },
      { name: 'source', type: 'Image' },
      properties,
      { name: 'exclude', type: 'Names', optional: true },
    ],
    result: 'Image',
    doc: "The image with the source's properties, or those that are named; those of the system only if named.",
    difference: kept,
    evidence: 'inferred',
  },
  'Image.metadata': {
    params: [
      { name: 'image', type: 'Image' },
      { name: 'property', type: 'String' },
      { name: 'name', type: 'String', optional: true },
    ],
    result: 'Image',
    doc: 'A property that is a number as a band, everywhere the same; named as the property unless a name is given.',
    difference: 'Masked for images without the property.',
    evidence: 'established',
  },
  'Image.bandNames': {
    params: [{ name: 'image', type: 'Image' }],
    result: 'List',
    doc: 'The names of its bands, in order.',
    evidence: 'established',
  },
  'Image.geometry': {
    params: [{ name: 'feature', type: 'Image' }],
    result: 'Geometry',
    doc: "The image's footprint.",
    difference: 'Of single images outside map alone; footprints may be simplified.',
    evidence: 'inferred',
  },
  'ImageCollection.size': {
    params: [collection],
    result: 'Number',
    doc: 'The number of images.',
    evidence: 'established',
  },
  'ImageCollection.get': {
    params: [collection, property],
    result: 'Object',
    doc: 'A property that was set on the collection; null where it has none.',
    difference: 'Properties of the catalog are not known.',
    evidence: 'inferred',
  },
  'ImageCollection.set': {
    params: [collection, { name: 'properties', type: 'Dictionary' }],
    result: 'ImageCollection',
    doc: 'The collection with properties set, which are not those of its images.',
    evidence: 'established',
  },
  'ImageCollection.toList': {
    params: [
      collection,
      { name: 'count', type: 'Number' },
      { name: 'offset', type: 'Number', optional: true, default: 0 },
    ],
    result: 'List',
    doc: 'Its images as a list: at most count, after as many as offset says.',
    evidence: 'established',
  },
  'ImageCollection.geometry': {
    params: [collection],
    result: 'Geometry',
    doc: "The images' footprints together.",
    difference: 'Footprints may overlap, and be simplified.',
    evidence: 'inferred',
  },
  'ImageCollection.aggregate_array': aggregate(
    'List',
    'The values of a property of the images, without those that are missing.',
  ),
  'ImageCollection.aggregate_first': aggregate('Object', 'The first value of a property of the images.'),
  'ImageCollection.aggregate_count': aggregate('Number', 'How many images have the property.'),
  'ImageCollection.aggregate_count_distinct': aggregate(
    'Number',
    'How many different values the property has.',
  ),
  'ImageCollection.aggregate_histogram': aggregate(
    'Dictionary',
    'How many images have each value of the property.',
  ),
  'ImageCollection.aggregate_min': aggregate('Object', 'The smallest value of a property of the images.'),
  'ImageCollection.aggregate_max': aggregate('Object', 'The largest value of a property of the images.'),
  'ImageCollection.aggregate_mean': aggregate('Number', 'The mean of a property of the images.'),
  'ImageCollection.aggregate_sum': aggregate('Number', 'The sum of a property of the images.'),
} as const satisfies Readonly<Record<string, Method>>;

function aggregate<R extends 'List' | 'Object' | 'Number' | 'Dictionary'>(result: R, doc: string) {
  return { params: [collection, property], result, doc, evidence: 'inferred' } as const;
}
