import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { makeDay, makeDays } from '../testing/fake-time.ts';
import { columnsOf } from './columns.ts';
import { dayLength, edge, knownSpan, timeScale } from './time-scale.ts';
import type { StripDay } from './time-port.ts';

const seed = 20200805;
const drawn = (days: readonly StripDay[], width: number) =>
  columnsOf(days, timeScale(knownSpan(days)!, width));

describe('columns of days', () => {
  it('are one per day where there is room, each in the middle of its day', () => {
    const days = makeDays(24);
    const { all } = drawn(days, 1000);
    expect(all.map(({ from }) => from)).toEqual(days.map(({ day }) => day));
    expect(all.map(({ cloud }) => cloud)).toEqual(days.map(({ cloud }) => cloud));
    const scale = timeScale(knownSpan(days)!, 1000);
    expect(all[0]!.x).toBeCloseTo(edge + scale.dayWidth / 2, 9);
  });

  it('take the mean of known clouds and the sum of shares where days lie closer than three pixels', () => {
    const days = [
      makeDay('2020-07-01', { cloud: 10, share: 0.2 }),
      makeDay('2020-07-02', { cloud: null, share: 0.3 }),
      makeDay('2020-07-03', { cloud: 20, share: null, leftOut: true }),
      makeDay('2024-07-01', { cloud: null, share: null, leftOut: true }),
    ];
    const { all } = drawn(days, 1000);
    expect(all).toHaveLength(2);
    expect(all[0]).toMatchObject({ cloud: 15, share: 0.5, leftOut: false });
    expect(all[0]!.to - all[0]!.from).toBe(3 * dayLength);
    expect(all[1]).toMatchObject({ cloud: null, share: null, leftOut: true });
  });

  it('know the largest share, and none where nothing is counted', () => {
    const share = (value: number | null) => drawn([makeDay('2020-07-01', { share: value })], 500).mostShare;
    expect([share(0.4), share(null)]).toEqual([0.4, 0]);
  });

  it(`lose no day and lie at least three pixels apart (seed ${seed})`, () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 1500 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 300, max: 1400 }), (list, width) => {
        let at = 0;
        const days = list.map((gap) => ({
          ...makeDay('2016-01-01'),
          day: (16_000 + (at += gap)) * dayLength,
        }));
        const { all } = drawn(days, width);
        const held = all.map(({ from, to }) => days.filter(({ day }) => day >= from && day < to).length);
        expect(held.reduce((sum, n) => sum + n, 0)).toBe(days.length);
        const apart = all.slice(1).map(({ x }, i) => x - all[i]!.x);
        expect(Math.min(3, ...apart)).toBeGreaterThan(2.999);
        const shares = all.reduce((sum, { share }) => sum + share!, 0);
        expect(shares).toBeCloseTo(days.length * 0.34, 6);
      }),
      { seed, numRuns: 60 },
    );
  });
});
