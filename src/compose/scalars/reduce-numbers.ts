import type { ReducerOutput } from '../values.ts';

/** One number of all numbers, as composites have it of pixels but in float64; null: of none. */
export function reduceNumbers(reducer: ReducerOutput, numbers: readonly number[]): number | null {
  if (reducer === 'count') return numbers.length;
  if (numbers.length === 0) return null;
  if (typeof reducer === 'object') return percentile(numbers, reducer.percentile);
  switch (reducer) {
    case 'first':
      return numbers[0]!;
    case 'last':
      return numbers.at(-1)!;
    case 'min':
      return numbers.reduce((a, b) => Math.min(a, b));
    case 'max':
      return numbers.reduce((a, b) => Math.max(a, b));
    case 'sum':
      return sum(numbers);
    case 'product':
      return numbers.reduce((a, b) => a * b);
    case 'mean':
      return sum(numbers) / numbers.length;
    case 'median':
      return percentile(numbers, 50);
    case 'mode':
      return mode(numbers);
    case 'variance':
      return variance(numbers);
    case 'stdDev':
      return Math.sqrt(variance(numbers));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Of the numbers themselves, not of what they are a sample of. */
function variance(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length;
  return sum(numbers.map((number) => (number - mean) ** 2)) / numbers.length;
}

/** Between the two nearest ranks in proportion. */
function percentile(numbers: readonly number[], p: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const rank = (Math.min(100, Math.max(0, p)) / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!];
  return low + (high - low) * (rank - Math.floor(rank));
}

/** The most frequent; of several the smallest. */
function mode(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].toSorted(([a, n], [b, m]) => m - n || a - b)[0]![0];
}
