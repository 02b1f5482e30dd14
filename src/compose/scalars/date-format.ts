import { bad, shortText } from './fail.ts';
import { startOf, weekOf } from './date-units.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What Earth Engine formats dates by unless told otherwise. */
const iso = "YYYY-MM-dd'T'HH:mm:ss";

/** Parts of a pattern: letters that are the same, quoted text, or anything else as it is. */
const parts = /([A-Za-z])\1*|'((?:[^']|'')*)'|[^A-Za-z']+/g;

function weekday(date: Date): number {
  return (date.getUTCDay() + 6) % 7;
}

/** What letters of Joda's patterns stand for: numbers, or texts by how often the letter stands there. */
const letters: Readonly<Record<string, (date: Date, count: number) => number | string>> = {
  Y: (date, count) => year(date.getUTCFullYear(), count),
  y: (date, count) => year(date.getUTCFullYear(), count),
  x: (date, count) => year(weekOf(date.getTime()).year, count),
  M: (date, count) => {
    const name = months[date.getUTCMonth()]!;
    return count > 3 ? name : count === 3 ? name.slice(0, 3) : date.getUTCMonth() + 1;
  },
  d: (date) => date.getUTCDate(),
  D: (date) => Math.floor((date.getTime() - startOf(date.getTime(), 'year')) / 86_400_000) + 1,
  w: (date) => weekOf(date.getTime()).week,
  e: (date) => weekday(date) + 1,
  E: (date, count) => weekdays[weekday(date)]!.slice(0, count > 3 ? undefined : 3),
  H: (date) => date.getUTCHours(),
  k: (date) => date.getUTCHours() || 24,
  K: (date) => date.getUTCHours() % 12,
  h: (date) => date.getUTCHours() % 12 || 12,
  a: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  S: (date, count) => String(date.getUTCMilliseconds()).padStart(3, '0').slice(0, count).padEnd(count, '0'),
};

function year(value: number, count: number): number | string {
  return count === 2 ? String(Math.abs(value) % 100).padStart(2, '0') : value;
}

/**
 * A moment, UTC, by a pattern of Joda, Earth Engine's: 'YYYY-MM-dd'; DD is the day of the year.
 * @throws BestpixelError 'bad-input' for letters that are none of its.
 */
export function formatDate(method: string, millis: number, pattern = iso): string {
  const date = new Date(millis);
  const text = partsOf(method, pattern).map(({ letter, count, literal }) => {
    if (letter === undefined) return literal;
    const value = letters[letter]!(date, count);
    return typeof value === 'number' ? padded(value, count) : value;
  });
  return shortText(method, text.join(''));
}

function padded(value: number, count: number): string {
  return `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(count, '0')}`;
}

interface Part {
  readonly letter?: string;
  readonly count: number;
  readonly literal: string;
}

function partsOf(method: string, pattern: string): Part[] {
  if (pattern.length > 200 || (pattern.match(/'/g)?.length ?? 0) % 2 !== 0) throw unknown(method, pattern);
  return [...pattern.matchAll(parts)].map(([all, letter, quoted]) => {
    if (letter === undefined) {
      const literal = quoted === undefined ? all : quoted === '' ? "'" : quoted.replaceAll("''", "'");
      return { count: 0, literal };
    }
    if (!Object.hasOwn(letters, letter)) throw unknown(method, all);
    return { letter, count: all.length, literal: '' };
  });
}

const fields: Readonly<Record<string, number>> = { M: 1, d: 2, D: 2, H: 3, m: 4, s: 5, S: 6 };

/**
 * The moment, UTC, that a text writes in a pattern whose parts are numbers; what it lacks is the first.
 * @throws BestpixelError 'bad-input' where the text is written otherwise.
 */
export function parseDate(method: string, pattern: string, text: string): number {
  const found = [1970, 1, 1, 0, 0, 0, 0];
  let at = 0;
  const all = partsOf(method, pattern);
  all.forEach(({ letter, count, literal }, i) => {
    if (letter === undefined) {
      if (!text.startsWith(literal, at)) throw mismatch(method, pattern, text);
      at += literal.length;
      return;
    }
    const field = letter === 'Y' || letter === 'y' ? 0 : fields[letter];
    if (field === undefined || (letter === 'M' && count > 2)) throw unknown(method, letter.repeat(count));
    // Numbers that touch are as long as their letters are many.
    const digits = all[i + 1]?.letter === undefined ? /\d{1,9}/y : new RegExp(`\\d{${count}}`, 'y');
    digits.lastIndex = at;
    const match = digits.exec(text)?.[0];
    if (match === undefined) throw mismatch(method, pattern, text);
    at += match.length;
    found[field] = Number(match);
  });
  if (at !== text.length) throw mismatch(method, pattern, text);
  const [year, month, day, ...time] = found as [number, number, number, number, number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const [hours, minutes, seconds, millis] = time;
  const dayOfYear = all.some(({ letter }) => letter === 'D');
  const fits = dayOfYear || (date.getUTCMonth() === month - 1 && date.getUTCDate() === day);
  if (!fits || hours > 23 || minutes > 59 || seconds > 59) throw mismatch(method, pattern, text);
  return date.setUTCHours(hours, minutes, seconds, millis);
}

function mismatch(method: string, pattern: string, text: string) {
  return bad(method, `'${text.slice(0, 40)}' is not written as '${pattern.slice(0, 40)}'`);
}

function unknown(method: string, pattern: string) {
  const shown = pattern.slice(0, 40);
  return bad(
    method,
    `the pattern '${shown}' is not supported`,
    "Use a pattern such as 'YYYY-MM-dd', text in quotes.",
  );
}
