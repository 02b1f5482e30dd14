import type { Interval } from '../../scene/query.ts';

/** At most so many intervals that hold all of these: those with the narrowest gaps between them become one. */
export function fewerTimes(times: readonly Interval[], most: number): readonly Interval[] {
  if (times.length <= most) return times;
  const gaps = times.slice(1).map(({ start }, i) => ({ after: i, width: start - times[i]!.end }));
  const widest = gaps.toSorted((a, b) => b.width - a.width || a.after - b.after).slice(0, most - 1);
  const ends = [...widest.map(({ after }) => after).toSorted((a, b) => a - b), times.length - 1];
  return ends.map((end, i) => ({
    start: times[i === 0 ? 0 : ends[i - 1]! + 1]!.start,
    end: times[end]!.end,
  }));
}
