import type { ConstantValue } from './nodes.ts';

/** What an argument of a method may be. The first four are calls; 'Mapper' is a function of an image. */
export type ValueType =
  | 'Image'
  | 'ImageCollection'
  | 'Geometry'
  | 'Filter'
  | 'Filters'
  | 'Mapper'
  | 'String'
  | 'Number'
  | 'Boolean'
  | 'Date'
  | 'Value'
  | 'Values'
  | 'Selectors'
  | 'Names'
  | 'Numbers'
  | 'Rings'
  | 'Polygons';

/** What a person reads where an argument is something else. */
const descriptions: Record<ValueType, string> = {
  Image: 'an image or a number',
  ImageCollection: 'an image collection',
  Geometry: 'a geometry',
  Filter: 'a filter',
  Filters: 'a list of filters',
  Mapper: 'a function that returns an image',
  String: 'a string',
  Number: 'a number',
  Boolean: 'true or false',
  Date: "a date such as '2020-07-01', or milliseconds since 1970",
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

/** Of what a list is that constants cannot say; undefined: no such list. */
export function itemType(type: ValueType): ValueType | undefined {
  return type === 'Filters' ? 'Filter' : undefined;
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
    case 'Mapper':
      return false;
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
