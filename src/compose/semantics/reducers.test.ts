import { describe, expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { composedOf, sceneOf } from '../testing/composed.ts';

const col = ee.ImageCollection('S2');
const values = [4, null, 1, 7, 1];
const scenes = values.map((B4, i) => sceneOf(`s${i}`, { B4: [B4, null], B8: [10 * i, i] }));
const of = (image: { readonly node: typeof col.node }) => composedOf(image, scenes).bands;

describe('reducers of a collection', () => {
  test('keep the names of bands, and count what is not masked', () => {
    expect(of(col.median())).toEqual({ B4: [2.5, null], B8: [20, 2] });
    expect(of(col.mean().select('B4'))).toEqual({ B4: [3.25, null] });
    expect(of(col.min())).toEqual({ B4: [1, null], B8: [0, 0] });
    expect(of(col.max())).toEqual({ B4: [7, null], B8: [40, 4] });
    expect(of(col.sum())).toEqual({ B4: [13, null], B8: [100, 10] });
    expect(of(col.product().select('B4'))).toEqual({ B4: [28, null] });
    expect(of(col.count())).toEqual({ B4: [4, null], B8: [5, 5] });
    expect(of(col.mode().select('B4'))).toEqual({ B4: [1, null] });
  });

  test('by reduce name bands after the reducer', () => {
    expect(of(col.reduce(ee.Reducer.median()))).toEqual({ B4_median: [2.5, null], B8_median: [20, 2] });
    expect(of(col.select('B8').reduce(ee.Reducer.stdDev()))).toEqual({
      B8_stdDev: [Math.fround(Math.sqrt(200)), Math.fround(Math.sqrt(2))],
    });
    expect(of(col.select('B8').reduce(ee.Reducer.percentile([25, 50])))).toEqual({
      B8_p25: [10, 1],
      B8_p50: [20, 2],
    });
    expect(of(col.select('B4').reduce(ee.Reducer.minMax()))).toEqual({
      B4_min: [1, null],
      B4_max: [7, null],
    });
  });

  test('take the first and the last that is not masked, pixel by pixel', () => {
    const holes = [
      sceneOf('a', { B4: [null, 2, null] }),
      sceneOf('b', { B4: [5, 6, null] }),
      sceneOf('c', { B4: [8, null, null] }),
    ];
    expect(composedOf(col.reduce(ee.Reducer.first()), holes).bands).toEqual({ B4_first: [5, 2, null] });
    expect(composedOf(col.reduce(ee.Reducer.last()), holes).bands).toEqual({ B4_last: [8, 6, null] });
    // first() is the first image, holes and all.
    expect(composedOf(col.first(), holes).bands).toEqual({ B4: [null, 2, null] });
  });

  test('work on what map made, and are worked on', () => {
    const image = col
      .map((img) => img.select('B8').divide(10))
      .max()
      .add(1);
    expect(of(image)).toEqual({ B8: [5, Math.fround(1.4)] });
  });

  test('of no scenes give an image without bands, which nothing after it minds', () => {
    const none = col.filterDate('1999-01-01').median().select('B4').multiply(2);
    expect(of(none)).toEqual({});
  });
});
