import { describe, expect, it } from 'vitest';
import { resolveLayer } from '../compose/resolve.ts';
import { randomNumbers } from '../compose/testing/random-exprs.ts';
import type { VisParams } from '../compose/vis-params.ts';
import { ee } from '../ee/ee.ts';
import { BestpixelError } from '../errors.ts';
import { groundPixelSize } from '../grid/ground.ts';
import { BandBook } from './band-book.ts';
import { prepareLayer } from './prepared.ts';
import { FakeReader } from './testing/fake-reader.ts';
import { everything, queryKey } from '../scene/query.ts';
import { makeFakeScenes, type BandSpec } from './testing/fake-scenes.ts';

const gone = new BestpixelError('http-status', 'the file is gone');
const best = ee.ImageCollection('fake').qualityMosaic('q');

function setUp(bands: Readonly<Record<string, BandSpec>>, { count = 3, image = best, aliases = {} } = {}) {
  const scenes = makeFakeScenes({ random: randomNumbers(1), count, bands });
  const reader = new FakeReader(scenes);
  const known = scenes.list.scenes.map((scene) => ({
    ...scene,
    aliases: new Map<string, string>(Object.entries(aliases)),
  }));
  const list = { ...scenes.list, scenes: known };
  const recipe = resolveLayer(image.node, new Map([[queryKey(everything('fake')), list]]));
  const prepare = (visParams: VisParams = {}) => prepareLayer(new BandBook(reader), { recipe, visParams });
  return { scenes, reader, prepare };
}

const plain = { q: { dtype: 'uint8' }, red: { dtype: 'uint16' }, green: { dtype: 'int16' } } as const;

describe('a layer is prepared', () => {
  it('by declared types, without a header of a band that is only shown', async () => {
    const { reader, prepare } = setUp({
      q: { dtype: 'uint8' },
      red: { dtype: 'uint16', declared: 'uint16' },
    });
    const { style } = await prepare({ bands: ['red'] });
    expect(style.channels[0]).toMatchObject({ low: 0, slope: 1 / 65535 });
    expect(reader.asked.map(({ href }) => href)).toEqual(['fake:2/q']);
  });

  it('by the last header that can be read, where nothing is declared', async () => {
    const { reader, prepare } = setUp(plain, { count: 9 });
    for (const scene of [8, 7, 6]) reader.broken.set(`fake:${scene}/green`, gone);
    const { style } = await prepare({ bands: ['green'] });
    expect(style.channels[0]).toMatchObject({ low: -32768, slope: 1 / 65535 });
    const asked = reader.asked.map(({ href }) => href).filter((href) => href.endsWith('green'));
    // One, then two, then four at once.
    expect(asked).toHaveLength(7);
  });

  it('by common names of bands, which it shows under them', async () => {
    const { prepare } = setUp(plain, { aliases: { nir: 'red', grass: 'green' } });
    const { style, recipe } = await prepare({ bands: ['grass', 'nir', 'red'], min: 0, max: 1 });
    expect(style.bands).toEqual(['grass', 'nir', 'red']);
    const names = recipe.selections.flatMap(({ bands }) => bands.map(({ name }) => name));
    expect(names.toSorted()).toEqual(['grass', 'nir', 'red']);
    await expect(prepare({ bands: ['swir'] })).rejects.toThrow(
      "There is no band 'swir'. Available: q, red (nir), green (grass)",
    );
  });

  it('with the first three bands, where none are named, and only with those', async () => {
    const { reader, prepare } = setUp({
      q: { dtype: 'uint8' },
      a: { dtype: 'uint8' },
      b: { dtype: 'uint8' },
      c: { dtype: 'uint8' },
    });
    const { style, recipe } = await prepare();
    expect(style.bands).toEqual(['q', 'a', 'b']);
    expect(recipe.selections.map(({ bands }) => bands.map(({ name }) => name))).toEqual([['q', 'a', 'b']]);
    expect(reader.asked.some(({ href }) => href.endsWith('/c'))).toBe(false);
  });

  it('though no file can be read: that is for the tiles to tell', async () => {
    const { reader, prepare, scenes } = setUp(plain);
    for (const source of scenes.patterns.keys()) reader.broken.set(source.href as string, gone);
    const { style, coarsest } = await prepare({ bands: ['red'] });
    expect(style.bands).toEqual(['red']);
    expect(coarsest).toBe(Infinity);
  });

  it('but not with bands or parameters that do not fit', async () => {
    const { prepare } = setUp(plain);
    await expect(prepare({ bands: ['blue'] })).rejects.toMatchObject({ tag: 'missing-band' });
    await expect(prepare({ bands: ['red'], gamma: 0 })).rejects.toMatchObject({ tag: 'bad-input' });
  });
});

it('is composed down to four times the coarsest pixel of the finest quality band', async () => {
  const { scenes, reader, prepare } = setUp(plain);
  reader.overviews = 3;
  const { coarsest, centre } = await prepare({ bands: ['red'] });
  const pixel = Math.max(...groundPixelSize(scenes.grid.crs, scenes.grid.affine, centre));
  expect(coarsest / (4 * 8 * pixel)).toBeCloseTo(1, 6);
});

it('is composed at any scale where no band ranks', async () => {
  const { prepare, reader } = setUp(
    { red: { dtype: 'uint16', declared: 'uint16' } },
    { image: ee.ImageCollection('fake').first() },
  );
  expect((await prepare({ bands: ['red'] })).coarsest).toBe(Infinity);
  expect(reader.asked).toEqual([]);
});
