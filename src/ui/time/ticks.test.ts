import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { ticksOf } from './ticks.ts';
import { timeScale } from './time-scale.ts';

const seed = 20200804;
const scaleOf = (from: string, to: string, width: number) =>
  timeScale({ from: Date.parse(from), to: Date.parse(to) }, width);
const texts = (from: string, to: string, width: number) =>
  ticksOf(scaleOf(from, to, width))
    .map(({ text }) => text)
    .filter(Boolean);

describe('marks of the axis', () => {
  it.each([
    ['days of a week', '2020-07-28', '2020-08-04', 700, '28 Jul 2020 29 30 31 Aug 2 3'],
    ['two months, wide', '2020-07-01', '2020-09-01', 1100, 'Jul 2020 6 11 16 21 26 Aug 6 11 16 21 26'],
    ['two months, narrow', '2020-07-01', '2020-09-01', 400, 'Jul 2020 11 21 Aug 11 21'],
    ['a year', '2020-01-01', '2021-01-01', 800, '2020 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'],
    ['a year of seasons', '2020-07-01', '2021-07-01', 270, 'Jul 2020 Oct 2021 Apr'],
    ['ten years', '2015-01-01', '2025-01-01', 500, '2015 2016 2017 2018 2019 2020 2021 2022 2023 2024'],
    ['forty years', '1984-01-01', '2024-01-01', 400, '1985 1990 1995 2000 2005 2010 2015 2020'],
  ])('of %s', (_, from, to, width, told) => {
    expect(texts(from, to, width).join(' ')).toBe(told);
  });

  it('tell month and year at the left where no mark is near', () => {
    const [first, second] = ticksOf(scaleOf('2020-07-02', '2020-10-01', 700));
    expect(first).toMatchObject({ text: 'Jul 2020', line: false });
    expect(second).toMatchObject({ text: '11', line: true });
  });

  it('tell the year at the first month where a day before it leaves no room', () => {
    expect(texts('2020-07-12', '2020-10-01', 400).join(' ')).toBe('21 Aug 2020 21 Sep 11 21');
  });

  it('stand where their day begins, in UTC', () => {
    const scale = scaleOf('2020-07-01', '2020-09-01', 1100);
    const august = ticksOf(scale).find(({ text }) => text === 'Aug')!;
    expect(august.x).toBe(scale.x(Date.UTC(2020, 7, 1)));
  });

  it(`never run into each other or out of the strip (seed ${seed})`, () => {
    const day = 86_400_000;
    const start = fc.integer({ min: 4000, max: 20_000 });
    const length = fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 15_000 }));
    fc.assert(
      fc.property(start, length, fc.integer({ min: 200, max: 2000 }), (from, count, width) => {
        const told = ticksOf(timeScale({ from: from * day, to: (from + count) * day }, width)).filter(
          ({ text }) => text,
        );
        // Letters of 11 px are at most 7 px wide on the mean.
        const end = ({ x, text }: { x: number; text: string }) => x + text.length * 6.5;
        for (let at = 1; at < told.length; at++) {
          expect(told[at]!.x).toBeGreaterThan(end(told[at - 1]!));
        }
        expect(told.length).toBeGreaterThan(0);
        for (const tick of told) expect(end(tick)).toBeLessThanOrEqual(width);
      }),
      { seed, numRuns: 500 },
    );
  });
});
