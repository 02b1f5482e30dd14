import type { StripDay } from './time-port.ts';
import { dayLength, edge, type Span, type TimeScale } from './time-scale.ts';

/** What is drawn at one place: one day, or the days of three CSS pixels where they lie closer; from the first to the last. */
export interface Column extends Span {
  /** Its middle. */
  readonly x: number;
  /** Percent, the mean of those known; null: unknown. */
  readonly cloud: number | null;
  /** 0 … 1, their sum; null: not counted. */
  readonly share: number | null;
  /** All of them are. */
  readonly leftOut: boolean;
}

export interface Columns {
  readonly all: readonly Column[];
  /** CSS pixels that one takes. */
  readonly width: number;
  /** The largest share, for the scale; 0 where none is counted. */
  readonly mostShare: number;
}

const densest = 3;
const widest = 7;

export function columnsOf(days: readonly StripDay[], scale: TimeScale): Columns {
  const closest = scale.dayWidth * closestDays(days);
  const binned = closest < densest;
  const all = binned ? binsOf(days, scale) : days.map((day) => columnOf([day], middle(day, scale)));
  return {
    all,
    width: binned ? densest - 1 : Math.min(Math.max(closest - 1, densest - 1), widest),
    mostShare: all.reduce((most, { share }) => Math.max(most, share ?? 0), 0),
  };
}

export const middle = ({ day }: StripDay, scale: TimeScale) => scale.x(day + dayLength / 2);

/** Days between the two that lie closest. */
function closestDays(days: readonly StripDay[]): number {
  let closest = Infinity;
  for (let at = 1; at < days.length; at++) {
    closest = Math.min(closest, days[at]!.day - days[at - 1]!.day);
  }
  return closest / dayLength;
}

function binsOf(days: readonly StripDay[], scale: TimeScale): Column[] {
  const columns: Column[] = [];
  for (let from = 0, to = 0; from < days.length; from = to) {
    const bin = binAt(days[from]!, scale);
    while (to < days.length && binAt(days[to]!, scale) === bin) to += 1;
    columns.push(columnOf(days.slice(from, to), edge + (bin + 0.5) * densest));
  }
  return columns;
}

const binAt = (day: StripDay, scale: TimeScale) => Math.floor((middle(day, scale) - edge) / densest);

function columnOf(days: readonly StripDay[], x: number): Column {
  const clouds = days.map(({ cloud }) => cloud).filter((cloud) => cloud !== null);
  const shares = days.map(({ share }) => share).filter((share) => share !== null);
  return {
    x,
    from: days[0]!.day,
    to: days.at(-1)!.day + dayLength,
    cloud: clouds.length === 0 ? null : sum(clouds) / clouds.length,
    share: shares.length === 0 ? null : sum(shares),
    leftOut: days.every(({ leftOut }) => leftOut),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
