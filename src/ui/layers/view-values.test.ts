import { describe, expect, it } from 'vitest';
import {
  digitsFor,
  histogram,
  percentile,
  percentileExtent,
  plotExtent,
  sortedValues,
} from './view-values.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('percentiles', () => {
  // numpy.percentile([1, 2, 4, 8], …), which is linear between ranks.
  it.each([
    [0, 1],
    [2, 1.06],
    [50, 3],
    [95, 7.4],
    [100, 8],
  ])('lie between ranks in proportion: %d', (percent, value) => {
    expect(percentile(of(1, 2, 4, 8), percent)).toBeCloseTo(value, 12);
  });

  it('of nothing are no numbers', () => {
    expect(percentile(of(), 50)).toBeNaN();
    expect(percentileExtent(of(), 2, 98)).toBeNull();
  });

  it('are rounded outwards, so that nothing between them is cut off', () => {
    const values = sortedValues([Float64Array.from({ length: 1001 }, (_, at) => 0.12345678 + at / 999)]);
    const { low, high } = percentileExtent(values, 0, 100)!;
    expect(low).toBeLessThanOrEqual(values[0]!);
    expect(high).toBeGreaterThanOrEqual(values.at(-1)!);
    expect([low, high]).toEqual([0.123, 1.125]);
  });

  it('stay as they are where they are round already', () => {
    expect(percentileExtent(of(0.3, 0.6), 0, 100)).toEqual({ low: 0.3, high: 0.6 });
    expect(percentileExtent(of(-20, 3000), 0, 100)).toEqual({ low: -20, high: 3000 });
  });

  it('are one unit apart where all values are the same', () => {
    expect(percentileExtent(of(5, 5, 5), 2, 98)).toEqual({ low: 5, high: 6 });
  });
});

describe('values of several bands', () => {
  it('are put in order, without what is not finite', () => {
    expect([...sortedValues([of(3, NaN, 10), of(2, Infinity)])]).toEqual([2, 3, 10]);
  });
});

describe('a histogram', () => {
  it('counts each value in its bin, the upper end in the last, others nowhere', () => {
    expect([...histogram(of(-1, 0, 0.9, 1, 3.99, 4, 4.01), { low: 0, high: 4 }, 4)]).toEqual([2, 1, 0, 2]);
  });

  it('shows both ends of the stretch, whatever the values are', () => {
    const { low, high } = plotExtent(of(100, 200), [0, 3000]);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(3000);
    expect(plotExtent(of(), [])).toEqual({ low: 0, high: 1 });
    expect(plotExtent(of(7), [7, 7])).toEqual({ low: 6.5, high: 7.5 });
  });

  it.each([
    [3000, 0],
    [10, 2],
    [0.8, 4],
    [0, 0],
  ])('tells a thousandth of %d apart', (span, digits) => {
    expect(digitsFor(span)).toBe(digits);
  });
});
