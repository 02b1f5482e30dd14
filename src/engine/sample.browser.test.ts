import { expect, it } from 'vitest';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import { BestpixelError } from '../errors.ts';
import { partOf } from './testing/place.ts';
import { setUp } from './testing/shown-tiles.ts';

const seed = 77;

it.each([
  ['qualityMosaic', ee.ImageCollection('fake').qualityMosaic('q')],
  ['mosaic', ee.ImageCollection('fake').mosaic()],
  [
    'computed quality',
    ee
      .ImageCollection('fake')
      .map((scene) => scene.addBands(scene.normalizedDifference(['red', 'q']).rename('nd')))
      .qualityMosaic('nd'),
  ],
])('sample gives what computePixels gives at random pixels (%s)', async (_, image) => {
  const { live, scenes } = setUp(13);
  live.engine.setLayers([{ image, shown: false }]);
  const recipe = await live.recipe();
  const bands = ['red', 'green', 'q'];
  const part = { x: 300, y: 200, width: 64, height: 64 };
  const { crs } = scenes.grid;
  const pixels = await live.engine.computePixels({ recipe, grid: partOf(scenes.grid, part), bands });
  const random = randomNumbers(seed);
  for (let n = 0; n < 40; n++) {
    const [x, y] = [Math.floor(random() * 64), Math.floor(random() * 64)];
    const at = y * 64 + x;
    const grid = partOf(scenes.grid, { x: part.x + x, y: part.y + y, width: 1, height: 1 });
    const sample = await live.engine.sample({ recipe, grid: { ...grid, crs } });
    const where = `seed ${seed}, pixel ${x}, ${y}`;
    for (const band of bands) {
      const { data, mask } = pixels.bands[band]!;
      expect(sample.values[band], `${band}, ${where}`).toBe(mask[at] === 1 ? data[at] : null);
    }
    // Where bands are chosen apart, `scene` tells of the first band that was asked for.
    const winners = sample.series.filter(({ winner }) => winner);
    expect(winners.map(({ scene }) => scene.id)).toEqual(sample.scene ? [sample.scene.id] : []);
    if (recipe.selections[0]!.bands[0]!.name === 'q' && recipe.selections.length > 1) continue;
    expect(sample.scene?.id ?? null, where).toBe(pixels.scenes[pixels.scene[at]!]?.id ?? null);
  }
});

it('sample gives the series in order, and names what could not be read', async () => {
  const { live, scenes, reader } = setUp(5);
  live.engine.setLayers([{ image: ee.ImageCollection('fake').qualityMosaic('q'), shown: false }]);
  reader.broken.set('fake:3/green', new BestpixelError('truncated', 'the file ends early'));
  const grid = partOf(scenes.grid, { x: 5, y: 5, width: 1, height: 1 });
  const { series, failures } = await live.engine.sample({ recipe: await live.recipe(), grid });
  expect(series.map(({ scene }) => scene.id)).toEqual(['scene-0', 'scene-1', 'scene-2', 'scene-4']);
  expect(failures).toMatchObject([{ scene: 'scene-3', band: 'green', sentence: 'the file ends early.' }]);
});

it('sample lets a scene win without bands that are not shown', async () => {
  const { live, scenes, reader } = setUp(5);
  live.engine.setLayers([{ image: ee.ImageCollection('fake').qualityMosaic('q'), shown: false }]);
  const recipe = await live.recipe();
  const grid = partOf(scenes.grid, { x: 5, y: 5, width: 1, height: 1 });
  const whole = await live.engine.sample({ recipe, grid });
  const winner = whole.series.findIndex((entry) => entry.winner);
  reader.broken.set(`fake:${winner}/green`, new BestpixelError('truncated', 'the file ends early'));
  const { scene, series, values, failures } = await live.engine.sample({ recipe, grid, shown: ['red'] });
  expect(scene).toEqual(whole.scene);
  expect(values).toEqual({ ...whole.values, green: null });
  expect(series).toEqual(
    whole.series.map((entry, i) =>
      i === winner ? { ...entry, values: { ...entry.values, green: null } } : entry,
    ),
  );
  expect(failures).toMatchObject([{ scene: whole.scene!.id, band: 'green' }]);
});

it('sample lets a mosaic take each band from the last scene that has it, as composing does', async () => {
  const { live, scenes, reader } = setUp(5);
  live.engine.setLayers([{ image: ee.ImageCollection('fake').select('red', 'q').mosaic(), shown: false }]);
  for (const scene of [3, 4]) {
    reader.broken.set(`fake:${scene}/red`, new BestpixelError('truncated', 'the file ends early'));
  }
  const recipe = await live.recipe();
  const part = { x: 5, y: 5, width: 8, height: 8 };
  const bands = ['red', 'q'];
  const pixels = await live.engine.computePixels({ recipe, grid: partOf(scenes.grid, part), bands });
  for (let at = 0; at < 64; at++) {
    const [x, y] = [part.x + (at % 8), part.y + Math.floor(at / 8)];
    const grid = partOf(scenes.grid, { x, y, width: 1, height: 1 });
    const { values, scene } = await live.engine.sample({ recipe, grid });
    for (const band of bands) {
      const { data, mask } = pixels.bands[band]!;
      expect(values[band], `${band} at ${x}, ${y}`).toBe(mask[at] === 1 ? data[at] : null);
    }
    expect(scene?.id ?? null).toBe(pixels.scenes[pixels.scene[at]!]?.id ?? null);
  }
});

it('sample tells an acquisition once, though neighbouring tiles hold it', async () => {
  const { live, scenes, reader } = setUp(6, {
    load: () => {
      const { list } = scenes;
      const tiles = list.scenes.map((scene, i) => ({ ...scene, acquisition: i < 2 ? 'early' : 'late' }));
      return Promise.resolve({
        ...list,
        scenes: tiles.map((scene, i) => (i === 5 ? list.scenes[5]! : scene)),
      });
    },
  });
  live.engine.setLayers([{ image: ee.ImageCollection('fake').qualityMosaic('q'), shown: false }]);
  for (let scene = 0; scene < 6; scene++) scenes.pattern(scene, 'q').mask.fill(scene === 1 ? 0 : 1);
  for (const [scene, q] of [40, 50, 90, 70, 90, 60].entries()) scenes.pattern(scene, 'q').data.fill(q);
  const recipe = await live.recipe();
  const grid = partOf(scenes.grid, { x: 5, y: 5, width: 1, height: 1 });
  const { series, scene } = await live.engine.sample({ recipe, grid });
  expect(scene?.id).toBe('scene-4');
  expect(series.map(({ scene, quality, winner }) => [scene.id, quality, winner])).toEqual([
    ['scene-0', 40, false],
    ['scene-4', 90, true],
    ['scene-5', 60, false],
  ]);
  expect(reader.reads('q')).toHaveLength(6);
});
