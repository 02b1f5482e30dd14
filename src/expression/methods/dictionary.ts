import type { Method } from '../method.ts';

const dictionary = { name: 'dictionary', type: 'Dictionary' } as const;
const key = { name: 'key', type: 'String' } as const;
const remove = { name: 'ignoreMissing', type: 'Boolean', optional: true, default: false } as const;

/** The rows of the table that work on values by name. */
export const dictionaryMethods = {
  'Dictionary.of': {
    params: [{ name: 'dict', type: 'Object' }],
    result: 'Dictionary',
    doc: 'Values by name; of a list, its names and values in turn.',
    evidence: 'inferred',
  },
  'Dictionary.fromLists': {
    params: [
      { name: 'keys', type: 'List' },
      { name: 'values', type: 'List' },
    ],
    result: 'Dictionary',
    doc: 'As many values as names.',
    evidence: 'established',
  },
  'Dictionary.get': {
    params: [dictionary, key, { name: 'defaultValue', type: 'Object', optional: true }],
    result: 'Object',
    doc: 'The value of that name, or else the default.',
    evidence: 'established',
  },
  'Dictionary.getNumber': {
    params: [dictionary, key],
    result: 'Number',
    doc: 'The number of that name.',
    evidence: 'established',
  },
  'Dictionary.getString': {
    params: [dictionary, key],
    result: 'String',
    doc: 'The text of that name.',
    evidence: 'established',
  },
  'Dictionary.set': {
    params: [dictionary, key, { name: 'value', type: 'Object' }],
    result: 'Dictionary',
    doc: 'The dictionary with a value of that name.',
    evidence: 'established',
  },
  'Dictionary.keys': {
    params: [dictionary],
    result: 'List',
    doc: 'The names, in order.',
    evidence: 'inferred',
  },
  'Dictionary.values': {
    params: [dictionary, { name: 'keys', type: 'List', optional: true }],
    result: 'List',
    doc: 'The values of the given names, or all of them in the order of the names.',
    evidence: 'inferred',
  },
  'Dictionary.contains': {
    params: [dictionary, key],
    result: 'Number',
    doc: '1 if there is a value of that name, else 0.',
    difference: "Earth Engine's is true or false.",
    evidence: 'established',
  },
  'Dictionary.size': {
    params: [dictionary],
    result: 'Number',
    doc: 'The number of names.',
    evidence: 'established',
  },
  'Dictionary.combine': {
    params: [
      { name: 'first', type: 'Dictionary' },
      { name: 'second', type: 'Dictionary' },
      { name: 'overwrite', type: 'Boolean', optional: true, default: true },
    ],
    result: 'Dictionary',
    doc: 'The values of both; where both have a name, those of the second, or of the first without overwrite.',
    evidence: 'established',
  },
  'Dictionary.select': {
    params: [dictionary, { name: 'selectors', type: 'Names', rest: true }, remove],
    result: 'Dictionary',
    doc: 'The values of the given names alone.',
    difference: 'Names alone, no patterns.',
    evidence: 'established',
  },
  'Dictionary.remove': {
    params: [dictionary, { name: 'selectors', type: 'Names', rest: true }, remove],
    result: 'Dictionary',
    doc: 'The dictionary without the given names.',
    difference: 'Names alone, no patterns.',
    evidence: 'established',
  },
  'Algorithms.If': {
    params: [
      { name: 'condition', type: 'Object' },
      { name: 'trueCase', type: 'Object', optional: true },
      { name: 'falseCase', type: 'Object', optional: true },
    ],
    result: 'Object',
    doc: 'The first value if the condition is a number but 0, a text that is not empty or true, else the second.',
    difference: 'Inside map, numbers and texts alone.',
    evidence: 'inferred',
  },
} as const satisfies Readonly<Record<string, Method>>;
