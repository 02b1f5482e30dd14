import { describe, expect, it } from 'vitest';
import type { CarriedPixels } from '../compose/carried.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import { keyOf } from '../tiles/view-tile.ts';
import { patternIndex } from './testing/fake-scenes.ts';
import { partOf, viewOf } from './testing/place.ts';
import { bands, best, collection, part, seed, setUp, truth, winnersOf } from './testing/referenced-scenes.ts';
import { differences } from './testing/truth.ts';

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
