import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { makeDay } from '../testing/fake-time.ts';
import { middle } from './columns.ts';
import { dayLength, edge, knownSpan, nearestDay, nearestTo, spanOver, timeScale } from './time-scale.ts';

const seed = 20200803;
const day = (iso: string) => Date.parse(iso);
const span = (from: string, to: string) => ({ from: day(from), to: day(to) });

describe('the scale of time', () => {
  it('reaches from the first day to the end of the last, between the edges', () => {
    const scale = timeScale(span('2020-07-01', '2020-08-01'), 350);
    expect(scale.x(day('2020-07-01'))).toBe(edge);
    expect(scale.x(day('2020-08-01'))).toBe(350 - edge);
    expect(scale.dayWidth).toBe(10);
    expect(scale.x(day('2020-07-03'))).toBe(edge + 20);
  });

  it('finds the day under a place, and the nearest beginning of one', () => {
    const scale = timeScale(span('2020-07-01', '2020-08-01'), 350);
    expect(scale.dayAt(edge + 29.9)).toBe(day('2020-07-03'));
    expect(scale.boundaryAt(edge + 24.9)).toBe(day('2020-07-03'));
    expect(scale.boundaryAt(edge + 25.1)).toBe(day('2020-07-04'));
  });

  it('stays within its days at both ends', () => {
    const scale = timeScale(span('2020-07-01', '2020-08-01'), 350);
    expect([scale.dayAt(-50), scale.boundaryAt(-50)]).toEqual([day('2020-07-01'), day('2020-07-01')]);
    expect([scale.dayAt(999), scale.boundaryAt(999)]).toEqual([day('2020-07-31'), day('2020-08-01')]);
  });

  it('draws one day in the middle of a week', () => {
    const { from, to } = timeScale(span('2020-07-04', '2020-07-05'), 700);
    expect([from, to]).toEqual([day('2020-07-01'), day('2020-07-08')]);
  });

  it('knows no span without days, and else both ends whole', () => {
    expect(knownSpan([])).toBeNull();
    const days = [makeDay('2020-07-01'), makeDay('2020-08-31')];
    expect(knownSpan(days)).toEqual(span('2020-07-01', '2020-09-01'));
    expect(spanOver(knownSpan(days), span('2020-06-01', '2020-07-15'))).toEqual(
      span('2020-06-01', '2020-09-01'),
    );
    expect(spanOver(null, null)).toBeNull();
  });
});

describe(`the nearest day (seed ${seed})`, () => {
  const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 200 });
  const daysOf = (sorted: readonly number[]) =>
    sorted
      .toSorted((a, b) => a - b)
      .map((offset) => ({ ...makeDay('2015-06-27'), day: day('2015-06-27') + offset * dayLength }));

  it('is that of a plain search of all', () => {
    fc.assert(
      fc.property(offsets, fc.integer({ min: -100, max: 1300 }), (list, x) => {
        const days = daysOf(list);
        const scale = timeScale(knownSpan(days)!, 1200);
        const distance = (at: number) => Math.abs(middle(days[at]!, scale) - x);
        let best = 0;
        for (let at = 1; at < days.length; at++) if (distance(at) < distance(best)) best = at;
        expect(distance(nearestDay(days, scale, x))).toBeCloseTo(distance(best), 6);
      }),
      { seed, numRuns: 400 },
    );
  });

  it('is the first where no time is given, and none without days', () => {
    const days = daysOf([3, 9]);
    expect(nearestTo(days, -Infinity)).toBe(0);
    expect(nearestTo(days, Infinity)).toBe(1);
    expect(nearestTo([], 0)).toBe(-1);
  });
});
