import { describe, expect, it } from 'vitest';
import { readItem } from './item.ts';
import { sceneOfItem } from './item-scene.ts';
import {
  makeAsset,
  makeItem,
  makeLandsatItem,
  makePlanetaryComputerItem,
  makeSentinel2Item,
  makeSentinel2ItemOf11,
} from '../testing/make-item.ts';

function sceneWith(assets: Readonly<Record<string, unknown>>) {
  return sceneOfItem(readItem(makeItem({ assets }), 'https://host.test/items.json'));
}

const rgb = { 'eo:bands': [{ name: 'R' }, { name: 'G' }, { name: 'B' }] };

describe('the scene of an item', () => {
  it('has its time, its place and its properties, with those that scripts ask for', () => {
    const scene = sceneWith({ red: makeAsset('red.tif') });
    expect(scene).toMatchObject({
      id: 'item',
      datetime: Date.UTC(2020, 6, 1, 17, 50),
      bounds: { west: 10, south: 40, east: 11, north: 41 },
      properties: {
        datetime: '2020-07-01T17:50:00Z',
        'system:index': 'item',
        'system:time_start': Date.UTC(2020, 6, 1, 17, 50),
      },
    });
  });

  it('names the band of a file by its asset key, whatever else it is called', () => {
    const scene = sceneWith({
      red: makeAsset('B04.tif', { 'eo:bands': [{ name: 'B04', common_name: 'red' }] }),
    });
    expect([...scene.bands.keys()]).toEqual(['red']);
  });

  it('names the bands of one file by what they are called', () => {
    const scene = sceneWith({ image: makeAsset('image.tif', rgb) });
    expect([...scene.bands].map(([name, { sample }]) => [name, sample])).toEqual([
      ['R', 0],
      ['G', 1],
      ['B', 2],
    ]);
  });

  it('numbers bands that have no name', () => {
    const scene = sceneWith({ image: makeAsset('image.tif', { 'raster:bands': [{}, {}] }) });
    expect([...scene.bands.keys()]).toEqual(['image_1', 'image_2']);
  });

  it('gives a name to one band only: files of one band first, then measurements, then pictures', () => {
    const scene = sceneWith({
      visual: makeAsset('visual.tif', { roles: ['visual'], ...rgb }),
      image: makeAsset('image.tif', { 'eo:bands': [{ name: 'R' }, { name: 'N' }, { name: 'N' }] }),
      N: makeAsset('n.tif'),
    });
    expect(
      [...scene.bands].map(([name, { href, sample }]) => [name, (href as string).slice(18), sample]),
    ).toEqual([
      ['N', 'n.tif', 0],
      ['R', 'image.tif', 0],
      ['image_N', 'image.tif', 1],
      ['image_3', 'image.tif', 2],
      ['visual_R', 'visual.tif', 0],
      ['G', 'visual.tif', 1],
      ['B', 'visual.tif', 2],
    ]);
  });

  it('keeps values as they are, and scale and offset beside them', () => {
    const band = { data_type: 'uint16', nodata: 0, scale: 0.0001, offset: -0.1 };
    const scene = sceneWith({ red: makeAsset('red.tif', { 'raster:bands': [band] }) });
    expect(scene.bands.get('red')).toEqual({
      href: 'https://host.test/red.tif',
      sample: 0,
      dtype: 'uint16',
      nodata: { declared: 0 },
      shift: 0,
      scale: 0.0001,
      offset: -0.1,
      overviewsRank: true,
    });
  });

  it.each([
    ['cloud', ['data', 'cloud']],
    ['snow', ['data', 'snow-ice']],
    ['clp', ['data']],
    ['CLD_20m', undefined],
    ['MSK_CLDPRB', undefined],
    ['probability', undefined],
    ['x', ['cloud-probability']],
  ])('never takes 0 for nodata in %s %j, nor ranks its overviews', (key, roles) => {
    const scene = sceneWith({ [key]: makeAsset('a.tif', { roles, 'raster:bands': [{ nodata: 0 }] }) });
    expect(scene.bands.get(key)).toMatchObject({ nodata: { declared: 0, never: 0 }, overviewsRank: false });
  });

  it.each([
    ['qa_pixel', { roles: ['cloud', 'cloud-shadow'], 'raster:bands': [{ unit: 'bit index', nodata: 1 }] }],
    ['scl', { roles: ['cloud'], 'classification:classes': [], 'raster:bands': [{ nodata: 1 }] }],
    ['red', { 'raster:bands': [{ nodata: 1 }] }],
    ['cloudless', { 'raster:bands': [{ nodata: 1 }] }],
  ])('does not take %s for a probability', (key, fields) => {
    const scene = sceneWith({ [key]: makeAsset('a.tif', fields) });
    expect(scene.bands.get(key)).toMatchObject({ nodata: { declared: 1 }, overviewsRank: true });
    expect(scene.bands.get(key)!.nodata).not.toHaveProperty('never');
  });

  it('says why an item gives none', () => {
    expect(() => sceneWith({ red: makeAsset('gs://bucket/red.tif') })).toThrow('not readable in a browser');
    expect(() => sceneWith({ red: { href: 'a.jpg', type: 'image/jpeg' } })).toThrow('no GeoTIFF');
    expect(() => sceneWith({})).toThrow('no GeoTIFF');
  });

  it('takes text for text, even where it looks like a name of the language', () => {
    const asset = JSON.parse('{"__proto__": {"href": "a.tif"}, "constructor": {"href": "b.tif"}}') as object;
    expect([...sceneWith({ ...asset }).bands.keys()].toSorted()).toEqual(['__proto__', 'constructor']);
  });
});

describe("a scene's other names for bands", () => {
  const named = (name: string, common_name?: string) => ({ name, common_name });
  const aliases = (item: unknown) => [
    ...(sceneOfItem(readItem(item, 'https://host.test/items.json')).aliases ?? []),
  ];

  it.each([
    ['eo:bands (1.0)', { 'eo:bands': [named('B04', 'red')] }],
    ['bands (1.1)', { bands: [{ name: 'B04', 'eo:common_name': 'red' }] }],
    ['the asset (1.1)', { 'eo:common_name': 'red' }],
  ])('are the common names of %s', (_name, fields) => {
    expect(aliases(makeItem({ assets: { B04: makeAsset('a.tif', fields) } }))).toEqual([['red', 'B04']]);
  });

  it('are those of each band of a file', () => {
    const image = makeAsset('a.tif', {
      'eo:bands': [named('one', 'red'), named('two', 'nir'), named('three')],
    });
    expect(aliases(makeItem({ assets: { image } }))).toEqual([
      ['red', 'one'],
      ['nir', 'two'],
    ]);
  });

  it('leave out a name that several bands have, or that is the name of a band', () => {
    const asset = (name: string, common: string) =>
      makeAsset(`${name}.tif`, { 'eo:bands': [named(name, common)] });
    const assets = {
      B05: asset('B05', 'rededge'),
      B06: asset('B06', 'rededge'),
      B04: asset('B04', 'red'),
      red: asset('own', 'nir'),
    };
    expect(aliases(makeItem({ assets }))).toEqual([['nir', 'red']]);
  });

  it('are not asked of pictures, which repeat them', () => {
    expect(aliases(makePlanetaryComputerItem())).toEqual([
      ['green', 'B03'],
      ['red', 'B04'],
    ]);
  });

  it('are absent where there are none', () => {
    expect(sceneOfItem(readItem(makeItem(), 'https://host.test/'))).not.toHaveProperty('aliases');
  });

  it.each([
    ['an endless name', { 'eo:bands': [named('a', 'x'.repeat(100))] }],
    ['a name that is none', { 'eo:bands': [{ common_name: { red: 1 } }] }],
  ])('pass over %s', (_name, fields) => {
    expect(aliases(makeItem({ assets: { B04: makeAsset('a.tif', fields) } }))).toEqual([]);
  });
});

describe('what a scene says of its acquisition', () => {
  const scene = (item: unknown) => sceneOfItem(readItem(item, 'https://host.test/items.json'));

  it('is known for collections that the table does not know', () => {
    const mirror = { collection: 'mine', links: [] };
    expect(scene(makeSentinel2Item({}, mirror))).toMatchObject({
      acquisition: 'S2A_20200704T173911',
      edition: { tile: '13TFE' },
    });
    expect(scene(makeLandsatItem({}, mirror))).toMatchObject({
      acquisition: 'landsat-9_084_2025-07-22',
      edition: { tile: '084069' },
    });
  });

  it('is left out where nothing is known', () => {
    const { acquisition, edition, reference } = scene(makeItem());
    expect([acquisition, edition, reference]).toEqual([undefined, undefined, undefined]);
  });

  it('names the reference of none but known datasets', () => {
    expect(scene(makeSentinel2ItemOf11())).not.toHaveProperty('reference');
  });
});

describe('the token of a file', () => {
  const token = 'https://api.test/api/sas/v1/token/c';
  const tokens = (href: string) =>
    sceneOfItem(readItem(makeItem({ assets: { red: makeAsset(href) } }), 'https://host.test/'), {
      token,
    }).bands.get('red')!.token;

  it('is where its service gives it', () => expect(tokens('https://blob.test/a.tif')).toBe(token));

  it('is not needed where the address is signed', () => {
    expect(tokens('https://blob.test/a.tif?se=2030&sig=abc')).toBeUndefined();
  });

  it('is none unless given', () => {
    const { bands } = sceneOfItem(readItem(makeItem(), 'https://host.test/'));
    expect(bands.get('red')).not.toHaveProperty('token');
  });
});
