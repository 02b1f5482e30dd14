import { expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { composedOf, sceneOf } from '../testing/composed.ts';

const col = ee.ImageCollection('S2');
/** Pixels lie at 0, 1 and 2 degrees of longitude. */
const scenes = [sceneOf('a', { q: [5, 5, 5] }), sceneOf('b', { q: [7, 1, 9] })];
const east = ee.Geometry.Rectangle(1, -1, 3, 1);

test('clip masks an image outside of the place', () => {
  expect(composedOf(col.qualityMosaic('q').clip(east), scenes).bands).toEqual({ q: [null, 5, 9] });
  expect(composedOf(ee.Image(3).addBands(col.max()).clip(east), scenes).bands).toEqual({
    constant: [null, 3, 3],
    q: [null, 5, 9],
  });
});

test('clipped scenes do not compete outside', () => {
  const some = col.map((img) => img.clip(east)).merge(col.limit(1).map((img) => img.multiply(1)));
  expect(composedOf(some.mosaic(), scenes).bands).toEqual({ q: [5, 5, 5] });
  expect(composedOf(col.map((img) => img.clip(east)).qualityMosaic('q'), scenes).winners).toEqual([
    [null, 'a', 'b'],
  ]);
});
