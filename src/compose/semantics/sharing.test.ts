import { expect, test } from 'vitest';
import { ee } from '../../ee/ee.ts';
import { queriesOf } from '../queries.ts';
import { leafScenes } from '../leaf-scenes.ts';
import { outputBands, resolveLayer } from '../resolve.ts';
import { composedOf, sceneOf } from '../testing/composed.ts';
import { listsFor } from '../testing/scene-lists.ts';

const col = ee.ImageCollection('S2');
const scenes = [sceneOf('a', { q: [1, 4] }), sceneOf('b', { q: [3, 2] }, { date: '2020-08-01Z' })];

test('images of several origins that are used a million times over are composed once', () => {
  let image = col.qualityMosaic('q').subtract(col.median());
  for (let i = 0; i < 60; i++) image = image.max(image.add(col.min()));
  const recipe = resolveLayer(image.node, listsFor(image.node, scenes));
  expect(outputBands(recipe)).toEqual(['q']);
  expect([...recipe.made!.keys()]).toHaveLength(2);
  expect(leafScenes(recipe)).toEqual(scenes);
});

test('reductions that each read the one before twice, inside map, are resolved in no time', () => {
  let image = col.median();
  for (let i = 0; i < 25; i++) {
    const before = image;
    image = col.map((img) => img.subtract(before).max(before.multiply(0))).median();
  }
  const began = performance.now();
  const recipe = resolveLayer(image.node, listsFor(image.node, scenes));
  expect(outputBands(recipe)).toEqual(['q']);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('collections that are merged with themselves again and again end with a named error', () => {
  let merged = col.merge(col);
  for (let i = 0; i < 40; i++) merged = merged.merge(merged);
  const { node } = merged.filterDate('2020-01-01', '2021').mosaic();
  expect(queriesOf(node)).toHaveLength(1);
  expect(() => resolveLayer(node, listsFor(node, scenes))).toThrow('images are put together, more than');
});

test('one image is composed for all bands and scenes that read it', () => {
  const best = col.qualityMosaic('q');
  const image = ee.ImageCollection([best, best.add(1), best.add(2)]).mosaic();
  const recipe = resolveLayer(image.node, listsFor(image.node, scenes));
  const images = new Set(
    [...recipe.made!.values()].flatMap((band) =>
      band.kind === 'image' ? band.sources.map((source) => source!.image) : [],
    ),
  );
  expect(images.size).toBe(1);
  expect(composedOf(image, scenes).bands).toEqual({ q: [5, 6] });
});

test('an expression that is resolved again gives the same names, so that pixels are known again', () => {
  const { node } = col.qualityMosaic('q').subtract(col.median()).addBands(col.first());
  const [a, b] = [0, 1].map(() => resolveLayer(node, listsFor(node, scenes)));
  expect([...a!.made!.keys()]).toEqual([...b!.made!.keys()]);
  expect(a!.selections).toEqual(b!.selections);
});
