import { BestpixelError } from '../errors.ts';

/** A year, month, day, hour, minute or second, with a zone or without: then it is UTC, as in Earth Engine. */
const form = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * A date argument in milliseconds since 1970.
 * @throws BestpixelError 'bad-input' where there is no such moment.
 */
export function millisOf(date: string | number): number {
  if (typeof date === 'number') return date;
  const [, day, time = 'T00:00', zone = 'Z'] = form.exec(date) ?? [];
  const millis = Date.parse(`${day}${time.length === 3 ? `${time}:00` : time}${zone}`);
  const midnight = Date.parse(`${day}T00:00Z`);
  // The 30th of February is read as the 1st of March.
  const sameDay = Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(`${day}`);
  if (Number.isFinite(millis) && sameDay) return millis;
  throw new BestpixelError('bad-input', `'${date}' is not a date`, {
    remedy: "Write dates as '2020-07-01' or '2020-07-01T18:30'.",
  });
}
