import { BestpixelError } from '../errors.ts';
import type { Interval } from '../scene/query.ts';
import { intersect, united } from './intervals.ts';

const fields = {
  year: (date: Date) => date.getUTCFullYear(),
  month: (date: Date) => date.getUTCMonth() + 1,
  day_of_year: (date: Date) => (midnight(date) - startOf(date.getUTCFullYear())) / day + 1,
  day_of_month: (date: Date) => date.getUTCDate(),
  day_of_week: (date: Date) => ((date.getUTCDay() + 6) % 7) + 1,
  hour: (date: Date) => date.getUTCHours(),
  minute: (date: Date) => date.getUTCMinutes(),
} as const;

/** A part of the date, UTC, from `first` to `last`, both included; `first` > `last` goes round. */
export interface CalendarRange {
  readonly field: keyof typeof fields;
  readonly first: number;
  readonly last: number;
}

/** How many intervals a source is asked for at once. */
const maxIntervals = 60;
const day = 86_400_000;

/** @throws BestpixelError 'bad-input' for another field, and for what are no whole numbers. */
export function calendarRange(field: string, first: number, last: number): CalendarRange {
  if (!Object.hasOwn(fields, field)) {
    throw bad(
      `'${field.slice(0, 40)}' is no part of a date`,
      `There are: ${Object.keys(fields).join(', ')}.`,
    );
  }
  const wrong = [first, last].find((value) => !Number.isInteger(value) || Math.abs(value) > 200_000);
  if (wrong !== undefined) throw bad(`${wrong} is no ${field}`, 'Give whole numbers.');
  return { field: field as CalendarRange['field'], first, last };
}

export function isInRange({ field, first, last }: CalendarRange, millis: number): boolean {
  const value = fields[field](new Date(millis));
  return first <= last ? first <= value && value <= last : first <= value || value <= last;
}

/** The years of a range that does not go round, as one interval; null: another field. */
export function yearsOf({ field, first, last }: CalendarRange): Interval | null {
  return field === 'year' && first <= last ? { start: startOf(first), end: startOf(last + 1) } : null;
}

/**
 * The times within `outer` that ranges of years, months and days leave, in order and apart; times of day are passed
 * over, and so is a range that would leave more than 60 intervals. Long parts come first: they leave fewer.
 */
export function timesOf(ranges: readonly CalendarRange[], outer: Interval): readonly Interval[] {
  let times: readonly Interval[] = outer.start < outer.end ? [outer] : [];
  const order = Object.keys(fields);
  for (const range of ranges.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))) {
    const parts = partsOf(range, outer);
    const left = parts && intersect(times, parts);
    if (left && left.length <= maxIntervals) times = left;
  }
  return times;
}

/** The times of a range in the years of `outer`; null: too many, or not of days. */
function partsOf({ field, first, last }: CalendarRange, outer: Interval): readonly Interval[] | null {
  const expand = expansions[field];
  const [from, to] = [new Date(outer.start).getUTCFullYear(), new Date(outer.end).getUTCFullYear()];
  if (!expand || !(to - from <= maxIntervals)) return null;
  const pieces =
    first <= last ? [[first, last] as const] : [[-Infinity, last] as const, [first, Infinity] as const];
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return united(years.flatMap((year) => pieces.flatMap(([low, high]) => expand(year, low, high))));
}

type Expand = (year: number, first: number, last: number) => readonly Interval[];

/** The times of one year at which a field is from `first` to `last`. */
const expansions: Partial<Record<CalendarRange['field'], Expand>> = {
  year: (year, first, last) =>
    first <= year && year <= last ? [{ start: startOf(year), end: startOf(year + 1) }] : [],
  month: (year, first, last) => [
    { start: startOf(year, Math.max(first, 1) - 1), end: startOf(year, Math.min(last, 12)) },
  ],
  day_of_year: (year, first, last) => days(startOf(year), startOf(year + 1), first, last),
  day_of_month: (year, first, last) =>
    Array.from({ length: 12 }, (_, month) =>
      days(startOf(year, month), startOf(year, month + 1), first, last),
    ).flat(),
};

/** Days counted from 1 at `start`, before `end`. */
function days(start: number, end: number, first: number, last: number): readonly Interval[] {
  return [{ start: start + (Math.max(first, 1) - 1) * day, end: Math.min(end, start + last * day) }];
}

/** The first moment of a month (from 0) of a year; years below 100 are those years. */
function startOf(year: number, month = 0): number {
  return new Date(0).setUTCFullYear(year, month, 1);
}

function midnight(date: Date): number {
  return Math.floor(date.getTime() / day) * day;
}

function bad(what: string, remedy: string): BestpixelError {
  return new BestpixelError('bad-input', `Filter.calendarRange: ${what}`, {
    where: 'Filter.calendarRange',
    remedy,
  });
}
