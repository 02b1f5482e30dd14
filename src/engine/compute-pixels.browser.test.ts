import { describe, expect, it } from 'vitest';
import { gatherOnCpu, selectOnCpu, type SceneBands } from '../compose/twin.ts';
import type { Recipe } from '../compose/recipe.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import { BestpixelError } from '../errors.ts';
import { bytesOfPart } from './mosaic.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { makeFakeScenes, patternHeight, patternWidth, type FakeScenes } from './testing/fake-scenes.ts';
import { LiveEngine } from './testing/live-engine.ts';
import { partOf } from './testing/place.ts';
import { differences, truthOf } from './testing/truth.ts';

const seed = 20200701;
const part = { x: 131, y: 57, width: 150, height: 90 };
const best = ee.ImageCollection('fake').qualityMosaic('q');

const bands = {
  q: { dtype: 'uint8', values: [0, 0, 1, 7, 100] },
  red: { dtype: 'uint16', masked: 0.1 },
  ratio: { dtype: 'float32' },
} as const;

interface SetUp {
  readonly count: number;
  readonly image?: { readonly node: unknown };
  readonly engine?: ConstructorParameters<typeof LiveEngine>[0]['engine'];
  readonly spec?: Parameters<typeof makeFakeScenes>[0]['bands'];
}

async function setUp({ count, image = best, engine, spec = bands }: SetUp) {
  const scenes = makeFakeScenes({ random: randomNumbers(seed + count), count, bands: spec });
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list: scenes.list, engine });
  live.engine.setLayers([{ image: image as typeof best, shown: false }]);
  const recipe = await live.recipe();
  const compute = (names: readonly string[], where = part, signal?: AbortSignal) =>
    live.engine.computePixels({ recipe, grid: partOf(scenes.grid, where), bands: names, signal });
  return { scenes, reader, live, recipe, compute };
}

const truth = (scenes: FakeScenes, more: Partial<Parameters<typeof truthOf>[0]> = {}) =>
  truthOf({ scenes, quality: { band: 'q', times: 1 }, bands: ['red', 'ratio'], part, ...more });

describe('the pixels of a mosaic', () => {
  it.each([1, 2, 8, 9, 17, 40])('of %i scenes, 8 to an array, are those of a plain loop', async (count) => {
    const { scenes, compute } = await setUp({ count });
    const found = await compute(['red', 'ratio', 'q']);
    const expected = truth(scenes, { bands: ['red', 'ratio', 'q'] });
    expect(differences(found, expected), `seed ${seed + count}`).toEqual({});
    expect(found.bands['red']!.data).toBeInstanceOf(Uint16Array);
    expect(found.bands['ratio']!.data).toBeInstanceOf(Float32Array);
    expect(found.scenes).toHaveLength(count);
    expect(found.failures).toEqual([]);
  });

  it('are those of the CPU twin, for a computed quality and computed bands', async () => {
    const image = ee
      .ImageCollection('fake')
      .map((scene) =>
        scene.addBands(
          scene
            .select('q')
            .multiply(-3)
            .add(scene.select('red'))
            .rename('rank')
            .addBands(scene.select('ratio').abs().rename('size')),
        ),
      )
      .qualityMosaic('rank');
    const { scenes, recipe, compute } = await setUp({ count: 19, image });
    const found = await compute(['size', 'rank']);
    const expected = twinOf(scenes, recipe, ['size', 'rank']);
    expect(differences(found, expected), `seed ${seed + 19}`).toEqual({});
    expect(found.bands['rank']!.data).toBeInstanceOf(Int32Array);
  });

  it('have no seams where a grid is composed in several squares', async () => {
    const { scenes, compute } = await setUp({ count: 11 });
    const where = { x: 3, y: 5, width: 700, height: 530 };
    const found = await compute(['red'], where);
    expect(differences(found, truth(scenes, { bands: ['red'], part: where })), `seed ${seed + 11}`).toEqual(
      {},
    );
  });

  it('are masked beyond the scenes', async () => {
    const { compute, scenes } = await setUp({ count: 2 });
    const found = await compute(['red'], { x: scenes.grid.width - 4, y: -3, width: 8, height: 8 });
    const inside = (i: number): boolean => i % 8 < 4 && i >= 24;
    expect([...found.scene].every((scene, i) => inside(i) || scene === -1)).toBe(true);
    expect([...found.bands['red']!.mask].every((there, i) => inside(i) || there === 0)).toBe(true);
    expect([...found.scene].some((scene) => scene >= 0)).toBe(true);
  });

  it('are those on a grid of a CRS that nothing before was in', async () => {
    const { live, recipe, scenes } = await setUp({ count: 2 });
    const crs = { name: 'sinusoidal', proj4: '+proj=sinu +R=6371007.181' };
    const grid = {
      ...partOf(scenes.grid, part),
      crs,
      affine: [1e6, 0, -1e7, 0, -1e6, 1e7] as const,
      width: 20,
      height: 20,
    };
    const found = await live.engine.computePixels({ recipe, grid, bands: ['red'] });
    expect(found.failures).toEqual([]);
    expect(found.scene).toHaveLength(400);
  });

  it('come per band from different scenes in a mosaic()', async () => {
    const image = ee.ImageCollection('fake').mosaic();
    const { scenes, compute } = await setUp({ count: 9, image });
    const found = await compute(['ratio', 'red']);
    for (const band of ['ratio', 'red']) {
      // The last scene that has the pixel in this band: all are equal in a quality that only counts where it is there.
      const { scene, bands } = truth(scenes, { quality: { band, times: 0 }, bands: [band] });
      const winners = band === 'ratio' ? found.scene : scene;
      expect(differences({ scene: winners, bands: found.bands }, { scene, bands })).toEqual({});
    }
  });
});

describe('what is read', () => {
  it('ends where no earlier scene could win', async () => {
    const spec = { q: { dtype: 'uint8', values: [255], masked: 0 }, red: { dtype: 'uint16' } } as const;
    const { scenes, reader, compute } = await setUp({ count: 40, spec });
    const found = await compute(['red']);
    expect(differences(found, truth(scenes, { bands: ['red'] }))).toEqual({});
    expect(reader.reads('q')).toEqual([39, 38, 37, 36].map((i) => `${i}/q`));
    expect(reader.reads('red')).toEqual(['39/red']);
  });

  it('goes on while one pixel could still be won', async () => {
    const spec = { q: { dtype: 'uint8', values: [255], masked: 0 }, red: { dtype: 'uint16' } } as const;
    const { scenes, reader, compute } = await setUp({ count: 17, spec });
    for (let i = 9; i < 17; i++) scenes.pattern(i, 'q').mask[0] = 0;
    const found = await compute(['red'], { ...part, x: 0, y: 0 });
    expect(differences(found, truth(scenes, { bands: ['red'], part: { ...part, x: 0, y: 0 } }))).toEqual({});
    expect(reader.reads('q')).toHaveLength(16);
    expect(new Set(reader.reads('red'))).toEqual(new Set(['16/red', '8/red']));
  });

  it('is colour of winners alone, and each of them once', async () => {
    const spec = { q: { dtype: 'uint8', values: [3, 200], masked: 0.5 }, red: { dtype: 'uint16' } } as const;
    const { scenes, reader, compute } = await setUp({ count: 24, spec });
    const expected = truth(scenes, { bands: ['red'] });
    expect(differences(await compute(['red']), expected)).toEqual({});
    const winners = [...new Set(expected.scene)].filter((scene) => scene >= 0);
    expect(winners.length).toBeLessThan(24);
    expect(reader.reads('red').toSorted()).toEqual(winners.map((scene) => `${scene}/red`).toSorted());
  });

  it('is nothing twice when another quality ranks by the same band', async () => {
    const { reader, live, scenes, compute } = await setUp({ count: 12 });
    await compute(['red']);
    const before = reader.reads('q').length;
    const worst = ee
      .ImageCollection('fake')
      .map((scene) => scene.addBands(scene.select('q').multiply(-1).rename('minus')))
      .qualityMosaic('minus');
    live.engine.setLayers([{ image: worst, shown: false }]);
    const found = await compute(['red']).then(async () =>
      live.engine.computePixels({
        recipe: await live.recipe(),
        grid: partOf(scenes.grid, part),
        bands: ['red'],
      }),
    );
    expect(differences(found, truth(scenes, { quality: { band: 'q', times: -1 }, bands: ['red'] }))).toEqual(
      {},
    );
    expect(reader.reads('q').length).toBe(before);
  });
});

describe('a scene that cannot be read', () => {
  const gone = (what: string) => new BestpixelError('http-status', `${what} is gone (404)`);

  it.each(['', 'describe '])('in its quality does not compete (%swindow)', async (what) => {
    const { scenes, reader, compute } = await setUp({ count: 11 });
    for (const scene of [10, 4]) reader.broken.set(`${what}fake:${scene}/q`, gone('q'));
    const found = await compute(['red', 'ratio']);
    const takesPart = (scene: number): boolean => scene !== 10 && scene !== 4;
    expect(differences(found, truth(scenes, { takesPart }))).toEqual({});
    expect(found.failures.map(({ scene, band }) => `${scene} ${band}`).toSorted()).toEqual([
      'scene-10 q',
      'scene-4 q',
    ]);
  });

  it.each(['', 'describe '])(
    'in its colour is struck out: others win its pixels (%swindow)',
    async (what) => {
      const { scenes, reader, compute } = await setUp({ count: 11 });
      for (const scene of [10, 9, 3]) reader.broken.set(`${what}fake:${scene}/red`, gone('red'));
      const found = await compute(['red', 'ratio']);
      const takesPart = (scene: number): boolean => ![10, 9, 3].includes(scene);
      expect(differences(found, truth(scenes, { takesPart }))).toEqual({});
      expect(found.failures.map(({ scene }) => scene).toSorted()).toEqual(['scene-10', 'scene-3', 'scene-9']);
      expect(found.failures[0]!.sentence).toContain('red is gone (404)');
    },
  );

  it('in its colour at the second time it is needed leaves no pixel of the first time', async () => {
    const { scenes, reader, compute } = await setUp({ count: 11 });
    reader.broken.set('fake:10/red', gone('red'));
    reader.onRead = (href) => {
      if (reader.reads().filter((read) => `fake:${read}` === href).length === 2) {
        reader.broken.set(href, gone('red'));
      }
    };
    const found = await compute(['red']);
    const lost = new Set(found.failures.map(({ scene }) => Number(scene.slice(6))));
    expect(lost.size).toBeGreaterThan(1);
    const expected = truth(scenes, { bands: ['red'], takesPart: (scene) => !lost.has(scene) });
    expect(differences(found, expected)).toEqual({});
  });

  it('leaves nothing where all fail, and says so', async () => {
    const { reader, compute } = await setUp({ count: 3 });
    for (const scene of [0, 1, 2]) reader.broken.set(`fake:${scene}/red`, gone('red'));
    const found = await compute(['red']);
    expect(found.scene.every((scene) => scene === -1)).toBe(true);
    expect(found.bands['red']!.mask.every((there) => there === 0)).toBe(true);
    expect(found.failures).toHaveLength(3);
  });
});

describe('the GPU budget', () => {
  it('changes no pixel, and is kept but for one array of scenes', async () => {
    const roomy = await setUp({ count: 33 });
    const expected = await roomy.compute(['red', 'ratio']);
    const pixels = part.width * part.height;
    // Two planes of 8 scenes; a gather of 8 scenes in two bands; what is read back.
    const array = Math.max(8 * 2, 8 * (3 + 5)) * pixels;
    const gpuBudget = bytesOfPart({ bands: ['red', 'ratio'] }, part) + 2 * 16 * pixels;
    const tight = await setUp({ count: 33, engine: { gpuBudget } });
    const found = await tight.compute(['red', 'ratio']);
    expect(differences(found, truth(tight.scenes))).toEqual({});
    expect([...found.scene]).toEqual([...expected.scene]);
    expect(tight.live.mostHeld).toBeLessThanOrEqual(gpuBudget + array);
    expect(roomy.live.mostHeld).toBeGreaterThan(tight.live.mostHeld);
  });
});

/** The twin on patterns' own pixels, spread over the part as `truthOf` does. */
function twinOf(scenes: FakeScenes, recipe: Recipe, names: readonly string[]) {
  const { quality, bands } = recipe.selections[0]!;
  const exprs = names.map((name) => bands.find((band) => band.name === name)!.expr);
  const leaves = new Map(['q', 'red', 'ratio'].map((band) => [band, scenes.pattern(0, band).dtype]));
  const length = patternWidth * patternHeight;
  const sceneBands = scenes.list.scenes.map((_, scene): SceneBands => ({
    scene,
    bands: new Map([...leaves.keys()].map((band) => [band, scenes.pattern(scene, band)])),
  }));
  const { winner } = selectOnCpu({ quality, leaves, scenes: sceneBands, length });
  const gathered = gatherOnCpu({ bands: exprs, winner, leaves, scenes: sceneBands, length });
  const at = (i: number): number =>
    ((part.y + Math.floor(i / part.width)) % patternHeight) * patternWidth +
    ((part.x + (i % part.width)) % patternWidth);
  const pixels = { length: part.width * part.height };
  const spread = gathered.bands.map(({ data, mask }) => ({
    data: Float64Array.from(pixels, (_, i) => data[at(i)]!),
    mask: Uint8Array.from(pixels, (_, i) => mask[at(i)]!),
  }));
  return {
    scene: Int32Array.from(pixels, (_, i) => winner[at(i)]!),
    bands: Object.fromEntries(names.map((name, i) => [name, spread[i]!])),
  };
}
