import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { ee } from '../ee/ee.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { makeFakeScenes, type Part } from './testing/fake-scenes.ts';
import { LiveEngine } from './testing/live-engine.ts';
import { partOf, viewOf } from './testing/place.ts';
import { wrongTiles } from './testing/shown-tiles.ts';
import { differences, truthOf } from './testing/truth.ts';

const seed = 20261125;
const rounds = 24;
const fake = ee.ImageCollection('fake');
const best = fake.qualityMosaic('q');
const worst = fake
  .map((scene) => scene.addBands(scene.select('q').multiply(-1).rename('minus')))
  .qualityMosaic('minus');

/** A collection of which all is left to chance: how far files reach beyond a least side, what is declared, masks, ties, holes, bounds. */
function makeRound(random: () => number, side = 20) {
  const below = (most: number): number => Math.floor(random() * most);
  const some = <T>(all: readonly T[]): T => all[below(all.length)]!;
  const sign = some([1, -1] as const);
  const parts = Array.from({ length: 3 }, (): Part => {
    return { x: below(30), y: below(30), width: side + below(60), height: side + below(60) };
  });
  const count = 2 + below(40);
  const own = Array.from({ length: count }, () => some(parts));
  // Mostly of one value that none can outrank, so that few scenes are enough.
  const top = sign === 1 ? 255 : 0;
  const q = {
    dtype: 'uint8',
    declared: some([undefined, 'uint8', 'uint16', 'float32'] as const),
    values: some([[top], [top, top, top, 17], [3, 200]]),
    masked: some([0, 0, 0.01, 0.5]),
  } as const;
  const red = { dtype: 'uint16', declared: 'uint16', masked: some([0, 0.1, 0.6]) } as const;
  const green = { dtype: 'int16', declared: 'int16', masked: 0.1 } as const;
  const scenes = makeFakeScenes({
    random,
    count,
    bands: { q, red, green },
    partOf: (scene) => own[scene]!,
    declaresPart: below(4) > 0,
  });
  const hasReference = Array.from({ length: count }, () => random() < 0.6);
  const list = {
    ...scenes.list,
    scenes: scenes.list.scenes.map((scene, i) => (hasReference[i] ? { ...scene, reference: 'red' } : scene)),
  };
  const hasData = (scene: number, at: number): boolean =>
    !hasReference[scene] || scenes.pattern(scene, 'red').mask[at] === 1;
  const part = { x: below(40) - 20, y: below(40) - 20, width: 20 + below(50), height: 20 + below(50) };
  return { scenes: { ...scenes, list }, sign, part, hasData, layersPerArray: some([1, 2, 8, 16]) };
}

describe('every shortcut at once', () => {
  it(`changes no pixel of random collections (seed ${seed}, ${rounds} rounds)`, async () => {
    const random = randomNumbers(seed);
    let spared = 0;
    for (let round = 0; round < rounds; round++) {
      const { scenes, sign, part, hasData, layersPerArray } = makeRound(random);
      const reader = new FakeReader(scenes);
      const live = new LiveEngine({ reader, list: scenes.list, engine: { layersPerArray } });
      live.engine.setLayers([{ image: sign === 1 ? best : worst, shown: false }]);
      const recipe = await live.recipe();
      const grid = partOf(scenes.grid, part);
      const found = await live.engine.computePixels({ recipe, grid, bands: ['green', 'red'] });
      const truth = truthOf({
        scenes,
        quality: { band: 'q', times: sign },
        bands: ['green', 'red'],
        part,
        takesPart: hasData,
      });
      expect(differences(found, truth), `round ${round}`).toEqual({});
      expect(found.failures, `round ${round}`).toEqual([]);
      if (new Set(reader.reads('q')).size < scenes.list.scenes.length) spared++;
      live.engine.dispose();
    }
    expect(spared).toBeGreaterThan(rounds / 8);
  });

  it(`changes no pixel of their tiles, which fill before all is ranked (seed ${seed + 1}, ${rounds / 2} rounds)`, async () => {
    const random = randomNumbers(seed + 1);
    let early = 0;
    for (let round = 0; round < rounds / 2; round++) {
      const { scenes, sign, hasData, layersPerArray } = makeRound(random, 150);
      const reader = new FakeReader(scenes);
      const live = new LiveEngine({ reader, list: scenes.list, engine: { layersPerArray } });
      const image = sign === 1 ? best : worst;
      await live.show([{ id: 'best', image, visParams: { bands: ['green'], max: 1 } }], viewOf([[0, 0]]));
      const quality = { band: 'q', times: sign };
      const more = { quality, bands: ['green'], takesPart: hasData };
      expect(await wrongTiles(live, scenes, more), `round ${round}`).toEqual([]);
      if (
        reader.reads().findIndex((href) => href.endsWith('green')) <
        reader.reads().findLastIndex((href) => href.endsWith('q'))
      )
        early++;
      live.engine.dispose();
    }
    expect(early).toBeGreaterThan(rounds / 8);
  });
});
