import { describe, expect, it } from 'vitest';
import { sceneOfDataset } from './dataset.ts';
import { readItem } from '../item/item.ts';
import { earthSearchSentinel2 } from './sentinel-2.ts';
import { makeAsset, makeSentinel2Item } from '../testing/make-item.ts';

const url = 'https://host.test/items.json';

function read(...from: Parameters<typeof makeSentinel2Item>) {
  return readItem(makeSentinel2Item(...from), url);
}

function scene(...from: Parameters<typeof makeSentinel2Item>) {
  return sceneOfDataset(read(...from), earthSearchSentinel2);
}

function withRed(band: unknown, properties = {}) {
  return scene(properties, { assets: { red: makeAsset('B04.tif', { 'raster:bands': [band] }) } }).bands.get(
    'B4',
  )!;
}

describe('Sentinel-2 of Earth Search v1', () => {
  it("has Earth Engine's band names, in its order, for the assets an item has", () => {
    expect([...scene().bands.keys()]).toEqual(['B2', 'B3', 'B4', 'B8', 'SCL', 'MSK_CLDPRB']);
  });

  it('maps every asset of the collection', () => {
    const rows = earthSearchSentinel2.bands.map(({ name, asset }) => `${name}=${asset}`).join(' ');
    expect(rows).toBe(
      'B1=coastal B2=blue B3=green B4=red B5=rededge1 B6=rededge2 B7=rededge3 B8=nir B8A=nir08 B9=nir09 ' +
        'B11=swir16 B12=swir22 AOT=aot WVP=wvp SCL=scl TCI_R=visual TCI_G=visual TCI_B=visual ' +
        'MSK_CLDPRB=cloud MSK_SNWPRB=snow',
    );
  });

  it('gives harmonised reflectances: 1000 less than the file, and no offset left over', () => {
    expect(scene().bands.get('B4')).toMatchObject({
      href: 'https://host.test/B04.tif',
      shift: -1000,
      scale: 0.0001,
      offset: 0,
      nodata: { dataset: 0 },
      overviewsRank: true,
      crs: 'EPSG:32613',
    });
  });

  it.each([
    ['the offset of an item before baseline 04.00', { scale: 0.0001, offset: 0 }, {}, 0],
    ['an offset in another scale', { scale: 0.001, offset: -0.1 }, {}, -100],
    ['the baseline, where nothing is declared', {}, { 's2:processing_baseline': '04.00' }, -1000],
    ['the old baseline, where nothing is declared', {}, { 's2:processing_baseline': '03.01' }, 0],
    [
      'the baseline, where the offset is absurd',
      { scale: 1e-300, offset: -1 },
      { 's2:processing_baseline': '05.10' },
      -1000,
    ],
  ])('shifts by %s', (_name, band, properties, shift) => {
    expect(withRed(band, properties).shift + 0).toBe(shift);
  });

  it('takes 0 % of cloud for what it is, though the catalog calls it nodata', () => {
    expect(scene().bands.get('MSK_CLDPRB')).toMatchObject({
      nodata: { declared: 0, never: 0 },
      shift: 0,
      overviewsRank: false,
    });
  });

  it('masks every band where SCL is 0', () => {
    const { bands } = scene();
    const scl = bands.get('SCL')!;
    expect(scl).toMatchObject({ nodata: { dataset: 0 }, shift: 0 });
    expect(scl).not.toHaveProperty('validWhere');
    for (const name of ['B2', 'B3', 'B4', 'B8', 'MSK_CLDPRB']) {
      expect(bands.get(name)!.validWhere).toEqual({ source: scl, not: [0] });
    }
  });

  it('masks nothing itself for an item without SCL: the winners are checked against red', () => {
    const item = read();
    const readable = new Map([...item.readable].filter(([key]) => key !== 'scl'));
    const { bands, reference } = sceneOfDataset({ ...item, readable }, earthSearchSentinel2);
    expect(reference).toBe('B4');
    for (const source of bands.values()) expect(source).not.toHaveProperty('validWhere');
  });

  it.each([
    [0, false],
    [3e-6, true],
    [undefined, true],
    ['0', true],
  ])('asks SCL and red for the edge where %j %% are nodata: %j', (percentage, masked) => {
    const { bands, reference } = scene({ 's2:nodata_pixel_percentage': percentage });
    expect(bands.get('B4')!.validWhere !== undefined).toBe(masked);
    expect(reference).toBe(masked ? 'B4' : undefined);
  });

  it('has no reference where it lacks the band', () => {
    const item = read();
    const readable = new Map([...item.readable].filter(([key]) => key !== 'red'));
    expect(sceneOfDataset({ ...item, readable }, earthSearchSentinel2)).not.toHaveProperty('reference');
  });

  it("adds Earth Engine's properties beside STAC's", () => {
    expect(
      scene({ 'sat:orbit_state': 'descending', 's2:generation_time': '2024-04-23T00:49:50Z' }).properties,
    ).toMatchObject({
      'eo:cloud_cover': 12.5,
      CLOUDY_PIXEL_PERCENTAGE: 12.5,
      MGRS_TILE: '13TFE',
      SPACECRAFT_NAME: 'Sentinel-2A',
      PROCESSING_BASELINE: '05.10',
      PRODUCT_ID: 'S2A_MSIL2A_20200704T173911_N0510_R098_T13TFE_20240423T004950',
      NODATA_PIXEL_PERCENTAGE: 73.4,
      THIN_CIRRUS_PERCENTAGE: 0.8,
      SENSING_ORBIT_NUMBER: 98,
      SENSING_ORBIT_DIRECTION: 'DESCENDING',
      MEAN_SOLAR_ZENITH_ANGLE: 30,
      MEAN_SOLAR_AZIMUTH_ANGLE: 147,
      GENERATION_TIME: Date.UTC(2024, 3, 23, 0, 49, 50),
      'system:index': '20200704T173911_20200704T174911_T13TFE',
      'system:time_start': Date.UTC(2020, 6, 4, 17, 53, 2, 36),
    });
  });

  it('leaves out what STAC does not tell, and keeps the id for an index', () => {
    const { properties } = scene({ 's2:product_uri': undefined, 's2:datastrip_id': undefined, platform: 7 });
    expect(properties['system:index']).toBe('S2A_T13TFE_20200704T174911_L2A');
    expect(properties).not.toHaveProperty('PRODUCT_ID');
    expect(properties).not.toHaveProperty('SPACECRAFT_NAME');
    expect(properties).not.toHaveProperty('SENSING_ORBIT_NUMBER');
  });

  it.each([
    [{ 'grid:code': undefined, 's2:mgrs_tile': '13TFE' }, '13TFE'],
    [
      { 'grid:code': undefined, 'mgrs:utm_zone': 13, 'mgrs:latitude_band': 'T', 'mgrs:grid_square': 'FE' },
      '13TFE',
    ],
    [{ 'grid:code': 'MGRS-5QKB' }, '05QKB'],
    [{ 'grid:code': 'WRS2-033032' }, undefined],
    [{ 'grid:code': undefined }, undefined],
  ])('knows the tile from %j', (properties, tile) => {
    expect(scene(properties).properties['MGRS_TILE']).toBe(tile);
  });
});
