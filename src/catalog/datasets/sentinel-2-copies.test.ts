import { describe, expect, it } from 'vitest';
import { readItem } from '../item/item.ts';
import {
  makeAsset,
  makeOlderSentinel2Item,
  makePlanetaryComputerItem,
  makeSentinel2Item,
  makeSentinel2ItemOf11,
} from '../testing/make-item.ts';
import { type Dataset, sceneOfDataset } from './dataset.ts';
import { sentinel2Rows } from './sentinel-2.ts';
import { datasetOf } from './table.ts';

const read = (item: unknown) => readItem(item, 'https://host.test/items.json');

function scene(item: unknown, row?: Dataset) {
  const read_ = read(item);
  return sceneOfDataset(read_, row ?? datasetOf(read_)!);
}

/** The same copy under the id that is not harmonised. */
function unharmonised(item: unknown) {
  const { root, collection } = datasetOf(read(item))!;
  const row = sentinel2Rows.find(
    (row) => row.earthEngineId === 'COPERNICUS/S2_SR' && row.root === root && row.collection === collection,
  );
  return scene(item, row).bands.get('B4')!;
}

const old = { 's2:processing_baseline': '02.14' };
const whole = makeAsset('B04.tif', { 'raster:bands': [{ scale: 0.0001, offset: 0 }] });

describe('red of each copy', () => {
  it.each([
    ['Collection 1', makeSentinel2Item(), { shift: -1000, offset: 0 }, { shift: 0, offset: -0.1 }],
    [
      'before baseline 04.00',
      makeSentinel2Item(old, { collection: 'sentinel-2-pre-c1-l2a', assets: { red: whole } }),
      { shift: 0, offset: 0 },
      { shift: 0, offset: 0 },
    ],
    ['Earth Search v2', makeSentinel2ItemOf11(), { shift: -1000, offset: 0 }, { shift: 0, offset: -0.1 }],
    [
      'the older copy, shifted already whatever it declares',
      makeOlderSentinel2Item(),
      { shift: 0, offset: 0 },
      { shift: 1000, offset: -0.1 },
    ],
    [
      'the older copy before baseline 04.00, whatever it declares',
      makeOlderSentinel2Item(old),
      { shift: 0, offset: 0 },
      { shift: 0, offset: 0 },
    ],
    [
      'the older copy at another address, that says it was shifted',
      makeOlderSentinel2Item(
        { 'earthsearch:boa_offset_applied': true },
        { assets: { red: makeAsset('B04.tif') } },
      ),
      { shift: 0, offset: 0 },
      { shift: 1000, offset: -0.1 },
    ],
    [
      'the Planetary Computer',
      makePlanetaryComputerItem(),
      { shift: -1000, offset: 0 },
      { shift: 0, offset: -0.1 },
    ],
    [
      'the Planetary Computer before baseline 04.00',
      makePlanetaryComputerItem(old),
      { shift: 0, offset: 0 },
      { shift: 0, offset: 0 },
    ],
    [
      'the Planetary Computer without a baseline',
      makePlanetaryComputerItem({ 's2:processing_baseline': undefined }),
      { shift: 0, offset: 0 },
      { shift: 0, offset: 0 },
    ],
  ])('of %s', (_name, item, harmonised, own) => {
    const red = scene(item).bands.get('B4')!;
    expect(red).toMatchObject({ ...harmonised, scale: 0.0001, nodata: { dataset: 0 } });
    const raw = unharmonised(item);
    expect(raw).toMatchObject({ ...own, scale: 0.0001, nodata: { dataset: 0 } });
    // One reflectance, whichever way the number is written.
    const stored = 2345;
    expect((stored + raw.shift) * raw.scale + raw.offset).toBeCloseTo((stored + red.shift) * red.scale, 9);
  });
});

describe('the older copy of Earth Search', () => {
  it('has neither probability, since they are JPEG 2000', () => {
    expect([...scene(makeOlderSentinel2Item()).bands.keys()]).toEqual(['B4', 'SCL']);
    expect(datasetOf(read(makeOlderSentinel2Item()))!.notes.join()).toContain('no cloud probability');
  });
});

describe('Earth Search v2', () => {
  it('is read by the words of STAC 1.1', () => {
    const { bands } = scene(makeSentinel2ItemOf11());
    expect([...bands.keys()]).toEqual(['B4', 'B8', 'SCL', 'MSK_CLDPRB']);
    expect(bands.get('B8')).toMatchObject({ dtype: 'uint16', crs: 'EPSG:32613' });
    expect(bands.get('MSK_CLDPRB')).toMatchObject({
      nodata: { declared: 0, never: 0 },
      overviewsRank: false,
    });
  });

  it('lets red be called so', () => {
    expect([...scene(makeSentinel2ItemOf11()).aliases!]).toEqual([
      ['red', 'B4'],
      ['nir', 'B8'],
    ]);
  });
});

describe('Sentinel-2 of the Planetary Computer', () => {
  it("has Earth Engine's names for its files, and no probability", () => {
    const { bands, reference } = scene(makePlanetaryComputerItem());
    expect([...bands.keys()]).toEqual(['B3', 'B4', 'B5', 'B8A', 'AOT', 'SCL', 'TCI_R', 'TCI_G', 'TCI_B']);
    expect(bands.get('B4')!.validWhere).toEqual({ source: bands.get('SCL'), not: [0] });
    expect(bands.get('AOT')).toMatchObject({ shift: 0, scale: 0.001, offset: 0 });
    expect(reference).toBe('B4');
    expect(datasetOf(read(makePlanetaryComputerItem()))).toMatchObject({
      tokens: true,
      notes: expect.arrayContaining([expect.stringContaining('no cloud probability')]),
    });
  });

  it('maps every asset of the collection', () => {
    const row = datasetOf(read(makePlanetaryComputerItem()))!;
    expect(
      row.bands
        .slice(0, 15)
        .map(({ name, asset }) => `${name}=${asset}`)
        .join(' '),
    ).toBe(
      'B1=B01 B2=B02 B3=B03 B4=B04 B5=B05 B6=B06 B7=B07 B8=B08 B8A=B8A B9=B09 B11=B11 B12=B12 ' +
        'AOT=AOT WVP=WVP SCL=SCL',
    );
  });

  it("has Earth Engine's properties, from its own names", () => {
    expect(scene(makePlanetaryComputerItem()).properties).toMatchObject({
      CLOUDY_PIXEL_PERCENTAGE: 48.7,
      MGRS_TILE: '13TDE',
      SPACECRAFT_NAME: 'Sentinel-2B',
      SENSING_ORBIT_NUMBER: 98,
      SENSING_ORBIT_DIRECTION: 'DESCENDING',
      MEAN_SOLAR_ZENITH_ANGLE: 33.6,
      'system:index': '20240825T173909_20240825T174804_T13TDE',
    });
  });

  it('carries the token to every band, and to what judges them', () => {
    const item = read(makePlanetaryComputerItem());
    const { bands } = sceneOfDataset(item, datasetOf(item)!, { token: 'https://api.test/token' });
    for (const source of bands.values()) {
      expect(source.token).toBe('https://api.test/token');
      if (source.validWhere) expect(source.validWhere.source.token).toBe('https://api.test/token');
    }
  });
});

describe('common names in known datasets', () => {
  it.each([
    ['one measurement has', makePlanetaryComputerItem(), 'red', 'B4'],
    ['several have', makePlanetaryComputerItem(), 'rededge', undefined],
    ['the picture has too', makePlanetaryComputerItem(), 'green', 'B3'],
    ['nobody tells', makeSentinel2Item(), 'red', undefined],
  ])('that %s', (_name, item, alias, expected) => {
    expect(scene(item).aliases?.get(alias)).toBe(expected);
  });
});
