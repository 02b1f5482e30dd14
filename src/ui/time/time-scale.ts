import type { StripDay } from './time-port.ts';

export const dayLength = 86_400_000;

/** CSS pixels at both ends, for the handles. */
export const edge = 20;

/** Fewer days are drawn as these many: one alone is no line across the screen. */
const fewestDays = 7;

/** Days in ms since 1970, at 0:00 UTC; `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Days to CSS pixels from the left. */
export interface TimeScale extends Span {
  readonly width: number;
  readonly dayWidth: number;
  x(time: number): number;
  /** The day under it, within the scale. */
  dayAt(x: number): number;
  /** The beginning of a day that is nearest to it, the end of the last day among them. */
  boundaryAt(x: number): number;
}

/** From the first day of all to the end of the last; null where there is none. */
export function knownSpan(days: readonly StripDay[]): Span | null {
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? { from: first.day, to: last.day + dayLength } : null;
}

/** `width`: more than both edges. */
export function timeScale(span: Span, width: number): TimeScale {
  const { from, to } = padded(span);
  const count = Math.round((to - from) / dayLength);
  const dayWidth = (width - 2 * edge) / count;
  const at = (steps: number) => from + Math.min(Math.max(steps, 0), count) * dayLength;
  return {
    from,
    to,
    width,
    dayWidth,
    x: (time) => edge + ((time - from) / dayLength) * dayWidth,
    dayAt: (x) => Math.min(at(Math.floor((x - edge) / dayWidth)), to - dayLength),
    boundaryAt: (x) => at(Math.round((x - edge) / dayWidth)),
  };
}

function padded({ from, to }: Span): Span {
  const lacking = Math.max(fewestDays - (to - from) / dayLength, 0);
  const before = Math.floor(lacking / 2);
  return { from: from - before * dayLength, to: to + (lacking - before) * dayLength };
}

/** The two as one, with what lies between; null where there is neither. */
export function spanOver(a: Span | null, b: Span | null): Span | null {
  if (!a || !b) return a ?? b;
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** The index of the day whose middle is nearest to `x`; -1 where there is none. */
export function nearestDay(days: readonly StripDay[], scale: TimeScale, x: number): number {
  return nearestTo(days, scale.from + ((x - edge) / scale.dayWidth - 0.5) * dayLength);
}

/** The index of the day that begins nearest to a time, the earlier of two; -1 where there is none. */
export function nearestTo(days: readonly StripDay[], time: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]!.day < time) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return days.length === 0 ? -1 : 0;
  if (low === days.length) return low - 1;
  return time - days[low - 1]!.day <= days[low]!.day - time ? low - 1 : low;
}
