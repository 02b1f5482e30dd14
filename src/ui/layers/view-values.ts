/** The value below which `percent` of 100 lie, between the nearest ranks in proportion. Of none: NaN. */
export function percentile(sorted: Float64Array, percent: number): number {
  const rank = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(rank);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.ceil(rank)] ?? NaN;
  return low + (high - low) * (rank - below);
}

/** The finite ones of all lists, ascending. */
export function sortedValues(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let count = 0;
  for (const list of lists) {
    for (const value of list) if (Number.isFinite(value)) all[count++] = value;
  }
  return all.subarray(0, count).toSorted();
}

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/**
 * From the one percentile to the other, outwards to a thousandth of their distance or less, so that nothing of it is
 * cut off; one unit wide where all are the same. Null: there are no values.
 */
export function percentileExtent(sorted: Float64Array, from: number, to: number): Extent | null {
  if (sorted.length === 0) return null;
  const low = percentile(sorted, from);
  const high = percentile(sorted, to);
  if (low === high) return { low, high: low + 1 };
  const digits = digitsFor(high - low);
  return { low: roundTo(low, digits, Math.floor), high: roundTo(high, digits, Math.ceil) };
}

/** Decimals that tell a thousandth of `span` apart. */
export function digitsFor(span: number): number {
  if (!(span > 0) || !Number.isFinite(span)) return 0;
  return Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(span))));
}

function roundTo(value: number, digits: number, round: (value: number) => number): number {
  const unit = 10 ** digits;
  const near = Math.round(value * unit) / unit;
  // 0.3 · 1000 is not 300 in binary: a number that is one of those already stays.
  return Math.abs(near - value) <= Math.abs(value) * 1e-12 ? near : round(value * unit) / unit;
}

/** How many values lie in each of `bins` equal parts of `extent`; the last has its upper end too, others are left out. */
export function histogram(values: Float64Array, { low, high }: Extent, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  for (const value of values) {
    if (value >= low && value <= high) {
      counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]! += 1;
    }
  }
  return counts;
}

/** What a histogram shows: nearly all values, and both ends of the stretch. */
export function plotExtent(sorted: Float64Array, ends: readonly number[]): Extent {
  const values = sorted.length > 0 ? [percentile(sorted, 0.5), percentile(sorted, 99.5)] : [];
  const all = [...values, ...ends].filter(Number.isFinite);
  const low = Math.min(...all);
  const high = Math.max(...all);
  if (all.length === 0) return { low: 0, high: 1 };
  const edge = high > low ? (high - low) * 0.03 : 0.5;
  return { low: low - edge, high: high + edge };
}
