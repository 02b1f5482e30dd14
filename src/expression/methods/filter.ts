import type { Method } from '../method.ts';

const missing = 'A scene without the property';

/** The rows of the table that make conditions on scenes. */
export const filterMethods = {
  'Filter.eq': comparison(`The property equals the value. ${missing} is left out.`, 'established'),
  'Filter.neq': comparison(`The property differs from the value. ${missing} stays.`, 'inferred'),
  'Filter.lt': comparison(`The property is less than the value. ${missing} is left out.`, 'established'),
  'Filter.lte': comparison(`The property is not greater than the value. ${missing} stays.`, 'inferred'),
  'Filter.gt': comparison(`The property is greater than the value. ${missing} is left out.`, 'established'),
  'Filter.gte': comparison(`The property is not less than the value. ${missing} stays.`, 'inferred'),
  'Filter.equals': field(`The property equals the value. ${missing} is left out.`, 'Value', 'established'),
  'Filter.notEquals': field(`The property differs from the value. ${missing} stays.`, 'Value'),
  'Filter.lessThan': field(
    `The property is less than the value. ${missing} is left out.`,
    'Value',
    'established',
  ),
  'Filter.lessThanOrEquals': field(
    `The property is not greater than the value. ${missing} is left out.`,
    'Value',
  ),
  'Filter.greaterThan': field(
    `The property is greater than the value. ${missing} is left out.`,
    'Value',
    'established',
  ),
  'Filter.greaterThanOrEquals': field(
    `The property is not less than the value. ${missing} is left out.`,
    'Value',
  ),
  'Filter.stringContains': field(
    `The property, a text, contains the value. ${missing} is left out.`,
    'String',
  ),
  'Filter.stringStartsWith': field(
    `The property, a text, begins with the value. ${missing} is left out.`,
    'String',
  ),
  'Filter.stringEndsWith': field(
    `The property, a text, ends with the value. ${missing} is left out.`,
    'String',
  ),
  'Filter.notNull': {
    params: [{ name: 'properties', type: 'Names' }],
    result: 'Filter',
    doc: 'The scene has all of the properties.',
    evidence: 'established',
  },
  'Filter.metadata': {
    params: [
      { name: 'name', type: 'String' },
      { name: 'operator', type: 'String' },
      { name: 'value', type: 'Value' },
    ],
    result: 'Filter',
    doc: 'As filterMetadata: equals, less_than, greater_than, contains, starts_with, ends_with, or one after not_.',
    evidence: 'established',
  },
  'Filter.expression': {
    params: [{ name: 'expression', type: 'String' }],
    result: 'Filter',
    doc: "Comparisons written as text, as 'CLOUD_COVER < 20 and WRS_ROW == 32'; joined by and, or, not.",
    difference: 'Of properties with numbers and texts alone.',
    evidence: 'inferred',
  },
  'Filter.dayOfYear': {
    params: [
      { name: 'start', type: 'Number' },
      { name: 'end', type: 'Number' },
    ],
    result: 'Filter',
    doc: 'Taken on a day of the year from start to end, both included, UTC; the first day is 1.',
    evidence: 'inferred',
  },
  'Filter.inList': {
    params: [
      { name: 'leftField', type: 'String' },
      { name: 'rightValue', type: 'Values' },
    ],
    result: 'Filter',
    doc: `The property is one of the list. ${missing} is left out.`,
    evidence: 'established',
  },
  'Filter.and': {
    params: [{ name: 'filters', type: 'Filters', rest: true }],
    result: 'Filter',
    doc: 'All filters hold.',
    evidence: 'established',
  },
  'Filter.or': {
    params: [{ name: 'filters', type: 'Filters', rest: true }],
    result: 'Filter',
    doc: 'One of the filters holds.',
    evidence: 'established',
  },
  'Filter.not': {
    params: [{ name: 'filter', type: 'Filter' }],
    result: 'Filter',
    doc: 'The filter does not hold.',
    evidence: 'established',
  },
  'Filter.date': {
    params: [
      { name: 'start', type: 'Date' },
      { name: 'end', type: 'Date', optional: true },
    ],
    result: 'Filter',
    doc: 'Taken from start (included) to end (excluded), UTC; without end, in that millisecond.',
    evidence: 'established',
  },
  'Filter.calendarRange': {
    params: [
      { name: 'start', type: 'Number' },
      { name: 'end', type: 'Number', optional: true },
      { name: 'field', type: 'String', optional: true, default: 'day_of_year' },
    ],
    result: 'Filter',
    doc:
      'Taken where the field of the date, UTC, is from start to end, both included; an end before the start goes ' +
      'round, as months from 11 to 2 do. Fields: year, month, day_of_year, day_of_month (from 1), day_of_week ' +
      '(Monday is 1), hour, minute.',
    evidence: 'established',
  },
  'Filter.bounds': {
    params: [{ name: 'geometry', type: 'Geometry' }],
    result: 'Filter',
    doc: 'The footprint intersects the geometry.',
    evidence: 'established',
  },
} as const satisfies Readonly<Record<string, Method>>;

function comparison<E extends Method['evidence']>(doc: string, evidence: E) {
  return {
    params: [
      { name: 'name', type: 'String' },
      { name: 'value', type: 'Value' },
    ],
    result: 'Filter',
    doc,
    evidence,
  } as const;
}

function field<T extends 'Value' | 'String', E extends Method['evidence'] = 'inferred'>(
  doc: string,
  type: T,
  evidence?: E,
) {
  return {
    params: [
      { name: 'leftField', type: 'String' },
      { name: 'rightValue', type },
    ],
    result: 'Filter',
    doc,
    evidence: evidence ?? 'inferred',
  } as const;
}
