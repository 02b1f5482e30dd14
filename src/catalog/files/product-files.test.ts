import { describe, expect, it } from 'vitest';
import type { Settled } from './draft.ts';
import { landsatDrafts } from './landsat-files.ts';
import { sentinel2Drafts } from './sentinel-2-files.ts';
import { makeTiff } from './testing/local.ts';

const product = 'S2A_MSIL2A_20220704T173911_N0400_R098_T13TFE_20220704T215049';
const id = 'T13TFE_20220704T173911';
const asked: Settled = { level: 'L2A', offset: -1000 };

const sentinel2 = (paths: readonly string[]) => sentinel2Drafts(paths.map((path) => makeTiff(path)));

describe('files of Sentinel-2', () => {
  it("have Earth Engine's names, in its order", () => {
    const files = [
      'CLD_20m',
      'SCL',
      'TCI',
      'WVP',
      'AOT',
      'B12',
      'B8A',
      'B09',
      'B08',
      'B04',
      'B01',
      'SNW_20m',
    ];
    const tiffs = files.map((name) =>
      makeTiff(`${product}/${name}.tif`, name === 'TCI' ? { bands: [null, null, null] } : {}),
    );
    const [draft] = sentinel2Drafts(tiffs).drafts;
    expect(draft).toMatchObject({ id: product, product: 'Sentinel-2 L2A', dateFrom: 'name' });
    expect([...draft!.sources(asked).keys()].join(' ')).toBe(
      'B1 B4 B8 B8A B9 B12 AOT WVP SCL TCI_R TCI_G TCI_B MSK_CLDPRB MSK_SNWPRB',
    );
    expect(draft!.sources(asked).get('TCI_B')!.sample).toBe(2);
  });

  it('ask nothing that the product says', () => {
    const [draft] = sentinel2([`${product}.SAFE/B04.tif`]).drafts;
    expect(draft!.asks).toEqual({ level: false, offset: false });
    expect(draft!.sources({ level: null, offset: 0 }).get('B4')).toMatchObject({
      nodata: { dataset: 0 },
      shift: -1000,
      scale: 0.0001,
      offset: 0,
    });
    expect(draft!.properties(asked)).toEqual({
      MGRS_TILE: '13TFE',
      'processing:level': 'L2A',
      SPACECRAFT_NAME: 'Sentinel-2A',
      PROCESSING_BASELINE: '04.00',
      SENSING_ORBIT_NUMBER: 98,
      PRODUCT_ID: product,
    });
  });

  it.each([
    ['N0214', 0],
    ['N0301', 0],
    ['N0400', -1000],
    ['N0511', -1000],
  ])('of baseline %s are shifted by %d, whatever else is answered', (baseline, shift) => {
    const [draft] = sentinel2([`${product.replace('N0400', baseline)}/B04.tif`]).drafts;
    for (const offset of [0, -1000]) {
      expect(draft!.sources({ level: null, offset }).get('B4')!.shift).toBe(shift);
    }
  });

  it.each([
    [`${id}_B04_10m.tif`, { level: true, offset: true }],
    [`${product.replace('N0400', 'N9999')}/B04.tif`, { level: false, offset: true }],
    ['S2A_T13TDE_20240422T174753_L2A/B04.tif', { level: false, offset: true }],
    ['S2A_T13TDE_20240422T174753_L2A/SCL.tif', { level: false, offset: false }],
    // Level 2A alone has a scene classification, and level 1C alone a band 10.
    [`${id}_SCL_20m.tif`, { level: false, offset: false }],
    [`${id}_B10.tif`, { level: false, offset: true }],
  ])('%s: what is asked', (path, asks) => {
    expect(sentinel2([path]).drafts[0]!.asks).toEqual(asks);
  });

  it.each(['L1C', 'L2A'] as const)('are of the level that is answered: %s', (level) => {
    const [draft] = sentinel2([`${id}_B04.tif`]).drafts;
    expect(draft!.properties({ level, offset: 0 })).toMatchObject({ 'processing:level': level });
  });

  it.each([-1000, 0])('are shifted as answered: %d', (offset) => {
    const [draft] = sentinel2([`${id}_B04.tif`, `${id}_SCL.tif`]).drafts;
    const bands = draft!.sources({ level: 'L2A', offset });
    expect(bands.get('B4')!.shift).toBe(offset);
    expect(bands.get('SCL')!.shift).toBe(0);
  });

  it('are there where SCL is not 0', () => {
    const [draft] = sentinel2(['B04', 'SCL', 'CLD_20m'].map((name) => `${product}/${name}.tif`)).drafts;
    const bands = draft!.sources(asked);
    const scl = bands.get('SCL')!;
    expect(scl).toMatchObject({ nodata: { dataset: 0 } });
    expect(scl.validWhere).toBeUndefined();
    expect(bands.get('B4')!.validWhere).toEqual({ source: scl, not: [0] });
    expect(bands.get('MSK_CLDPRB')).toMatchObject({
      nodata: { never: 0 },
      overviewsRank: false,
      validWhere: { source: scl, not: [0] },
    });
  });

  it.each([
    ['B4', ['B03', 'B04', 'CLD_20m']],
    ['B3', ['B08', 'B03', 'SCL']],
    [undefined, ['SCL', 'CLD_20m']],
  ])('have the holes of %s', (reference, names) => {
    const [draft] = sentinel2(names.map((name) => `${product}/${name}.tif`)).drafts;
    expect(draft!.reference).toBe(reference);
  });

  it('without SCL are there where their own numbers say so', () => {
    const [draft] = sentinel2([`${product}/B04.tif`, `${product}/CLD_20m.tif`]).drafts;
    for (const { validWhere } of draft!.sources(asked).values()) expect(validWhere).toBeUndefined();
  });

  it('are read in their finest pixels', () => {
    const paths = ['B04_60m', 'B04_10m', 'B04_20m'].map((name) => `${product}/${id}_${name}.tif`);
    const { drafts, coarser } = sentinel2(paths);
    expect(drafts[0]!.bands).toEqual([{ name: 'B4', file: paths[1] }]);
    expect(coarser).toEqual([paths[2], paths[0]]);
  });

  it('leave out previews and masks of detectors, and keep bands of other names', () => {
    const paths = ['B04', 'PVI', 'MSK_DETFOO_B04', 'ndvi'].map((name) => `${product}/${name}.tif`);
    const { drafts, rest } = sentinel2(paths);
    expect(drafts[0]!.bands.map(({ name }) => name)).toEqual(['B4', 'ndvi']);
    expect(rest).toEqual([]);
  });

  it('are known by a band of ESA’s, not by tile and time alone', () => {
    const { drafts, rest } = sentinel2([`${id}_ndvi.tif`]);
    expect(drafts).toEqual([]);
    expect(rest).toHaveLength(1);
  });

  it('of neighbouring tiles are of one acquisition', () => {
    const paths = [`${product}/B04.tif`, `${product.replace('13TFE', '13TFD')}/B04.tif`];
    const { drafts } = sentinel2(paths);
    expect(drafts).toHaveLength(2);
    expect(new Set(drafts.map(({ acquisition }) => acquisition)).size).toBe(1);
    expect(drafts.map(({ edition }) => edition!.tile)).toEqual(['13TFE', '13TFD']);
  });
});

describe('files of Landsat', () => {
  const scene = 'LC08_L2SP_033032_20200704_20200913_02_T1';
  const landsat = (names: readonly string[], of = scene) =>
    landsatDrafts(names.map((name) => makeTiff(`${of}/${of}_${name}.TIF`)));

  it("have Earth Engine's names, order and properties", () => {
    const [draft] = landsat(['QA_PIXEL', 'ST_B10', 'SR_B2', 'SR_B1', 'SR_QA_AEROSOL', 'QA_RADSAT']).drafts;
    expect([...draft!.sources(asked).keys()]).toEqual([
      'SR_B1',
      'SR_B2',
      'SR_QA_AEROSOL',
      'ST_B10',
      'QA_PIXEL',
      'QA_RADSAT',
    ]);
    expect(draft).toMatchObject({
      id: scene,
      product: 'Landsat 8 Collection 2 Level-2',
      datetime: Date.UTC(2020, 6, 4),
      asks: { level: false, offset: false },
    });
    expect(draft!.properties(asked)).toEqual({
      'system:index': 'LC08_033032_20200704',
      SPACECRAFT_ID: 'LANDSAT_8',
      WRS_PATH: 33,
      WRS_ROW: 32,
      DATE_ACQUIRED: '2020-07-04',
      COLLECTION_CATEGORY: 'T1',
      PROCESSING_LEVEL: 'L2SP',
      LANDSAT_PRODUCT_ID: scene,
    });
  });

  it('have values as stored, and the scale that makes them physical', () => {
    const bands = landsat(['SR_B4', 'ST_B10', 'ST_EMIS', 'QA_PIXEL', 'QA_RADSAT']).drafts[0]!.sources(asked);
    expect(bands.get('SR_B4')).toMatchObject({
      nodata: { dataset: 0 },
      shift: 0,
      scale: 2.75e-5,
      offset: -0.2,
    });
    expect(bands.get('ST_B10')).toMatchObject({ nodata: { dataset: 0 }, scale: 0.00341802, offset: 149 });
    expect(bands.get('QA_PIXEL')).toMatchObject({ nodata: { dataset: 1 }, scale: 1, offset: 0 });
    expect(bands.get('ST_EMIS')).toMatchObject({ nodata: { dataset: -9999 } });
    // 0: no band is saturated.
    expect(bands.get('QA_RADSAT')).toMatchObject({ nodata: { never: 0 } });
  });

  it.each([
    ['SR_B4', ['SR_B2', 'SR_B4', 'QA_PIXEL']],
    ['SR_B2', ['SR_B2', 'QA_PIXEL']],
    [undefined, ['QA_PIXEL']],
  ])('have the holes of %s', (reference, names) => {
    expect(landsat(names).drafts[0]!.reference).toBe(reference);
  });

  it('of level 1 are in order of their numbers', () => {
    const [draft] = landsat(['B10', 'B2', 'B9'], scene.replace('L2SP', 'L1TP')).drafts;
    expect(draft).toMatchObject({ product: 'Landsat 8 Collection 2 Level-1' });
    expect([...draft!.sources(asked).keys()]).toEqual(['B2', 'B9', 'B10']);
  });

  it('of neighbouring rows are of one acquisition', () => {
    const other = scene.replace('033032', '033033');
    const drafts = [...landsat(['SR_B4']).drafts, ...landsat(['SR_B4'], other).drafts];
    expect(new Set(drafts.map(({ acquisition }) => acquisition)).size).toBe(1);
    expect(drafts.map(({ id }) => id)).toEqual([scene, other]);
  });

  it('leave others alone', () => {
    const { drafts, rest } = landsatDrafts([makeTiff('x.tif')]);
    expect([drafts.length, rest.length]).toEqual([0, 1]);
  });
});
