import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { type BandSpec, makeFakeScenes, type Part } from './testing/fake-scenes.ts';
import { LiveEngine } from './testing/live-engine.ts';
import { partOf } from './testing/place.ts';
import { differences, truthOf } from './testing/truth.ts';

const seed = 20261124;
const clear = { dtype: 'uint8', values: [255], masked: 0, declared: 'uint8' } as const;
const red = { dtype: 'uint16', declared: 'uint16' } as const;
/** Reaches beyond what the scenes cover, left and above. */
const beyond = { x: -20, y: -11, width: 60, height: 50 };
const image = ee.ImageCollection('fake').qualityMosaic('q');

interface Given {
  readonly count: number;
  readonly q?: BandSpec;
  readonly scenePart?: (scene: number) => Part;
  readonly declaresPart?: boolean;
}

async function setUp({ count, q = clear, scenePart, declaresPart }: Given, part = beyond) {
  const random = randomNumbers(seed + count);
  const scenes = makeFakeScenes({ random, count, bands: { q, red }, partOf: scenePart, declaresPart });
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list: scenes.list });
  live.engine.setLayers([{ image, shown: false }]);
  const recipe = await live.recipe();
  const grid = partOf(scenes.grid, part);
  const found = await live.engine.computePixels({ recipe, grid, bands: ['red'] });
  const truth = truthOf({ scenes, quality: { band: 'q', times: 1 }, bands: ['red'], part });
  live.engine.dispose();
  const ranked = new Set(reader.reads('q').map((href) => Number(href.split('/')[0])));
  return { reader, ranked: [...ranked].toSorted((a, b) => a - b), wrong: differences(found, truth) };
}

const whole = { x: 0, y: 0, width: 1024, height: 1024 };
const lastFour = [36, 37, 38, 39];

describe('a scene that reaches no pixel which could still change', () => {
  it('is not read, though there are pixels that nobody covers', async () => {
    const { ranked, wrong } = await setUp({ count: 40, scenePart: () => whole });
    expect(wrong).toEqual({});
    expect(ranked).toEqual(lastFour);
  });

  it('is read where nothing tells how far it reaches', async () => {
    const { ranked, wrong } = await setUp({ count: 40, scenePart: () => whole, declaresPart: false });
    expect(wrong).toEqual({});
    expect(ranked).toHaveLength(40);
  });

  it('is left out of the walk, and others before it are not', async () => {
    const left = { ...whole, width: 25 };
    const right = { ...whole, x: 12, width: 800 };
    const scenePart = (scene: number): Part => (scene < 8 ? left : right);
    const { ranked, wrong } = await setUp({ count: 40, scenePart });
    expect(wrong).toEqual({});
    expect(ranked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, ...lastFour]);
  });

  it(`changes no pixel of random collections (seed ${seed})`, async () => {
    const random = randomNumbers(seed);
    const below = (most: number): number => Math.floor(random() * most);
    let spared = 0;
    for (let round = 0; round < 16; round++) {
      const parts = Array.from({ length: 3 }, (): Part => {
        return { x: below(30), y: below(30), width: 1 + below(40), height: 1 + below(60) };
      });
      const count = 9 + below(30);
      const masked = [0, 0, 0.02][below(3)]!;
      const part = { x: below(40) - 20, y: below(40) - 20, width: 30 + below(30), height: 30 + below(30) };
      const q = { ...clear, masked, values: [[255], [254, 255]][below(2)]! };
      const own = Array.from({ length: count }, () => parts[below(3)]!);
      const { ranked, wrong } = await setUp({ count, q, scenePart: (scene) => own[scene]! }, part);
      expect(wrong, `round ${round}`).toEqual({});
      if (ranked.length < count) spared++;
    }
    expect(spared).toBeGreaterThan(3);
  });
});

describe('a file that lies elsewhere than declared', () => {
  it('ends the belief in catalogs: what could reach is read', async () => {
    const count = 40;
    const given = { random: randomNumbers(seed), count, bands: { q: clear, red } };
    const scenes = makeFakeScenes({ ...given, partOf: () => ({ ...whole, x: 300, width: 700 }) });
    // The files hold all of the image.
    const reader = new FakeReader({ ...scenes, parts: new Map() });
    const live = new LiveEngine({ reader, list: scenes.list });
    live.engine.setLayers([{ image, shown: false }]);
    const part = { x: 280, y: 0, width: 40, height: 30 };
    const found = await live.engine.computePixels({
      recipe: await live.recipe(),
      grid: partOf(scenes.grid, part),
      bands: ['red'],
    });
    const truth = truthOf({
      scenes: { ...scenes, parts: new Map() },
      quality: { band: 'q', times: 1 },
      bands: ['red'],
      part,
    });
    expect(differences(found, truth)).toEqual({});
  });
});
