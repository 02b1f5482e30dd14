import type { dateMethods } from '../../expression/methods/date.ts';
import { millisOf } from '../dates.ts';
import { formatDate, parseDate } from '../scalars/date-format.ts';
import {
  advanced,
  between,
  endOf,
  moment,
  relative,
  startOf,
  unitOf,
  weekOf,
} from '../scalars/date-units.ts';
import { bad } from '../scalars/fail.ts';
import type { Rules } from '../values.ts';

/** A date argument, where its zone is one that is known. */
function at(method: string, date: string | number, zone = 'UTC'): number {
  if (!/^(utc|gmt|etc\/utc|z)$/i.test(zone)) {
    throw bad(
      method,
      `the time zone '${zone.slice(0, 40)}' is not supported`,
      'Leave it out: times are UTC.',
    );
  }
  return moment(method, millisOf(date));
}

function wholeParts(method: string, parts: readonly number[]): void {
  const wrong = parts.find((part) => !Number.isInteger(part));
  if (wrong !== undefined) throw bad(method, `${wrong} is no whole number`);
}

export const dateRules: Rules<typeof dateMethods> = {
  'Date.of': ({ value, timeZone }) => at('Date.of', value, timeZone),
  'Date.fromYMD': ({ year, month, day, timeZone }) => {
    const method = 'Date.fromYMD';
    wholeParts(method, [year, month, day]);
    at(method, 0, timeZone);
    return calendar(method, [year, month, day, 0, 0, 0, 0]);
  },
  'Date.parse': ({ format, date, timeZone }) => {
    at('Date.parse', 0, timeZone);
    return parseDate('Date.parse', format, date);
  },
  'Date.millis': ({ date }) => at('Date.millis', date),
  'Date.advance': ({ date, delta, unit, timeZone }) => {
    const method = 'Date.advance';
    return advanced(method, at(method, date, timeZone), delta, unitOf(method, unit));
  },
  'Date.get': ({ date, unit, timeZone }) => {
    const millis = at('Date.get', date, timeZone);
    const moment = new Date(millis);
    const parts = {
      year: moment.getUTCFullYear(),
      month: moment.getUTCMonth() + 1,
      week: weekOf(millis).week,
      day: moment.getUTCDate(),
      hour: moment.getUTCHours(),
      minute: moment.getUTCMinutes(),
      second: moment.getUTCSeconds(),
    };
    return parts[unitOf('Date.get', unit)];
  },
  'Date.getRelative': ({ date, unit, inUnit, timeZone }) => {
    const method = 'Date.getRelative';
    const gone = relative(at(method, date, timeZone), unitOf(method, unit), unitOf(method, inUnit));
    if (gone !== null) return gone;
    throw bad(
      method,
      `a ${unit} is not a part of a ${inUnit}`,
      "Give the smaller unit first: 'day', 'year'.",
    );
  },
  'Date.getFraction': ({ date, unit, timeZone }) => {
    const method = 'Date.getFraction';
    const [millis, of] = [at(method, date, timeZone), unitOf(method, unit)];
    const start = startOf(millis, of);
    return (millis - start) / (endOf(millis, of) - start);
  },
  'Date.difference': ({ date, start, unit }) => {
    const method = 'Date.difference';
    return between(at(method, start), at(method, date), unitOf(method, unit));
  },
  'Date.format': ({ date, format, timeZone }) =>
    formatDate('Date.format', at('Date.format', date, timeZone), format),
  'Date.update': ({ date, timeZone, ...parts }) => {
    const method = 'Date.update';
    const millis = at(method, date, timeZone);
    const from = new Date(millis);
    const { year = from.getUTCFullYear(), month = from.getUTCMonth() + 1, day = from.getUTCDate() } = parts;
    const { hour = from.getUTCHours(), minute = from.getUTCMinutes(), second = from.getUTCSeconds() } = parts;
    const all = [year, month, day, hour, minute, second] as const;
    wholeParts(method, all);
    return calendar(method, [...all, from.getUTCMilliseconds()]);
  },
};

type Parts = readonly [number, number, number, number, number, number, number];

/** @throws BestpixelError 'bad-input' where the calendar has no such day or the day no such time. */
function calendar(method: string, [year, month, day, hour, minute, second, millis]: Parts): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const sameDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const inDay = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (sameDay && inDay) return date.setUTCHours(hour, minute, second, millis);
  throw bad(method, `there is no date ${year}-${month}-${day} ${hour}:${minute}:${second}`);
}
