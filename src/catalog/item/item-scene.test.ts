import { describe, expect, it } from 'vitest';
import { readItem } from './item.ts';
import { sceneOfItem } from './item-scene.ts';
import { makeAsset, makeItem } from '../testing/make-item.ts';

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
