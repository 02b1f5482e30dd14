import type { ConstantValue } from './nodes.ts';

/**
 * What an argument of a method may be. 'Mapper' is a function of an image; 'Object' may be anything: what `get` gives is
 * known only where it is computed.
 */
export type ValueType =
  | 'Image'
  | 'ImageCollection'
  | 'Geometry'
  | 'Filter'
  | 'Filters'
  | 'Images'
  | 'Reducer'
  | 'Mapper'
  | 'String'
  | 'Number'
  | 'Boolean'
  | 'Date'
  | 'List'
  | 'Dictionary'
  | 'Object'
  | 'Value'
  | 'Values'
  | 'Selectors'
  | 'Names'
  | 'Numbers'
  | 'Rings'
  | 'Polygons';

/** What a method may give. */
export type ResultType =
  | 'Image'
  | 'ImageCollection'
  | 'Geometry'
  | 'Filter'
  | 'Reducer'
  | 'Number'
  | 'String'
  | 'Date'
  | 'List'
  | 'Dictionary'
  | 'Object';

const computed: Partial<Record<ValueType, readonly ResultType[]>> = {
  Number: ['Number', 'Object'],
  String: ['String', 'Object'],
  Boolean: ['Number', 'Object'],
  Date: ['Date', 'Number', 'String', 'Object'],
  Value: ['Number', 'String', 'Object'],
  Values: ['List', 'Object'],
  Numbers: ['List', 'Object'],
  Names: ['List', 'Object'],
  Selectors: ['List', 'Object'],
  Images: ['List', 'Object'],
  List: ['List', 'Object'],
  Dictionary: ['Dictionary', 'Object'],
};

/** Whether what a method gives may stand for an argument of the type. */
export function admits(type: ValueType, result: ResultType): boolean {
  return type === 'Object' || type === result || (computed[type]?.includes(result) ?? false);
}

/** What a person reads where an argument is something else. */
const descriptions: Record<ValueType, string> = {
  Image: 'an image or a number',
  ImageCollection: 'an image collection',
  Geometry: 'a geometry',
  Filter: 'a filter',
  Filters: 'a list of filters',
  Images: 'a list of images',
  Reducer: 'a reducer',
  Mapper: 'a function that returns an image',
  String: 'a string',
  Number: 'a number',
  Boolean: 'true or false',
  Date: "a date such as '2020-07-01', or milliseconds since 1970",
  List: 'a list',
  Dictionary: 'an object of values by name',
  Object: 'a value',
  Value: 'a number or a string',
  Values: 'a list of numbers or strings',
  Selectors: 'a list of band names, patterns or indices',
  Names: 'a list of names',
  Numbers: 'a list of numbers',
  Rings: 'a list of rings, each a list of [longitude, latitude]',
  Polygons: 'a list of polygons, each a list of rings of [longitude, latitude]',
};

export function describeType(type: ValueType): string {
  return descriptions[type];
}

const items: Partial<Record<ValueType, ValueType>> = {
  Filters: 'Filter',
  Images: 'Image',
  List: 'Object',
  Names: 'String',
  Numbers: 'Number',
  Selectors: 'Value',
  Values: 'Value',
};

/** Of what a list is that constants cannot say; undefined: no such list. */
export function itemType(type: ValueType): ValueType | undefined {
  return items[type];
}

/** Whether a constant may stand for an argument of the type. */
export function accepts(type: ValueType, value: ConstantValue): boolean {
  switch (type) {
    case 'String':
      return typeof value === 'string';
    case 'Number':
      return isNumber(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Date':
      return isScalar(value);
    case 'Value':
      return isScalar(value);
    case 'Values':
    case 'Selectors':
      return isList(value, isScalar);
    case 'Names':
      return isList(value, (item) => typeof item === 'string');
    case 'Numbers':
      return isList(value, isNumber);
    case 'Rings':
      return isRings(value);
    case 'Polygons':
      return isList(value, isRings);
    case 'Image':
    case 'ImageCollection':
    case 'Geometry':
    case 'Filter':
    case 'Filters':
    case 'Images':
    case 'Reducer':
    case 'Mapper':
    case 'Dictionary':
      return false;
    case 'List':
      return Array.isArray(value);
    case 'Object':
      return true;
  }
}

function isNumber(value: ConstantValue): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isScalar(value: ConstantValue): boolean {
  return typeof value === 'string' || isNumber(value);
}

function isRings(value: ConstantValue): boolean {
  return isList(value, (ring) => isList(ring, (point) => isList(point, isNumber)));
}

function isList(value: ConstantValue, accepted: (item: ConstantValue) => boolean): boolean {
  return Array.isArray(value) && value.every(accepted);
}
