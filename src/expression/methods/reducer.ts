import type { Method } from '../method.ts';

/** The rows of the table that make reducers: what becomes of many values. */
export const reducerMethods = {
  'Reducer.min': plain('The smallest value.'),
  'Reducer.max': plain('The largest value.'),
  'Reducer.mean': plain('The mean.'),
  'Reducer.median': plain('The median: of an even number of values, the mean of the two in the middle.'),
  'Reducer.sum': plain('The sum.'),
  'Reducer.product': plain('The product.'),
  'Reducer.count': plain('How many values are not masked.'),
  'Reducer.mode': plain('The most frequent value; of several, the smallest.', 'inferred'),
  'Reducer.stdDev': plain('The standard deviation of all values.', 'inferred'),
  'Reducer.variance': plain('The variance of all values.', 'inferred'),
  'Reducer.first': plain('The first value that is not masked.'),
  'Reducer.last': plain('The last value that is not masked.'),
  'Reducer.minMax': plain('The smallest and the largest value.'),
  'Reducer.percentile': {
    params: [{ name: 'percentiles', type: 'Numbers', rest: true }],
    result: 'Reducer',
    doc: 'Percentiles from 0 to 100; between two values, in proportion. Results are named p25 and so on.',
    difference: 'Earth Engine counts in bins where values are many: its results may lie beside these.',
    evidence: 'inferred',
  },
  'Reducer.combine': {
    params: [
      { name: 'reducer1', type: 'Reducer' },
      { name: 'reducer2', type: 'Reducer' },
      { name: 'outputPrefix', type: 'String', optional: true },
      { name: 'sharedInputs', type: 'Boolean', optional: true, default: true },
    ],
    result: 'Reducer',
    doc: 'What both reducers give of the same values.',
    difference: 'Always of the same values, and without a prefix.',
    evidence: 'established',
  },
} as const satisfies Readonly<Record<string, Method>>;

function plain<E extends Method['evidence'] = 'established'>(doc: string, evidence?: E) {
  return { params: [], result: 'Reducer', doc, evidence: evidence ?? 'established' } as const;
}
