import { BestpixelError } from '../../errors.ts';
import type { StripDay } from './time-port.ts';
import { dayLength, type Span, type TimeScale } from './time-scale.ts';

/** ISO days, `to` excluded, as a port tells and takes them. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

const rangeOf = ({ from, to }: Span): Range => ({ from: isoDay(from), to: isoDay(to) });

/** Null where there is none, or none that can be drawn. */
export function spanOf(range: Range | null): Span | null {
  if (!range) return null;
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  return from < to ? { from, to } : null;
}

/** The days from one place to another, both whole. */
export function spanBetween(scale: TimeScale, a: number, b: number): Span {
  const [first, last] = [scale.dayAt(Math.min(a, b)), scale.dayAt(Math.max(a, b))];
  return { from: first, to: last + dayLength };
}

/** With one end at another place; a day stays between the two, and both stay within `within`. */
export function withEnd(span: Span, end: keyof Span, time: number, within: Span): Span {
  return end === 'from'
    ? { ...span, from: Math.max(Math.min(time, span.to - dayLength), within.from) }
    : { ...span, to: Math.min(Math.max(time, span.from + dayLength), within.to) };
}

export const sameSpan = (a: Span | null, b: Span | null) => a?.from === b?.from && a?.to === b?.to;

/** Its first and last day, both in it: "2020-07-01 – 2020-08-31"; one day is told once. */
export function spanWords({ from, to }: Span): string {
  return [...new Set([isoDay(from), isoDay(to - dayLength)])].join(' – ');
}

export function daysIn(days: readonly StripDay[], { from, to }: Span): readonly StripDay[] {
  return days.filter(({ day }) => day >= from && day < to);
}

/**
 * What the collection is to be limited to where `range` limits it now: null where all known days are in it, as the days
 * beyond it are then known too.
 * @throws BestpixelError 'bad-input' where no scene lies in these days
 */
export function limitTo(span: Span, days: readonly StripDay[], range: Range | null): Range | null {
  const inside = daysIn(days, span);
  if (inside.length === 0) {
    throw new BestpixelError('bad-input', 'no scene lies in these days', {
      where: spanWords(span),
      remedy: 'Choose more days.',
    });
  }
  if (inside.length < days.length) return rangeOf(span);
  const now = spanOf(range);
  return now && daysIn(days, now).length === days.length ? range : null;
}
