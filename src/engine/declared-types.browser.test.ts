import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import { BestpixelError } from '../errors.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { type BandSpec, makeFakeScenes } from './testing/fake-scenes.ts';
import { LiveEngine } from './testing/live-engine.ts';
import { partOf } from './testing/place.ts';
import { differences, truthOf } from './testing/truth.ts';

const seed = 20201123;
const part = { x: 131, y: 57, width: 60, height: 50 };
const red = { dtype: 'uint16' } as const;
const best = ee.ImageCollection('fake').qualityMosaic('q');
const worst = ee
  .ImageCollection('fake')
  .map((scene) => scene.addBands(scene.select('q').multiply(-1).rename('minus')))
  .qualityMosaic('minus');

async function setUp(count: number, q: BandSpec, times: 1 | -1 = 1) {
  const scenes = makeFakeScenes({ random: randomNumbers(seed + count), count, bands: { q, red } });
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list: scenes.list });
  live.engine.setLayers([{ image: times === 1 ? best : worst, shown: false }]);
  const recipe = await live.recipe();
  const compute = () =>
    live.engine.computePixels({ recipe, grid: partOf(scenes.grid, part), bands: ['red'] });
  const truth = (takesPart?: (scene: number) => boolean) =>
    truthOf({ scenes, quality: { band: 'q', times }, bands: ['red'], part, takesPart });
  return { scenes, reader, live, compute, truth };
}

describe('the types that a catalog declares', () => {
  const clear = { dtype: 'uint8', values: [255], masked: 0, declared: 'uint8' } as const;

  it('spare the headers of scenes that cannot win', async () => {
    const { reader, compute, truth } = await setUp(40, clear);
    const found = await compute();
    expect(differences(found, truth())).toEqual({});
    expect(found.failures).toEqual([]);
    const asked = reader.asked.filter(({ what, href }) => what === 'describe' && href.endsWith('/q'));
    expect(asked.map(({ href }) => href).toSorted()).toEqual(
      [36, 37, 38, 39].map((scene) => `fake:${scene}/q`),
    );
  });

  it('are taken back as soon as a file is of another', async () => {
    const { scenes, compute, truth } = await setUp(40, { ...clear, values: [1, 7, 254], masked: 0.3 });
    const q = { dtype: 'int16', values: [-300, 9, 1000] } as const;
    const others = makeFakeScenes({ random: randomNumbers(seed), count: 40, bands: { q } });
    for (const scene of [3, 12, 20]) Object.assign(scenes.pattern(scene, 'q'), others.pattern(scene, 'q'));
    expect(differences(await compute(), truth())).toEqual({});
  });

  it(`change no pixel of random collections, be they right, wide, wrong or missing (seed ${seed})`, async () => {
    const random = randomNumbers(seed);
    const some = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    for (let round = 0; round < 16; round++) {
      const q = {
        dtype: some(['uint8', 'int16'] as const),
        declared: some([undefined, 'uint8', 'int16', 'uint16', 'float32'] as const),
        values: some([[255], [0, 255], [1, 2, 3, 200]]),
        masked: some([0, 0.1, 0.6]),
      };
      const { live, compute, truth } = await setUp(9 + Math.floor(random() * 30), q, some([1, -1] as const));
      expect(differences(await compute(), truth()), `round ${round}`).toEqual({});
      live.engine.dispose();
    }
  });

  it('do not hide a scene that could win and cannot be read', async () => {
    const { reader, compute, truth } = await setUp(20, { ...clear, values: [1, 7], masked: 0.3 });
    reader.broken.set('fake:2/q', new BestpixelError('http-status', 'q is gone (404)'));
    const found = await compute();
    expect(
      differences(
        found,
        truth((scene) => scene !== 2),
      ),
    ).toEqual({});
    expect(found.failures.map(({ scene, band }) => `${scene} ${band}`)).toEqual(['scene-2 q']);
  });
});
