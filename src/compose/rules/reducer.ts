import { combined, percentiles } from '../reducing.ts';
import type { ReducerOutput, ReducerValue, Rules } from '../values.ts';
import type { reducerMethods } from '../../expression/methods/reducer.ts';

function of(reducer: ReducerOutput): () => ReducerValue {
  return () => ({ kind: 'reducer', reducer });
}

export const reducerRules: Rules<typeof reducerMethods> = {
  'Reducer.min': of('min'),
  'Reducer.max': of('max'),
  'Reducer.mean': of('mean'),
  'Reducer.median': of('median'),
  'Reducer.sum': of('sum'),
  'Reducer.product': of('product'),
  'Reducer.count': of('count'),
  'Reducer.mode': of('mode'),
  'Reducer.stdDev': of('stdDev'),
  'Reducer.variance': of('variance'),
  'Reducer.first': of('first'),
  'Reducer.last': of('last'),
  'Reducer.minMax': () => ({ kind: 'reducer', reducer: 'min', others: ['max'] }),
  'Reducer.percentile': ({ percentiles: list }) => percentiles(typeof list === 'number' ? [list] : list),
  'Reducer.combine': ({ reducer1, reducer2 }) => combined(reducer1, reducer2),
};
