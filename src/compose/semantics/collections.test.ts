import { describe, expect, test } from 'vitest';
import { ee, type Image } from '../../ee/ee.ts';
import { originalOf } from '../../scene/scene.ts';
import { leafScenes } from '../leaf-scenes.ts';
import { resolveCollection, resolveLayer } from '../resolve.ts';
import { composedOf, sceneOf } from '../testing/composed.ts';
import { listsFor } from '../testing/scene-lists.ts';

const col = ee.ImageCollection('S2');
const a = sceneOf('a', { q: [1, 9], red: [10, 20] }, { properties: { cloud: 30 } });
const b = sceneOf('b', { q: [5, 2], red: [11, 21] }, { date: '2020-08-01Z', properties: { cloud: 10 } });
const c = sceneOf('c', { q: [4, 3], red: [12, 22] }, { date: '2020-09-01Z' });
const three = [a, b, c];
const ids = (collection: typeof col): string[] =>
  resolveCollection(collection.node, listsFor(collection.node, three)).scenes.map(({ id }) => id);
const until = (end: string) => col.filterDate('2020-07-01', end);

describe('order', () => {
  test('sort is by a property, equal ones in order, those without it last', () => {
    expect(ids(col.sort('cloud'))).toEqual(['b', 'a', 'c']);
    expect(ids(col.sort('cloud', false))).toEqual(['a', 'b', 'c']);
    expect(ids(col.sort('system:time_start', false))).toEqual(['c', 'b', 'a']);
    expect(ids(col.sort('nothing'))).toEqual(['a', 'b', 'c']);
  });

  test('limit with a property takes the first of the sorted', () => {
    expect(ids(col.limit(1, 'cloud'))).toEqual(['b']);
    expect(ids(col.limit(1, 'cloud', false))).toEqual(['a']);
  });

  test('what is sorted last lies on top', () => {
    expect(composedOf(col.sort('system:time_start', false), three).bands).toMatchObject({ red: [10, 20] });
    expect(composedOf(col.sort('cloud').first(), three).winners[0]).toEqual(['b', 'b']);
  });

  test('sort and filter see what set put there', () => {
    const scored = col.map((img) => img.set('score', ee.Number(img.date().millis()).multiply(-1)));
    expect(ids(scored.sort('score'))).toEqual(['c', 'b', 'a']);
    expect(ids(scored.filter(ee.Filter.lt('score', -Date.UTC(2020, 7, 15))))).toEqual(['c']);
  });
});

describe('merge', () => {
  test('has the first, then the second, with ids that say which', () => {
    expect(ids(col.limit(1).merge(col.limit(2)))).toEqual(['1_a', '2_a', '2_b']);
  });

  test('of what is made alike stays scenes', () => {
    const double = (img: Image) => img.multiply(2);
    const both = until('2020-07-15').map(double).merge(col.filterDate('2020-09-01').map(double));
    const { bands, winners } = composedOf(both.qualityMosaic('q'), three);
    expect(bands).toEqual({ q: [8, 18], red: [24, 40] });
    expect(winners).toEqual([['2_c', '1_a']]);
  });

  test('of what is made in two ways chooses between the images', () => {
    const other = col.filterDate('2020-09-01').map((img) => img.add(100));
    const { node } = until('2020-07-15')
      .map((img) => img.multiply(2))
      .merge(other)
      .qualityMosaic('q');
    expect(composedOf({ node }, three).bands).toEqual({ q: [104, 103], red: [112, 122] });
    const recipe = resolveLayer(node, listsFor(node, three));
    expect(leafScenes(recipe).map(originalOf)).toEqual([a, c]);
    expect(recipe.list.scenes.map(({ id }) => id)).toEqual(['1_a', '2_c']);
  });

  test('of scenes with other bands masks those that a scene has not', () => {
    const landsat = sceneOf('l', { q: [9, 1], SR_B4: [7, 8] }, { date: '2021-07-01Z' });
    const { node } = until('2021').merge(col.filterDate('2021', '2022')).qualityMosaic('q');
    expect(composedOf({ node }, [...three, landsat]).bands).toEqual({
      q: [9, 9],
      red: [null, 20],
      SR_B4: [7, null],
    });
    const scenes = resolveLayer(node, listsFor(node, [...three, landsat])).list.scenes;
    expect(scenes.map(({ lacking }) => [...(lacking ?? [])])).toEqual([
      ['SR_B4'],
      ['SR_B4'],
      ['SR_B4'],
      ['red'],
    ]);
  });

  test('of more bands than one program reads is composed image by image', () => {
    const many = Array.from({ length: 5 }, (_, i) => [`x${i}`, `y${i}`]).flat();
    const wide = [0, 1].map((i) =>
      sceneOf(`w${i}`, Object.fromEntries(many.map((name, n) => [name, [10 * i + n]])), {
        date: `202${i}-07-01Z`,
      }),
    );
    const sum = (letter: string) => (img: Image) =>
      [1, 2, 3, 4]
        .reduce((total, n) => total.add(img.select(`${letter}${n}`)), img.select(`${letter}0`))
        .rename('s');
    const sides = col
      .filterDate('2020', '2021')
      .map(sum('x'))
      .merge(col.filterDate('2021', '2022').map(sum('y')));
    expect(composedOf(sides.max(), wide).bands).toEqual({ s: [75] });
    const { list } = resolveLayer(sides.mosaic().node, listsFor(sides.node, wide));
    expect(list.scenes.map(({ id, bands }) => [id, bands.size])).toEqual([
      ['1_w0', 0],
      ['2_w1', 0],
    ]);
  });

  test('with a collection of no scenes is the other', () => {
    const none = col.filterDate('1999-01-01');
    expect(ids(none.merge(col.limit(1)))).toEqual(['2_a']);
    expect(ids(none.merge(none))).toEqual([]);
  });

  test('keeps values per scene and what set put there', () => {
    const timed = (img: Image) =>
      img
        .addBands(ee.Image.constant(ee.Number(img.get('cloud'))).rename('cloud'))
        .set('twice', img.get('cloud'));
    const clouds = col.filter(ee.Filter.notNull(['cloud']));
    const both = clouds.limit(1).map(timed).merge(clouds.map(timed)).sort('twice');
    expect(ids(both)).toEqual(['2_b', '1_a', '2_a']);
    expect(composedOf(both.qualityMosaic('cloud').select('cloud'), three).bands).toEqual({ cloud: [30, 30] });
    expect(composedOf(both.first().select('cloud'), three).bands).toEqual({ cloud: [10, 10] });
  });
});

describe('a collection of images', () => {
  test('of mosaics is composed of each', () => {
    const early = until('2020-08-15').qualityMosaic('q');
    const late = col.filterDate('2020-08-01', '2021').qualityMosaic('q').add(1);
    const { node } = ee.ImageCollection([early, late]).qualityMosaic('q');
    expect(composedOf({ node }, three).bands).toEqual({ q: [6, 9], red: [12, 20] });
    expect(leafScenes(resolveLayer(node, listsFor(node, three))).map(({ id }) => id)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('of numbers has one value each', () => {
    expect(composedOf(ee.ImageCollection([1, 5, 3]).max(), three).bands).toEqual({ constant: [5] });
  });

  test('of numbers and images has each as it is', () => {
    const masked = ee.Image(2).updateMask(col.first().select('q').gt(5));
    expect(composedOf(ee.ImageCollection([ee.Image(1), masked]).mosaic(), three).bands).toEqual({
      constant: [1, 2],
    });
  });

  test('of one image is that image', () => {
    expect(composedOf(ee.ImageCollection(col.first()).mosaic(), three).bands).toEqual({
      q: [1, 9],
      red: [10, 20],
    });
  });

  test('of single scenes as they are stays these scenes', () => {
    const list = col.toList(3);
    const pair = ee.ImageCollection([ee.Image(list.get(2)), ee.Image(list.get(0))]);
    expect(ids(pair)).toEqual(['c', 'a']);
    expect(composedOf(pair.qualityMosaic('q'), three).winners).toEqual([['c', 'a']]);
  });

  test('may be nested: a mosaic of monthly medians, reduced again', () => {
    const months = ['2020-07-01', '2020-08-01', '2020-09-01'].map((month) =>
      col.filterDate(month).median().addBands(ee.Image(2).rename('n')),
    );
    const years = ee.ImageCollection([
      ee.ImageCollection(months).sum(),
      ee.ImageCollection(months.slice(1)).sum(),
    ]);
    expect(composedOf(years.max(), three).bands).toEqual({ q: [10, 14], red: [33, 63], n: [6, 6] });
  });

  test('matches bands by name; those that an image lacks are masked there', () => {
    const list = [col.first().select('red'), col.first().select('q').rename('other')];
    expect(composedOf(ee.ImageCollection(list), three).bands).toEqual({ red: [10, 20], other: [1, 9] });
  });

  test('is mapped, filtered and sorted as any other, by what set put on its images', () => {
    const images = [1, 2, 3].map((n) => until('2020-07-15').mosaic().multiply(n).set('n', n));
    const kept = ee.ImageCollection(images).filter(ee.Filter.gt('n', 1)).sort('n', false);
    expect(composedOf(kept.map((img) => img.add(0.5)).first(), three).bands).toEqual({
      q: [3.5, 27.5],
      red: [30.5, 60.5],
    });
    expect(ids(ee.ImageCollection(images).filterDate('2000', '2100'))).toEqual([]);
  });

  test('of the image of map is refused by name', () => {
    const inside = col.map((img) => ee.ImageCollection([img, img.add(1)]).max());
    expect(() => composedOf(inside, three)).toThrow('a collection of the image of map() cannot be made');
  });
});

describe('linkCollection', () => {
  const scores = [
    sceneOf('a', { cs: [0.5, 0.25] }),
    sceneOf('c', { cs: [0.75, null] }, { properties: { note: 'x' } }),
  ];
  const both = { S2: three, CS: scores };
  const lists = (node: typeof col.node) =>
    new Map(
      [...listsFor(node, [])].map(([key, list]) => [key, { ...list, scenes: both[list.id as 'S2' | 'CS'] }]),
    );
  const cs = ee.ImageCollection('CS');

  test('adds the bands of the scene of the same id, which stays one scene; without one they are masked', () => {
    const { node } = col.linkCollection(cs, ['cs']).qualityMosaic('cs');
    const recipe = resolveLayer(node, lists(node));
    expect(recipe.made).toBeUndefined();
    expect(recipe.list.scenes.map((scene) => [scene.id, scene.bands.has('cs')])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
  });

  test('adds what map made of them', () => {
    const { node } = col
      .linkCollection(
        cs.map((img) => img.multiply(100)),
        ['cs'],
      )
      .qualityMosaic('cs');
    const { selections, made } = resolveLayer(node, lists(node));
    expect(selections[0]!.bands.map(({ name }) => name)).toEqual(['q', 'red', 'cs']);
    expect(
      [...made!.values()].map(
        (band) => band.kind === 'image' && band.sources.map((source) => source !== null),
      ),
    ).toEqual([[true, false, true]]);
  });

  test('adds properties, by which is filtered', () => {
    const { node } = col.linkCollection(cs, ['cs'], ['note']).filter(ee.Filter.eq('note', 'x'));
    expect(resolveCollection(node, lists(node)).scenes.map(({ id }) => id)).toEqual(['c']);
  });
});

test('toBands has all bands of all images', () => {
  expect(composedOf(col.select('q').toBands(), three).bands).toEqual({
    a_q: [1, 9],
    b_q: [5, 2],
    c_q: [4, 3],
  });
});

test('distinct keeps the first of those that are alike', () => {
  const same = [
    sceneOf('x', { q: [1] }, { properties: { orbit: 1 } }),
    sceneOf('y', { q: [2] }, { properties: { orbit: 1 } }),
  ];
  const { node } = col.distinct(['orbit']);
  expect(resolveCollection(node, listsFor(node, same)).scenes.map(({ id }) => id)).toEqual(['x']);
});
