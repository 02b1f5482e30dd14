import type { elementMethods } from '../../expression/methods/element.ts';
import { named } from '../band-names.ts';
import { first, type CollectionValue } from '../collections.ts';
import { propertyOf } from '../filters.ts';
import { computed, type SetProperties } from '../scene-value.ts';
import { dictionaryOf } from '../scalars/dictionaries.ts';
import { footprintOf, footprintsOf } from '../scalars/footprints.ts';
import { bad, shortList } from '../scalars/fail.ts';
import { copied, dateOf, dictionaryOfImage, propertyNames, settable, typed } from '../scalars/elements.ts';
import { constantOf, propertyOfImage } from '../scalars/properties.ts';
import { reduceNumbers } from '../scalars/reduce-numbers.ts';
import type { Rules, Value, ValueOf } from '../values.ts';
import { imageRules } from './image.ts';

/** A collection's own properties, beside those of its images. */
type Owning = CollectionValue & { readonly own?: SetProperties };

/** Inside map a value for each scene stands for the value; whatever takes it computes it for each. */
function perScene<T extends 'Number' | 'String' | 'Date' | 'List' | 'Dictionary'>(value: Value): ValueOf[T] {
  return value as ValueOf[T];
}

export const elementRules: Rules<typeof elementMethods> = {
  'Image.get': ({ object, property }) => propertyOfImage(object, property),
  'Image.getNumber': ({ object, property }) =>
    perScene<'Number'>(typed('Number', 'Image.getNumber', propertyOfImage(object, property))),
  'Image.getString': ({ object, property }) =>
    perScene<'String'>(typed('String', 'Image.getString', propertyOfImage(object, property))),
  'Image.set': ({ object, properties }) => ({
    ...object,
    properties: new Map([...(object.properties ?? []), ...settable('Image.set', properties)]),
  }),
  'Image.date': ({ image }) => perScene<'Date'>(dateOf(image)),
  'Image.id': ({ element }) => perScene<'String'>(propertyOfImage(element, 'system:index')),
  'Image.propertyNames': ({ element }) => perScene<'List'>(propertyNames(element)),
  'Image.toDictionary': ({ element, properties }) =>
    perScene<'Dictionary'>(dictionaryOfImage(element, properties)),
  'Image.copyProperties': ({ destination, source, properties, exclude = [] }) => ({
    ...destination,
    properties: new Map([...(destination.properties ?? []), ...copied(source, properties, exclude)]),
  }),
  'Image.metadata': ({ image, property, name = property }) => {
    const value = propertyOfImage(image, property);
    if (value === null) throw bad('Image.metadata', `the image has no property '${property.slice(0, 80)}'`);
    const constant = imageRules['Image.constant']({ value: value as number });
    return { ...constant, bands: constant.bands.map((band) => named(band, name)) };
  },
  'Image.bandNames': ({ image }) => image.bands.map(({ name }) => name),
  'Image.geometry': ({ feature }) => footprintOf('Image.geometry', feature),
  'ImageCollection.size': ({ collection }) => collection.list.scenes.length,
  'ImageCollection.get': ({ collection, property }) => (collection as Owning).own?.get(property) ?? null,
  'ImageCollection.set': ({ collection, properties }): Owning => ({
    ...collection,
    own: new Map([...((collection as Owning).own ?? []), ...settable('ImageCollection.set', properties)]),
  }),
  'ImageCollection.toList': ({ collection, count, offset }) => {
    const { list } = collection;
    const chosen = list.scenes.slice(Math.max(0, offset), Math.max(0, offset) + Math.max(0, count));
    return shortList('ImageCollection.toList', chosen.length, () =>
      chosen.map((scene) => first({ ...collection, list: { ...list, scenes: [scene] } })),
    );
  },
  'ImageCollection.geometry': ({ collection }) =>
    footprintsOf('ImageCollection.geometry', collection.list.scenes),
  'ImageCollection.aggregate_array': ({ collection, property }) => valuesOf(collection, property),
  'ImageCollection.aggregate_first': ({ collection, property }) => valuesOf(collection, property)[0] ?? null,
  'ImageCollection.aggregate_count': ({ collection, property }) => valuesOf(collection, property).length,
  'ImageCollection.aggregate_count_distinct': ({ collection, property }) =>
    histogram(collection, property).size,
  'ImageCollection.aggregate_histogram': ({ collection, property }) =>
    dictionaryOf(histogram(collection, property)),
  'ImageCollection.aggregate_min': ({ collection, property }) =>
    extreme(collection, property, (a, b) => a < b),
  'ImageCollection.aggregate_max': ({ collection, property }) =>
    extreme(collection, property, (a, b) => a > b),
  'ImageCollection.aggregate_mean': ({ collection, property }) =>
    reduced('mean', collection, property) ?? missing('ImageCollection.aggregate_mean', property),
  'ImageCollection.aggregate_sum': ({ collection, property }) => reduced('sum', collection, property) ?? 0,
};

/** Of the scenes that have it, in order. */
function valuesOf({ list, properties }: CollectionValue, name: string): readonly Exclude<Value, null>[] {
  const values = computed(list.scenes, (scene) => constantOf(propertyOf(scene, name, properties)));
  return values.filter((value) => value !== null);
}

function histogram(collection: CollectionValue, name: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of valuesOf(collection, name)) {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function extreme(
  collection: CollectionValue,
  name: string,
  before: (a: Value & {}, b: Value & {}) => boolean,
): Value {
  const [start, ...others] = valuesOf(collection, name);
  return start === undefined ? null : others.reduce((a, b) => (before(b, a) ? b : a), start);
}

function reduced(reducer: 'mean' | 'sum', collection: CollectionValue, name: string): number | null {
  const method = `ImageCollection.aggregate_${reducer}`;
  const numbers = valuesOf(collection, name).map((value) => {
    if (typeof value === 'number') return value;
    throw bad(method, `the property '${name.slice(0, 80)}' is not a number in every image`);
  });
  return reduceNumbers(reducer, numbers);
}

function missing(method: string, name: string): never {
  throw bad(method, `no image has the property '${name.slice(0, 80)}'`);
}
