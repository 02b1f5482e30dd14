import { describe, expect, it } from 'vitest';
import type { CarriedPixels } from '../compose/carried.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import { BestpixelError } from '../errors.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { makeFakeScenes, patternIndex, type FakeScenes } from './testing/fake-scenes.ts';
import { LiveEngine } from './testing/live-engine.ts';
import { partOf, viewOf } from './testing/place.ts';
import { differences, truthOf } from './testing/truth.ts';

const seed = 20180614;
const part = { x: 131, y: 57, width: 90, height: 61 };
const collection = ee.ImageCollection('fake');
const best = collection.qualityMosaic('q');

/** Qualities without a hole that tie, and a reference with many. */
const bands = {
  q: { dtype: 'uint8', values: [0, 0, 100], masked: 0 },
  red: { dtype: 'uint16', masked: 0.6 },
  green: { dtype: 'int16', masked: 0.1 },
} as const;

interface SetUp {
  readonly count: number;
  readonly image?: { readonly node: unknown };
  readonly layersPerArray?: number;
  readonly spec?: Parameters<typeof makeFakeScenes>[0]['bands'];
  readonly referenceOf?: (scene: number) => string | undefined;
}

/** Scenes with `red` for reference, but for every seventh. */
async function setUp({ count, image = best, layersPerArray = 8, spec = bands, ...rest }: SetUp) {
  const { referenceOf = (scene) => (scene % 7 === 3 ? undefined : 'red') } = rest;
  const fake = makeFakeScenes({ random: randomNumbers(seed + count), count, bands: spec });
  const list = {
    ...fake.list,
    scenes: fake.list.scenes.map((scene, index) => {
      const reference = referenceOf(index);
      return reference === undefined ? scene : { ...scene, reference };
    }),
  };
  const scenes: FakeScenes = { ...fake, list };
  const reader = new FakeReader(scenes);
  const live = new LiveEngine({ reader, list, engine: { layersPerArray } });
  live.engine.setLayers([{ image: image as typeof best, shown: false }]);
  const recipe = await live.recipe();
  const grid = partOf(scenes.grid, part);
  const compute = (names: readonly string[]) => live.engine.computePixels({ recipe, grid, bands: names });
  const hasData = (scene: number, at: number): boolean => {
    const reference = referenceOf(scene);
    return reference === undefined || scenes.pattern(scene, reference).mask[at] === 1;
  };
  return { scenes, reader, live, recipe, compute, hasData };
}

type TruthMore = Partial<Parameters<typeof truthOf>[0]>;

/** As if scenes without data at a pixel were not in the list there. */
function truth(scenes: FakeScenes, takesPart: (scene: number, at: number) => boolean, more: TruthMore = {}) {
  return truthOf({ scenes, quality: { band: 'q', times: 1 }, bands: ['green'], part, takesPart, ...more });
}

function winnersOf({ scene }: { readonly scene: Int32Array }): number[] {
  return [...new Set(scene)].filter((index) => index >= 0).toSorted((a, b) => a - b);
}

function byBand(hrefs: readonly string[]): number[] {
  return hrefs.map((href) => Number(href.split('/')[0])).toSorted((a, b) => a - b);
}

const gone = new BestpixelError('http-status', 'the file is gone (404)');

describe('a winner without data', () => {
  it.each([
    [1, 8],
    [9, 2],
    [17, 8],
    [40, 2],
    [40, 8],
  ])('is struck out, of %i scenes, %i to an array', async (count, layersPerArray) => {
    const { scenes, compute, hasData } = await setUp({ count, layersPerArray });
    const found = await compute(['green', 'red', 'q']);
    const expected = truth(scenes, hasData, { bands: ['green', 'red', 'q'] });
    expect(differences(found, expected), `seed ${seed + count}`).toEqual({});
    expect(
      differences(
        found,
        truth(scenes, () => true),
      ),
    ).not.toEqual({});
    expect(found.failures).toEqual([]);
  });

  it('is struck out by another band than is shown, of scenes whose references differ', async () => {
    const referenceOf = (scene: number) => (['red', 'mask', undefined] as const)[scene % 3];
    const spec = { ...bands, mask: { dtype: 'uint8', masked: 0.9 } } as const;
    const { scenes, compute, hasData } = await setUp({ count: 26, spec, referenceOf });
    expect(differences(await compute(['green']), truth(scenes, hasData))).toEqual({});
  });

  it('is struck out in a chain of many, down to the one that has data or to nobody', async () => {
    const spec = { ...bands, q: { dtype: 'uint8', values: [255], masked: 0 } } as const;
    const { scenes, compute, hasData } = await setUp({ count: 33, spec, referenceOf: () => 'red' });
    const chain = patternIndex(part.x, part.y);
    const nobody = patternIndex(part.x + 1, part.y);
    for (let scene = 0; scene < 33; scene++) {
      scenes.pattern(scene, 'red').mask[chain] = scene === 0 ? 1 : 0;
      scenes.pattern(scene, 'red').mask[nobody] = 0;
    }
    const found = await compute(['green', 'red']);
    expect(differences(found, truth(scenes, hasData, { bands: ['green', 'red'] }))).toEqual({});
    expect([...found.scene.subarray(0, 2)]).toEqual([0, -1]);
    expect(found.bands['green']!.mask[1]).toBe(0);
  });

  it('is struck out where the one that wins at last has a wider type: all is gathered again', async () => {
    const spec = { ...bands, green: { dtype: 'uint8', masked: 0.1 } } as const;
    const { scenes, reader, compute, hasData } = await setUp({ count: 20, spec, referenceOf: () => 'red' });
    const green = scenes.source(0, 'green');
    const data = Int16Array.from(scenes.pattern(0, 'green').data, (value) => value - 300);
    const wide = { ...scenes.pattern(0, 'green'), dtype: 'int16', data } as const;
    (scenes.patterns as Map<typeof green, typeof wide>).set(green, wide);
    // It wins only where nobody else has data.
    scenes.pattern(0, 'q').data.fill(0);
    for (let scene = 0; scene < 20; scene++) {
      scenes.pattern(scene, 'red').mask.fill(scene === 0 ? 1 : 0, 500, 510);
    }
    const found = await compute(['green']);
    expect(differences(found, truth(scenes, hasData))).toEqual({});
    expect(found.bands['green']!.data).toBeInstanceOf(Int16Array);
    expect(winnersOf(found)[0]).toBe(0);
    expect(reader.reads('green').length).toBeGreaterThan(2 * 19);
  });

  it('is struck out in each selection of a mosaic()', async () => {
    const image = collection.select('green', 'q', 'red').mosaic();
    const { scenes, compute, hasData } = await setUp({ count: 19, image });
    const found = await compute(['green', 'q', 'red']);
    for (const band of ['green', 'q', 'red']) {
      const expected = truth(scenes, hasData, { quality: { band, times: 0 }, bands: [band] });
      const scene = band === 'green' ? found.scene : expected.scene;
      expect(differences({ ...found, scene }, expected), band).toEqual({});
    }
  });

  it('is never shown on the way', async () => {
    const { scenes, live, hasData } = await setUp({ count: 21, referenceOf: () => 'red' });
    const view = viewOf([[1, 1]]);
    const seen: Promise<CarriedPixels>[] = [];
    const mosaic = () => live.engine.layers[0]!.tiles.get(keyOf(view.tiles[0]!))?.mosaic;
    live.onFrame = () => {
      const carried = mosaic()?.parts[0]?.carried[0];
      if (carried) seen.push(carried.read());
    };
    await live.show([{ image: best, visParams: { bands: ['green'], max: 1 } }], view);
    live.onFrame = () => {};
    const expected = truth(scenes, hasData, { part: { x: 256, y: 256, width: 256, height: 256 } });
    const { data, mask } = expected.bands['green']!;
    const shares = new Set<number>();
    for (const { gathered, bands } of await Promise.all(seen)) {
      const wrong = [...gathered.keys()].filter((i) => {
        if (gathered[i] === 0) return false;
        return bands[0]!.mask[i] !== mask[i] || (mask[i] === 1 && bands[0]!.data[i] !== data[i]);
      });
      expect(wrong).toEqual([]);
      shares.add(gathered.filter((there) => there === 1).length);
    }
    expect(shares.size).toBeGreaterThan(2);
    expect(Math.max(...shares)).toBe(expected.scene.filter((scene) => scene >= 0).length);
    expect([...mosaic()!.winners].toSorted((a, b) => a - b)).toEqual(winnersOf(expected));
  });
});

describe('what is read', () => {
  const oneToAnArray = { layersPerArray: 1, referenceOf: () => 'red' };

  it('is the reference of scenes that win somewhere, once, and no other band of those without data there', async () => {
    const spec = {
      q: { dtype: 'uint8', values: [255], masked: 0 },
      red: { dtype: 'uint16', masked: 0 },
      green: { dtype: 'int16', masked: 0 },
    } as const;
    const { scenes, reader, compute } = await setUp({ count: 9, spec, ...oneToAnArray });
    for (const scene of [8, 7]) scenes.pattern(scene, 'red').mask.fill(0);
    const found = await compute(['green']);
    expect(winnersOf(found)).toEqual([6]);
    expect(byBand(reader.reads('q'))).toEqual([6, 7, 8]);
    expect(byBand(reader.reads('red'))).toEqual([6, 7, 8]);
    expect(reader.reads('green')).toEqual(['6/green']);
    const asked = reader.asked.map(({ href }) => href).filter((href) => href.endsWith('green'));
    expect(new Set(asked)).toEqual(new Set(['fake:6/green']));
  });

  it('is nothing more where the reference is gathered anyway', async () => {
    const spec = { ...bands, red: { dtype: 'uint16', masked: 0 } } as const;
    const plain = await setUp({ count: 15, spec, referenceOf: () => undefined });
    const judged = await setUp({ count: 15, spec, referenceOf: () => 'red' });
    await plain.compute(['green', 'red']);
    const found = await judged.compute(['green', 'red']);
    expect(judged.reader.reads().toSorted()).toEqual(plain.reader.reads().toSorted());
    expect(byBand(judged.reader.reads('red'))).toEqual(winnersOf(found));
  });

  it('is nothing more where the quality reads the reference', async () => {
    const image = collection
      .map((scene) => scene.addBands(scene.select('red').multiply(-1).rename('dark')))
      .qualityMosaic('dark');
    const { scenes, reader, compute, hasData } = await setUp({ count: 11, image, referenceOf: () => 'red' });
    const found = await compute(['green']);
    const expected = truth(scenes, hasData, { quality: { band: 'red', times: -1 } });
    expect(differences(found, expected)).toEqual({});
    expect(byBand(reader.reads('red'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('of a quality is nothing twice, though winners are struck out many times', async () => {
    const { reader, compute } = await setUp({ count: 20 });
    await compute(['green']);
    expect(reader.reads('q')).toHaveLength(20);
    expect(new Set(reader.reads('red')).size).toBe(reader.reads('red').length);
  });

  it('of a reference is nothing twice for several selections', async () => {
    const image = collection.select('green', 'q').mosaic();
    const { reader, compute } = await setUp({ count: 12, image });
    await compute(['green', 'q']);
    expect(reader.reads('red').length).toBeGreaterThan(1);
    expect(new Set(reader.reads('red')).size).toBe(reader.reads('red').length);
  });
});

describe('a reference that cannot be read', () => {
  it.each(['', 'describe '])('strikes its scene out, and is named (%swindow)', async (what) => {
    const { scenes, reader, compute, hasData } = await setUp({ count: 18, referenceOf: () => 'red' });
    for (const scene of [17, 15, 2]) reader.broken.set(`${what}fake:${scene}/red`, gone);
    const found = await compute(['green', 'red']);
    const takesPart = (scene: number, at: number): boolean =>
      ![17, 15, 2].includes(scene) && hasData(scene, at);
    expect(differences(found, truth(scenes, takesPart, { bands: ['green', 'red'] }))).toEqual({});
    expect(found.failures.map(({ scene, band }) => `${scene} ${band}`)).toEqual(
      expect.arrayContaining(['scene-17 red', 'scene-15 red']),
    );
  });

  it('is named where the scene has no such band', async () => {
    const referenceOf = (scene: number) => (scene === 4 ? 'B4' : undefined);
    const { scenes, compute } = await setUp({ count: 5, referenceOf });
    const found = await compute(['green']);
    expect(
      differences(
        found,
        truth(scenes, (scene) => scene !== 4),
      ),
    ).toEqual({});
    expect(found.failures).toMatchObject([{ scene: 'scene-4', band: 'B4', error: { tag: 'missing-band' } }]);
  });

  it('changes nothing for scenes whose colour cannot be read: they win nowhere', async () => {
    const { scenes, reader, compute, hasData } = await setUp({ count: 18 });
    const broken = [16, 12, 9];
    for (const scene of broken) reader.broken.set(`fake:${scene}/green`, gone);
    const found = await compute(['green']);
    const lost = new Set(found.failures.map(({ scene }) => Number(scene.slice(6))));
    expect(lost.size).toBeGreaterThan(0);
    const takesPart = (scene: number, at: number): boolean => !broken.includes(scene) && hasData(scene, at);
    expect(differences(found, truth(scenes, takesPart))).toEqual({});
  });
});

describe('the GPU budget', () => {
  it('holds a ceiling only where somebody is struck out, and nothing of it afterwards', async () => {
    const spec = { ...bands, red: { dtype: 'uint16', masked: 0 } } as const;
    const whole = await setUp({ count: 10, spec });
    const holed = await setUp({ count: 10, spec });
    for (let scene = 0; scene < 10; scene++) holed.scenes.pattern(scene, 'red').mask[40] = 0;
    const plain = await setUp({ count: 10, spec, referenceOf: () => undefined });
    for (const { compute } of [plain, whole, holed]) await compute(['green', 'red']);
    expect(whole.live.mostHeld).toBe(plain.live.mostHeld);
    expect(holed.live.mostHeld).toBeGreaterThan(plain.live.mostHeld);
    expect(holed.live.engine.budget.held).toBe(plain.live.engine.budget.held);
  });
});

it.each([
  ['qualityMosaic', best],
  ['mosaic', collection.select('green', 'q', 'red').mosaic()],
])('sample gives what computePixels gives at random pixels (%s)', async (_, image) => {
  const { live, recipe, compute, scenes, hasData } = await setUp({ count: 13, image });
  const names = ['green', 'red', 'q'];
  const pixels = await compute(names);
  const random = randomNumbers(seed);
  let holes = 0;
  for (let n = 0; n < 40; n++) {
    const [x, y] = [Math.floor(random() * part.width), Math.floor(random() * part.height)];
    const grid = partOf(scenes.grid, { x: part.x + x, y: part.y + y, width: 1, height: 1 });
    const { values, scene, series } = await live.engine.sample({ recipe, grid });
    const at = y * part.width + x;
    for (const name of names) {
      const { data, mask } = pixels.bands[name]!;
      const where = `${name} at ${x}, ${y}, seed ${seed}`;
      expect(values[name], where).toBe(mask[at] === 1 ? data[at] : null);
    }
    expect(scene?.id ?? null).toBe(pixels.scenes[pixels.scene[at]!]?.id ?? null);
    series.forEach(({ quality }, index) => {
      if (hasData(index, patternIndex(part.x + x, part.y + y))) return;
      holes++;
      expect(quality).toBe(null);
    });
  }
  expect(holes).toBeGreaterThan(40);
});
