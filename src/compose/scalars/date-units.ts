import { bad } from './fail.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** In milliseconds; of months and years the mean over 400 years. */
const lengths = {
  year: 365.2425 * day,
  month: (365.2425 * day) / 12,
  week: 7 * day,
  day,
  hour,
  minute,
  second,
} as const;

export type DateUnit = keyof typeof lengths;

/** Beyond what dates can be. */
const latest = 8.64e15;

/** @throws BestpixelError 'bad-input' */
export function unitOf(method: string, unit: string): DateUnit {
  const name = unit.toLowerCase().replace(/s$/, '');
  if (Object.hasOwn(lengths, name)) return name as DateUnit;
  throw bad(method, `'${unit.slice(0, 40)}' is no unit of time`, `Use ${Object.keys(lengths).join(', ')}.`);
}

/** @throws BestpixelError 'bad-input' for a moment beyond what dates can be. */
export function moment(method: string, millis: number): number {
  if (Math.abs(millis) <= latest) return millis;
  throw bad(method, 'the date is too far away');
}

/** Months and years go by the calendar: a day that the month lacks becomes its last. */
export function advanced(method: string, millis: number, delta: number, unit: DateUnit): number {
  if (unit !== 'month' && unit !== 'year') return moment(method, Math.round(millis + delta * lengths[unit]));
  const perUnit = unit === 'year' ? 12 : 1;
  const whole = Math.floor(delta);
  const from = moment(method, plusMonths(millis, whole * perUnit));
  if (whole === delta) return from;
  const to = plusMonths(millis, (whole + 1) * perUnit);
  return moment(method, Math.round(from + (to - from) * (delta - whole)));
}

function plusMonths(millis: number, months: number): number {
  const date = new Date(millis);
  const target = date.getUTCMonth() + months;
  const last = new Date(0);
  last.setUTCFullYear(date.getUTCFullYear(), target + 1, 0);
  return new Date(millis).setUTCFullYear(
    date.getUTCFullYear(),
    target,
    Math.min(date.getUTCDate(), last.getUTCDate()),
  );
}

/** In units, fractions included. */
export function between(start: number, end: number, unit: DateUnit): number {
  return (end - start) / lengths[unit];
}

/** The first moment of the unit that a moment lies in; weeks begin on Mondays. */
export function startOf(millis: number, unit: DateUnit): number {
  const date = new Date(millis);
  if (unit === 'year') return atMonth(date.getUTCFullYear(), 0);
  if (unit === 'month') return atMonth(date.getUTCFullYear(), date.getUTCMonth());
  // The 1st of January 1970 was a Thursday.
  const offset = unit === 'week' ? 4 * day : 0;
  return Math.floor((millis - offset) / lengths[unit]) * lengths[unit] + offset;
}

/** The first moment of the next unit. */
export function endOf(millis: number, unit: DateUnit): number {
  const start = startOf(millis, unit);
  const date = new Date(start);
  if (unit === 'year') return atMonth(date.getUTCFullYear() + 1, 0);
  if (unit === 'month') return atMonth(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return start + lengths[unit];
}

function atMonth(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1);
}

/** How many whole units have gone by since the larger one began; null: it is not larger. */
export function relative(millis: number, unit: DateUnit, inUnit: DateUnit): number | null {
  if (lengths[unit] >= lengths[inUnit]) return null;
  const start = startOf(millis, inUnit);
  if (unit === 'month') return new Date(millis).getUTCMonth();
  return Math.floor((millis - start) / lengths[unit]);
}

/** The year and the number of its ISO 8601 week, which begins on a Monday and belongs to the year of its Thursday. */
export function weekOf(millis: number): { year: number; week: number } {
  const thursday = startOf(millis, 'week') + 3 * day;
  return {
    year: new Date(thursday).getUTCFullYear(),
    week: Math.floor((thursday - startOf(thursday, 'year')) / (7 * day)) + 1,
  };
}
