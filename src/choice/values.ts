import { BestpixelError } from '../errors.ts';
import type { Choice } from './choice.ts';

/** Most scenes that a list may be asked to hold. */
const mostScenes = 10_000;

/** @throws BestpixelError 'bad-input' unless these are two days, the first earlier */
export function readDates(text: string): NonNullable<Choice['dates']> {
  const [from, to, ...more] = text.split('/');
  if (to === undefined || more.length > 0) {
    throw bad(`'${text}' is no span of days`, 'Write two days, such as 2020-07-01/2020-09-01.');
  }
  return orderedDates({ from: readDay(from!), to: readDay(to) });
}

/** Both in order: the first is included, the last is not. */
export function orderedDates(dates: { from: string; to: string }): { from: string; to: string } {
  if (dates.from < dates.to) return dates;
  throw bad('the first day is not before the last', 'The last day itself is not included.');
}

export function readDay(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // 2021-02-30 is parsed as a day of March by some.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw bad(`'${text.slice(0, 40)}' is no day`, 'Write year-month-day, such as 2020-07-01.');
  }
  return text;
}

export function readMonths(text: string): NonNullable<Choice['months']> {
  const [, first, last] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(text) ?? [];
  const months = { first: Number(first), last: Number(last ?? first) };
  if (isMonth(months.first) && isMonth(months.last)) return months;
  throw bad(`'${text.slice(0, 40)}' is no span of months`, 'Write 6-8 for June to August.');
}

export function percent(text: string): number {
  const value = numberOf(text);
  if (value >= 0 && value <= 100) return value;
  throw bad(`'${text.slice(0, 40)}' is no percentage`, 'Write a number from 0 to 100.');
}

export function wholeNumber(text: string): number {
  const value = numberOf(text);
  if (Number.isInteger(value) && value >= 1 && value <= mostScenes) return value;
  throw bad(`'${text.slice(0, 40)}' is no number of scenes`, `Write a whole number from 1 to ${mostScenes}.`);
}

/** A direction, or the number of a relative orbit or path. */
export function readOrbit(text: string): string {
  const orbit = text.trim().toLowerCase();
  if (orbit === 'ascending' || orbit === 'descending' || /^[1-9]\d{0,3}$/.test(orbit)) return orbit;
  throw bad(
    `'${text.slice(0, 40)}' is no orbit`,
    'Write ascending, descending, or the number of a relative orbit.',
  );
}

/** An absolute http(s) address, without a final slash. */
export function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return text.trim().replace(/\/+$/, '');
  throw bad(`'${text.slice(0, 80)}' is no web address`, 'Write it whole, beginning with https://.');
}

function isMonth(month: number): boolean {
  return month >= 1 && month <= 12;
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function bad(what: string, remedy: string): BestpixelError {
  return new BestpixelError('bad-input', what, { remedy });
}
