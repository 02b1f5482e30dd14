import { randomNumbers } from '../../compose/testing/random-exprs.ts';
import { ee } from '../../ee/ee.ts';
import { FakeReader } from './fake-reader.ts';
import { makeFakeScenes, type FakeScenes } from './fake-scenes.ts';
import { LiveEngine } from './live-engine.ts';
import { partOf } from './place.ts';
import { truthOf } from './truth.ts';

export const seed = 20180614;
export const part = { x: 131, y: 57, width: 90, height: 61 };
export const collection = ee.ImageCollection('fake');
export const best = collection.qualityMosaic('q');

/** Qualities without a hole that tie, and a reference with many. */
export const bands = {
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
export async function setUp({ count, image = best, layersPerArray = 8, spec = bands, ...rest }: SetUp) {
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
export function truth(
  scenes: FakeScenes,
  takesPart: (scene: number, at: number) => boolean,
  more: TruthMore = {},
) {
  return truthOf({ scenes, quality: { band: 'q', times: 1 }, bands: ['green'], part, takesPart, ...more });
}

export function winnersOf({ scene }: { readonly scene: Int32Array }): number[] {
  return [...new Set(scene)].filter((index) => index >= 0).toSorted((a, b) => a - b);
}
