import { describe, expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { leafScenes } from '../leaf-scenes.ts';
import { resolveLayer } from '../resolve.ts';
import { composedOf, sceneOf } from '../testing/composed.ts';
import { listsFor } from '../testing/scene-lists.ts';

const july = sceneOf('july', { q: [1, 5, null], red: [10, 20, 30] });
const august = sceneOf('august', { q: [3, 2, null], red: [11, 21, 31] }, { date: '2020-08-01Z' });
const both = [july, august];
const col = ee.ImageCollection('S2');
const best = col.qualityMosaic('q');
const worst = col.map((img) => img.addBands(img.select('q').multiply(-1).rename('w'))).qualityMosaic('w');
const early = col.filterDate('2020-07-01', '2020-07-02').qualityMosaic('q');

describe('images of several origins are computed with each other', () => {
  test('of mosaics that choose differently', () => {
    expect(composedOf(best.subtract(worst.select('q', 'red')), both).bands).toEqual({
      q: [2, 3, null],
      red: [1, -1, null],
    });
  });

  test('of collections with different filters', () => {
    expect(composedOf(best.select('red').subtract(early.select('red')), both).bands).toEqual({
      red: [1, 0, null],
    });
  });

  test('masked where either is', () => {
    const image = best.select('red').add(ee.Image(1).updateMask(worst.select('red').neq(10)));
    expect(composedOf(image, both).bands).toEqual({ red: [null, 21, null] });
  });

  test('band by band of mosaic(), whose bands may come from different scenes', () => {
    const holes = [sceneOf('a', { B8: [3, 3], B4: [1, 1] }), sceneOf('b', { B8: [7, null], B4: [null, 3] })];
    const { nd } = composedOf(col.mosaic().normalizedDifference(['B8', 'B4']), holes).bands;
    expect(nd).toEqual([0.75, 0]);
  });

  test('of constants alone, everywhere, drawn from no scene', () => {
    const image = ee.Image(2).multiply(3).addBands(ee.Image(5));
    expect(composedOf(image, both).bands).toEqual({ constant: [6], constant_1: [5] });
    expect(leafScenes(resolveLayer(image.node, new Map()))).toEqual([]);
  });

  test('of a mosaic beside a constant: the constant is there also where nobody wins', () => {
    expect(composedOf(best.select('red').addBands(ee.Image(7)), both).bands).toEqual({
      red: [11, 20, null],
      constant: [7, 7, 7],
    });
  });

  test('draws on the acquisitions of all of them, each once', () => {
    const { node } = best.subtract(worst.select('q', 'red')).addBands(early);
    const scenes = leafScenes(resolveLayer(node, listsFor(node, both)));
    expect(scenes.map(({ id }) => id).toSorted()).toEqual(['august', 'july']);
  });
});

describe('an image from elsewhere inside map', () => {
  test('is the same for all scenes, which stay the scenes that are chosen', () => {
    const image = col
      .map((img) => img.addBands(img.select('red').subtract(early.select('red')).rename('change')))
      .qualityMosaic('change');
    const { bands, winners } = composedOf(image, both);
    // Nobody has a change where `early` has none.
    expect(bands).toEqual({ q: [3, 2, null], red: [11, 21, null], change: [1, 1, null] });
    expect(winners).toEqual([['august', 'august', null]]);
  });

  test('may be a reduction of the same collection: distance to the median', () => {
    const three = [4, 9, 5].map((red, i) => sceneOf(`s${i}`, { red: [red] }));
    const median = col.select('red').median();
    const medoid = col
      .map((img) => img.addBands(img.subtract(median).abs().multiply(-1).rename('near')))
      .qualityMosaic('near');
    expect(composedOf(medoid, three).bands).toEqual({ red: [5], near: [0] });
  });

  test('may be what the function returns', () => {
    expect(
      composedOf(
        col.map(() => best),
        both,
      ).bands,
    ).toEqual({ q: [3, 5, null], red: [11, 20, null] });
  });

  test('of another function is refused by name', () => {
    const nested = col.map((img) => col.map((other) => other.subtract(img)).mosaic());
    expect(() => composedOf(nested, both)).toThrow('two functions, one in the other');
  });
});

test('what fills holes of a mosaic fills them also where nobody wins', () => {
  expect(composedOf(best.select('red').unmask(-1), both).bands).toEqual({ red: [11, 20, -1] });
  const filled = best.select('red').unmask(early.select('q'));
  expect(
    composedOf(filled, [
      july,
      sceneOf('late', { q: [9, null, null], red: [1, 2, 3] }, { date: '2020-08-01Z' }),
    ]).bands,
  ).toEqual({ red: [1, 20, null] });
  expect(composedOf(ee.Image(0).where(best.select('red').gt(15), 1), both).bands).toEqual({
    constant: [0, 1, 0],
  });
});
