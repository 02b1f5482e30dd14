import { dayLength, edge, type TimeScale } from './time-scale.ts';

/** One mark of the axis; `text` is empty where it would run into another. */
export interface Tick {
  readonly x: number;
  readonly text: string;
  /** Of a longer unit than most: a month among days, a year among months. */
  readonly major: boolean;
  /** False for words at the left end, which stand for a mark beyond it. */
  readonly line: boolean;
}

/** Marks per month as days of it, or every so many months. */
type Unit = { readonly days: readonly number[]; readonly shortest: number } | { readonly months: number };

const units: readonly Unit[] = [
  { days: Array.from({ length: 31 }, (_, at) => at + 1), shortest: 1 },
  { days: [1, 6, 11, 16, 21, 26], shortest: 3 },
  { days: [1, 11, 21], shortest: 8 },
  ...[1, 3, 6, 12, 24, 60, 120, 240].map((months) => ({ months })),
];

/** CSS pixels: a letter of the axis, and what stays free beside a text. */
const letter = 6.5;
const gap = 8;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Marks of the axis in UTC, as dense as their texts leave room. */
export function ticksOf(scale: TimeScale): readonly Tick[] {
  const unit = units.find((each) => fits(each, scale.dayWidth)) ?? units.at(-1)!;
  const times = timesOf(unit, scale);
  const year = new Date(scale.from).getUTCFullYear();
  const yearly = 'months' in unit && unit.months >= 12;
  const first = yearly ? `${year}` : `${monthNames[new Date(scale.from).getUTCMonth()]} ${year}`;
  const marks = times.map((time) => ({ x: scale.x(time), ...wordsOf(time, unit), line: true }));
  const roomAtStart = (marks[0]?.x ?? scale.width) - edge;
  if (roomAtStart > widthOf(first) + gap) {
    marks.unshift({ x: edge, text: first, major: true, line: false });
  } else if (!yearly) withYear(marks, times);
  return withoutOverlap(marks, scale.width);
}

function fits(unit: Unit, dayWidth: number): boolean {
  if ('days' in unit) return unit.shortest * dayWidth >= widthOf('Mar') + gap;
  return unit.months * 28 * dayWidth >= widthOf(unit.months < 12 ? 'Mar' : '2020') + gap;
}

function timesOf(unit: Unit, { from, to }: TimeScale): number[] {
  const times: number[] = [];
  const step = 'months' in unit ? unit.months : 1;
  const start = new Date(from);
  let month = start.getUTCFullYear() * 12 + start.getUTCMonth();
  month -= month % step;
  for (; monthStart(month) < to; month += step) {
    const days = 'days' in unit ? unit.days : [1];
    const begin = monthStart(month);
    const end = monthStart(month + 1);
    for (const day of days) {
      const time = begin + (day - 1) * dayLength;
      if (time >= from && time < Math.min(to, end)) times.push(time);
    }
  }
  return times;
}

/** Of months counted from the year 0. */
const monthStart = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 1);

function wordsOf(time: number, unit: Unit): { text: string; major: boolean } {
  const date = new Date(time);
  const month = date.getUTCMonth();
  const first = date.getUTCDate() === 1;
  if ('days' in unit && !first) return { text: `${date.getUTCDate()}`, major: false };
  if (month === 0) return { text: `${date.getUTCFullYear()}`, major: true };
  return { text: monthNames[month]!, major: 'days' in unit };
}

/** Tells the year at the first mark, or at a month that follows too soon to leave room for it. */
function withYear(marks: { x: number; text: string; major: boolean }[], times: readonly number[]): void {
  const [first] = marks;
  if (!first) return;
  const full = wordsAtStart(times[0]!);
  const soon = marks.findIndex(({ x, major }, at) => at > 0 && major && x < first.x + widthOf(full) + gap);
  if (soon > 0) marks[soon]!.text = wordsAtStart(times[soon]!);
  else first.text = full;
}

/** With its year, and a day with its month. */
function wordsAtStart(time: number): string {
  const date = new Date(time);
  const [day, month, year] = [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()];
  if (day > 1) return `${day} ${monthNames[month]} ${year}`;
  return month === 0 ? `${year}` : `${monthNames[month]} ${year}`;
}

function withoutOverlap(marks: readonly Tick[], width: number): Tick[] {
  let taken = 0;
  return marks.map((mark) => {
    const end = mark.x + widthOf(mark.text);
    if (mark.x < taken || end > width - edge / 2) return { ...mark, text: '' };
    taken = end + gap / 2;
    return mark;
  });
}

const widthOf = (text: string) => text.length * letter;
