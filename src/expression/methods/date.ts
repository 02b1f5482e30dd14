import type { Method } from '../method.ts';

const zone = { name: 'timeZone', type: 'String', optional: true, default: 'UTC' } as const;
const utc = 'Times are UTC: no other time zone is known.';

/** The rows of the table that compute dates: moments, in milliseconds since 1970. */
export const dateMethods = {
  'Date.of': {
    params: [{ name: 'value', type: 'Date' }, zone],
    result: 'Date',
    doc: "A moment, of milliseconds since 1970 or a text such as '2020-07-01T18:30'.",
    difference: utc,
    evidence: 'established',
  },
  'Date.fromYMD': {
    params: [
      { name: 'year', type: 'Number' },
      { name: 'month', type: 'Number' },
      { name: 'day', type: 'Number' },
      zone,
    ],
    result: 'Date',
    doc: 'Midnight of a day; months and days are counted from 1.',
    difference: utc,
    evidence: 'established',
  },
  'Date.parse': {
    params: [{ name: 'format', type: 'String' }, { name: 'date', type: 'String' }, zone],
    result: 'Date',
    doc: "The moment that a text writes in a format such as 'YYYYMMdd'.",
    difference: `${utc} Of the parts of formats, those that are numbers.`,
    evidence: 'established',
  },
  'Date.millis': {
    params: [{ name: 'date', type: 'Date' }],
    result: 'Number',
    doc: 'Milliseconds since 1970.',
    evidence: 'established',
  },
  'Date.advance': {
    params: [
      { name: 'date', type: 'Date' },
      { name: 'delta', type: 'Number' },
      { name: 'unit', type: 'String' },
      zone,
    ],
    result: 'Date',
    doc: 'The moment that is delta units later; units are year, month, week, day, hour, minute and second.',
    difference: `${utc} A fraction of a month or a year is that share of the month or year it lies in.`,
    evidence: 'established',
  },
  'Date.get': {
    params: [{ name: 'date', type: 'Date' }, { name: 'unit', type: 'String' }, zone],
    result: 'Number',
    doc: 'The year, month (from 1), week (from 1), day of the month (from 1), hour, minute or second.',
    difference: utc,
    evidence: 'established',
  },
  'Date.getRelative': {
    params: [
      { name: 'date', type: 'Date' },
      { name: 'unit', type: 'String' },
      { name: 'inUnit', type: 'String' },
      zone,
    ],
    result: 'Number',
    doc: "How many whole units of the larger one have gone by, from 0: of 'day' in 'year', the 1st of January is 0.",
    difference: utc,
    evidence: 'established',
  },
  'Date.getFraction': {
    params: [{ name: 'date', type: 'Date' }, { name: 'unit', type: 'String' }, zone],
    result: 'Number',
    doc: 'How much of the unit has gone by, from 0 to 1.',
    difference: utc,
    evidence: 'established',
  },
  'Date.difference': {
    params: [
      { name: 'date', type: 'Date' },
      { name: 'start', type: 'Date' },
      { name: 'unit', type: 'String' },
    ],
    result: 'Number',
    doc: 'How many units it is after start, fractions included; a year is 365.2425 days, a month a twelfth of it.',
    evidence: 'inferred',
  },
  'Date.format': {
    params: [{ name: 'date', type: 'Date' }, { name: 'format', type: 'String', optional: true }, zone],
    result: 'String',
    doc: "The date as text, by a pattern such as 'YYYY-MM-dd' (DD is the day of the year); else as ISO 8601.",
    difference: `${utc} Of Joda's patterns, Y y x M d D E e w H h k K m s S a and quoted text.`,
    evidence: 'established',
  },
  'Date.update': {
    params: [
      { name: 'date', type: 'Date' },
      part('year'),
      part('month'),
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
      zone,
    ],
    result: 'Date',
    doc: 'The date with other parts: those that are given.',
    difference: utc,
    evidence: 'established',
  },
} as const satisfies Readonly<Record<string, Method>>;

function part<Name extends string>(name: Name) {
  return { name, type: 'Number', optional: true } as const;
}
