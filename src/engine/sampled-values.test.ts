import { expect, it } from 'vitest';
import { SampledValues } from './sampled-values.ts';

function sampleOf(count: number, most: number): Float64Array {
  const sample = new SampledValues(most);
  for (let i = 0; i < count; i++) sample.add(i);
  return sample.values;
}

it.each([0, 1, 99, 100])('keeps all of %i values where 100 have room', (count) => {
  expect([...sampleOf(count, 100)]).toEqual(Array.from({ length: count }, (_, i) => i));
});

it('keeps of more values some, no part of them rather than another', () => {
  const [count, most, parts] = [200_000, 20_000, 10];
  const kept = sampleOf(count, most);
  expect(kept).toHaveLength(most);
  expect(new Set(kept).size).toBe(most);
  const perPart = Array.from({ length: parts }, () => 0);
  for (const value of kept) perPart[Math.floor((value / count) * parts)]!++;
  // Five standard deviations of a draw without putting back.
  const spread = 5 * Math.sqrt((most / parts) * (1 - 1 / parts) * (1 - most / count));
  for (const of of perPart) expect(Math.abs(of - most / parts)).toBeLessThan(spread);
});

it('keeps the same of the same values', () => {
  expect(sampleOf(5000, 100)).toEqual(sampleOf(5000, 100));
});
