import type { Interval } from '../scene/query.ts';

/** In order and apart; those without a moment are left out. */
export function united(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  const some = intervals.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start);
  for (const next of some) {
    const last = result.at(-1);
    if (!last || last.end < next.start) result.push(next);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
  }
  return result;
}

/** What lies in one of `a` and one of `b`. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  return united(
    a.flatMap((left) =>
      b.map((right) => ({
        start: Math.max(left.start, right.start),
        end: Math.min(left.end, right.end),
      })),
    ),
  );
}
