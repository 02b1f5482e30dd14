import type { ConstantValue } from './nodes.ts';

/** What an argument of a method may be. The first three are calls; 'Mapper' is a function of an image. */
export type ValueType =
  | 'Image'
  | 'ImageCollection'
  | 'Geometry'
  | 'Mapper'
  | 'String'
  | 'Number'
  | 'Boolean'
  | 'Date'
  | 'Selectors'
  | 'Names'
  | 'Numbers'
  | 'Rings';

/** What a person reads where an argument is something else. */
const descriptions: Record<ValueType, string> = {
  Image: 'an image or a number',
  ImageCollection: 'an image collection',
  Geometry: 'a geometry',
  Mapper: 'a function that returns an image',
  String: 'a string',
  Number: 'a number',
  Boolean: 'true or false',
  Date: "a date such as '2020-07-01', or milliseconds since 1970",
  Selectors: 'a list of band names, patterns or indices',
  Names: 'a list of names',
  Numbers: 'a list of numbers',
  Rings: 'a list of rings, each a list of [longitude, latitude]',
};

export function describeType(type: ValueType): string {
  return descriptions[type];
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
      return typeof value === 'string' || isNumber(value);
    case 'Selectors':
      return isList(value, (item) => typeof item === 'string' || isNumber(item));
    case 'Names':
      return isList(value, (item) => typeof item === 'string');
    case 'Numbers':
      return isList(value, isNumber);
    case 'Rings':
      return isList(value, (ring) => isList(ring, (point) => isList(point, isNumber)));
    case 'Image':
    case 'ImageCollection':
    case 'Geometry':
    case 'Mapper':
      return false;
  }
}

function isNumber(value: ConstantValue): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isList(value: ConstantValue, accepted: (item: ConstantValue) => boolean): boolean {
  return Array.isArray(value) && value.every(accepted);
}
