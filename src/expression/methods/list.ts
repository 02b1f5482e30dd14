import type { Method } from '../method.ts';

const list = { name: 'list', type: 'List' } as const;

/** The rows of the table that work on lists. */
export const listMethods = {
  'List.of': {
    params: [{ name: 'list', type: 'List' }],
    result: 'List',
    doc: 'A list of values.',
    evidence: 'established',
  },
  'List.sequence': {
    params: [
      { name: 'start', type: 'Number' },
      { name: 'end', type: 'Number', optional: true },
      { name: 'step', type: 'Number', optional: true, default: 1 },
      { name: 'count', type: 'Number', optional: true },
    ],
    result: 'List',
    doc: 'Numbers from start to end (included) by steps; with a count, so many evenly spaced numbers.',
    evidence: 'established',
  },
  'List.repeat': {
    params: [
      { name: 'value', type: 'Object' },
      { name: 'count', type: 'Number' },
    ],
    result: 'List',
    doc: 'A value, so many times.',
    evidence: 'established',
  },
  'List.get': {
    params: [list, { name: 'index', type: 'Number' }],
    result: 'Object',
    doc: 'The item at a position, from 0; negative positions count from the end.',
    evidence: 'established',
  },
  'List.getNumber': {
    params: [list, { name: 'index', type: 'Number' }],
    result: 'Number',
    doc: 'The number at a position, from 0; negative positions count from the end.',
    evidence: 'established',
  },
  'List.getString': {
    params: [list, { name: 'index', type: 'Number' }],
    result: 'String',
    doc: 'The text at a position, from 0; negative positions count from the end.',
    evidence: 'established',
  },
  'List.size': unary('Number', 'The number of items.'),
  'List.length': unary('Number', 'The number of items.'),
  'List.reverse': unary('List', 'The items in reverse order.'),
  'List.distinct': unary('List', 'Each item once, in the order in which they are first met.'),
  'List.flatten': unary('List', 'The items, those of lists within it in their place.'),
  'List.add': {
    params: [list, { name: 'element', type: 'Object' }],
    result: 'List',
    doc: 'The list with an item at its end.',
    evidence: 'established',
  },
  'List.cat': {
    params: [list, { name: 'other', type: 'List' }],
    result: 'List',
    doc: 'The items of both lists, one after the other.',
    evidence: 'established',
  },
  'List.slice': {
    params: [
      list,
      { name: 'start', type: 'Number' },
      { name: 'end', type: 'Number', optional: true },
      { name: 'step', type: 'Number', optional: true, default: 1 },
    ],
    result: 'List',
    doc: 'The items from start (included) to end (excluded); negative positions count from the end.',
    evidence: 'established',
  },
  'List.contains': {
    params: [list, { name: 'element', type: 'Object' }],
    result: 'Number',
    doc: '1 if the list has the item, else 0.',
    difference: "Earth Engine's is true or false.",
    evidence: 'established',
  },
  'List.containsAll': {
    params: [list, { name: 'other', type: 'List' }],
    result: 'Number',
    doc: '1 if the list has every item of the other, else 0.',
    difference: "Earth Engine's is true or false.",
    evidence: 'established',
  },
  'List.indexOf': {
    params: [list, { name: 'element', type: 'Object' }],
    result: 'Number',
    doc: 'The first position of the item, from 0; −1: nowhere.',
    evidence: 'established',
  },
  'List.frequency': {
    params: [list, { name: 'element', type: 'Object' }],
    result: 'Number',
    doc: 'How many items are equal to a value.',
    evidence: 'established',
  },
  'List.sort': {
    params: [list, { name: 'keys', type: 'List', optional: true }],
    result: 'List',
    doc: 'The items in ascending order, or in the order of as many keys; equal ones stay in order.',
    evidence: 'established',
  },
  'List.zip': {
    params: [list, { name: 'other', type: 'List' }],
    result: 'List',
    doc: 'Pairs of the items of two lists, as many as the shorter has.',
    evidence: 'established',
  },
  'List.set': {
    params: [list, { name: 'index', type: 'Number' }, { name: 'element', type: 'Object' }],
    result: 'List',
    doc: 'The list with another item at a position; negative positions count from the end.',
    evidence: 'established',
  },
  'List.insert': {
    params: [list, { name: 'index', type: 'Number' }, { name: 'element', type: 'Object' }],
    result: 'List',
    doc: 'The list with one more item, before a position; negative positions count from the end.',
    evidence: 'established',
  },
  'List.remove': {
    params: [list, { name: 'element', type: 'Object' }],
    result: 'List',
    doc: 'The list without the first item that is equal to a value.',
    evidence: 'established',
  },
  'List.removeAll': {
    params: [list, { name: 'other', type: 'List' }],
    result: 'List',
    doc: 'The list without the items that the other list has.',
    evidence: 'established',
  },
  'List.replace': {
    params: [list, { name: 'oldval', type: 'Object' }, { name: 'newval', type: 'Object' }],
    result: 'List',
    doc: 'The list with the first item that is equal to a value replaced.',
    evidence: 'established',
  },
  'List.replaceAll': {
    params: [list, { name: 'oldval', type: 'Object' }, { name: 'newval', type: 'Object' }],
    result: 'List',
    doc: 'The list with all items that are equal to a value replaced.',
    evidence: 'established',
  },
  'List.join': {
    params: [list, { name: 'separator', type: 'String', optional: true, default: '' }],
    result: 'String',
    doc: 'The items as one text, with a separator between them.',
    evidence: 'established',
  },
  'List.reduce': {
    params: [list, { name: 'reducer', type: 'Reducer' }],
    result: 'Object',
    doc: 'One number of all numbers in the list, as the reducer says.',
    evidence: 'established',
  },
} as const satisfies Readonly<Record<string, Method>>;

function unary<R extends 'Number' | 'List'>(result: R, doc: string) {
  return { params: [list], result, doc, evidence: 'established' } as const;
}
