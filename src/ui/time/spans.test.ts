import { describe, expect, it } from 'vitest';
import { tell } from '../../errors.ts';
import { makeDay } from '../testing/fake-time.ts';
import { limitTo, spanBetween, spanOf, spanWords, withEnd } from './spans.ts';
import { timeScale } from './time-scale.ts';

const span = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
const july = span('2020-07-01', '2020-08-01');
const days = [makeDay('2020-07-03'), makeDay('2020-07-13'), makeDay('2020-07-23')];

describe('days between two places', () => {
  const scale = timeScale(july, 350);

  it('are whole, whichever way the pointer goes', () => {
    const told = span('2020-07-03', '2020-07-07');
    expect(spanBetween(scale, 45, 72)).toEqual(told);
    expect(spanBetween(scale, 72, 45)).toEqual(told);
  });

  it('are at least one, and none beyond the strip', () => {
    expect(spanBetween(scale, 45, 45)).toEqual(span('2020-07-03', '2020-07-04'));
    expect(spanBetween(scale, -80, 999)).toEqual(july);
  });
});

describe('an end that moves', () => {
  const held = span('2020-07-10', '2020-07-12');

  it('leaves a day before the other', () => {
    expect(withEnd(held, 'from', Date.parse('2020-07-20'), july)).toEqual(span('2020-07-11', '2020-07-12'));
    expect(withEnd(held, 'to', Date.parse('2020-07-02'), july)).toEqual(span('2020-07-10', '2020-07-11'));
  });

  it('stays within all days', () => {
    expect(withEnd(held, 'from', Date.parse('2019-01-01'), july).from).toBe(july.from);
    expect(withEnd(held, 'to', Date.parse('2021-01-01'), july).to).toBe(july.to);
  });
});

describe('what the collection is limited to', () => {
  it('is told with the day after the last', () => {
    expect(limitTo(span('2020-07-03', '2020-07-14'), days, null)).toEqual({
      from: '2020-07-03',
      to: '2020-07-14',
    });
  });

  it('is nothing where all days are in it', () => {
    expect(limitTo(july, days, null)).toBeNull();
    expect(limitTo(july, days, { from: '2020-07-10', to: '2020-07-20' })).toBeNull();
  });

  it('stays as it is where only its own days are known, and all of them are in it', () => {
    const range = { from: '2020-07-01', to: '2020-08-01' };
    expect(limitTo(span('2020-07-02', '2020-07-30'), days, range)).toBe(range);
  });

  it('is refused where no scene lies in it', () => {
    expect(() => limitTo(span('2020-07-05', '2020-07-07'), days, null)).toThrow(
      expect.toSatisfy(
        (error) => tell(error) === 'no scene lies in these days (2020-07-05 – 2020-07-06). Choose more days.',
      ) as Error,
    );
  });
});

describe('words of days', () => {
  it('name the first and the last that are in, one day once', () => {
    expect(spanWords(july)).toBe('2020-07-01 – 2020-07-31');
    expect(spanWords(span('2020-07-01', '2020-07-02'))).toBe('2020-07-01');
  });

  it('of a range that holds no day make no span', () => {
    expect(spanOf({ from: '2020-07-02', to: '2020-07-02' })).toBeNull();
    expect(spanOf(null)).toBeNull();
  });
});
