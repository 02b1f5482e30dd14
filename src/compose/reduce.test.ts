import { describe, expect, it } from 'vitest';
import type { Dtype } from '../dtype.ts';
import { accumulator, needsAll, reducedType, type ReducerOf } from './reduce.ts';

/** What a reducer gives of one pixel's values, scene by scene; null: masked. */
function reduce(
  reducer: ReducerOf,
  values: readonly (number | null)[],
  held: Dtype = 'float32',
): number | null {
  // The pixel is the second of three; its neighbours have values of their own.
  const all = accumulator(reducer, { length: 3, count: values.length, held });
  values.forEach((value, scene) => {
    all.add(0, { values: [1000], mask: Uint8Array.of(1) }, scene);
    all.add(1, { values: [value ?? 77, -1000], mask: Uint8Array.of(value === null ? 0 : 1, 1) }, scene);
  });
  const { values: found, mask } = all.result(1, 1);
  return mask[0] === 1 ? found[0]! : null;
}

describe('a reducer', () => {
  // Expected values by NumPy 2: np.min … np.var, np.percentile(…, method='linear'), scipy.stats.mode.
  const five = [3, null, -1, 4, 1, 5];
  it.each<[ReducerOf, readonly (number | null)[], number]>([
    ['min', five, -1],
    ['max', five, 5],
    ['sum', five, 12],
    ['product', five, -60],
    ['count', five, 5],
    ['mean', five, 2.4],
    ['median', five, 3],
    ['median', [3, -1, 4, 1], 2],
    ['median', [7], 7],
    ['variance', five, 4.64],
    ['stdDev', [2, 4, 4, 4, 5, 5, 7, 9], 2],
    ['variance', [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], 22.5],
    ['mode', [5, 1, 5, 2, 1, 5], 5],
    ['mode', [9, 2, 9, 2, 4], 2],
    [{ percentile: 0 }, [15, 20, 35, 40, 50], 15],
    [{ percentile: 40 }, [15, 20, 35, 40, 50], 29],
    [{ percentile: 25 }, [1, 2, 3, 4], 1.75],
    [{ percentile: 50 }, [1, 2, 3, 4], 2.5],
    [{ percentile: 100 }, [15, 20, 35, 40, 50], 50],
  ])('%o of %o is %d', (reducer, values, expected) => {
    expect(reduce(reducer, values, values.includes(1e9 + 4) ? 'int32' : 'float32')).toBeCloseTo(expected, 12);
  });

  it.each<ReducerOf>(['min', 'sum', 'count', 'mean', 'median', 'mode', 'variance', { percentile: 10 }])(
    '%o is masked where no value is there',
    (reducer) => expect(reduce(reducer, [null, null])).toBeNull(),
  );

  it('adds whole numbers beyond float32 exactly', () => {
    expect(reduce('sum', [16777216, 1, 1, 1], 'int32')).toBe(16777219);
  });

  it('refuses a percentile that is none', () => {
    expect(() => reduce({ percentile: 101 }, [1])).toThrow('101 is no percentile from 0 to 100');
  });
});

describe('the type of a reduction', () => {
  const uint16 = { held: 'uint16', type: 'int', low: 0, high: 65535 } as const;
  const float = { held: 'float32', type: 'float', low: -1e30, high: 1e30 } as const;

  it.each<[ReducerOf, Parameters<typeof reducedType>[1], number, Dtype]>([
    ['min', uint16, 9, 'uint16'],
    ['max', float, 9, 'float32'],
    ['mode', uint16, 9, 'uint16'],
    ['count', float, 9, 'int32'],
    ['sum', uint16, 32768, 'int32'],
    ['sum', uint16, 32769, 'float32'],
    ['sum', float, 2, 'float32'],
    ['product', { ...uint16, high: 10 }, 9, 'int32'],
    ['product', { ...uint16, high: 10 }, 10, 'float32'],
    ['median', uint16, 9, 'float32'],
    ['mean', uint16, 9, 'float32'],
    [{ percentile: 50 }, uint16, 9, 'float32'],
  ])('%o of %o over %i scenes is %s', (reducer, of, count, expected) => {
    expect(reducedType(reducer, of, count)).toBe(expected);
  });

  it('asks for all values at once where less does not tell', () => {
    expect(['median', 'mode', 'sum'].map((each) => needsAll(each as ReducerOf))).toEqual([true, true, false]);
    expect(needsAll({ percentile: 5 })).toBe(true);
  });
});
