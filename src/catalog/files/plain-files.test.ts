import { describe, expect, it } from 'vitest';
import type { FileInfo } from '../../raster/reader.ts';
import { plainDrafts } from './plain-files.ts';
import { makeTiff } from './testing/local.ts';

const day = '2020-07-01T00:00:00.000Z';
const later = '2020-07-13T00:00:00.000Z';

/** Scene ids with their times and bands: what a person sees of them. */
function read(paths: readonly string[], infos: Readonly<Record<string, Partial<FileInfo>>> = {}) {
  const drafts = plainDrafts(paths.map((path) => makeTiff(path, infos[path])));
  return drafts.map(({ id, datetime, bands }) => [
    id,
    datetime === null ? null : new Date(datetime).toISOString(),
    bands.map(({ name }) => name).join(' '),
  ]);
}

const place = (west: number) => ({ bounds: { west, east: west + 1, south: 40, north: 41 } });

describe('names in general', () => {
  it.each<[string, readonly string[], ReturnType<typeof read>]>([
    [
      'a series, in folders by band',
      ['clp/EOL_20200701T100008_CLP.tif', 'ndvi/EOL_20200701T100008_NDVI.tif', 'clp/EOL_20200713_CLP.tif'],
      [
        ['EOL_20200701T100008', '2020-07-01T10:00:08.000Z', 'CLP NDVI'],
        ['EOL_20200713', later, 'CLP'],
      ],
    ],
    ['one file', ['EOL_20200701_NDVI.tif'], [['EOL_20200701', day, 'NDVI']]],
    ['one file with a date alone', ['2020-07-01.tif'], [['2020-07-01', day, 'B1']]],
    [
      'one band, named before the date',
      ['NDVI_20200701.tif', 'NDVI_20200713.tif'],
      [
        ['20200701', day, 'NDVI'],
        ['20200713', later, 'NDVI'],
      ],
    ],
    [
      'bands before the date',
      ['NDVI_20200701.tif', 'CLP_20200701.tif', 'NDVI_20200713.tif', 'CLP_20200713.tif'],
      [
        ['20200701', day, 'NDVI CLP'],
        ['20200713', later, 'NDVI CLP'],
      ],
    ],
    [
      'dates alone',
      ['20200701.tif', '20200713.tif'],
      [
        ['20200701', day, 'B1'],
        ['20200713', later, 'B1'],
      ],
    ],
    [
      'dates and what tells them apart anyway',
      ['20200701_a1b2.tif', '20200713_c3d4.tif'],
      [
        ['20200701_a1b2', day, 'B1'],
        ['20200713_c3d4', later, 'B1'],
      ],
    ],
    [
      'dates in folders',
      ['x/2020-07-01/B04.tif', 'x/2020-07-01/B08.tif', 'x/2020-07-13/B04.tif', 'x/2020-07-13/B08.tif'],
      [
        ['2020-07-01', day, 'B04 B08'],
        ['2020-07-13', later, 'B04 B08'],
      ],
    ],
    [
      'words of the scene beside those of bands',
      [
        'S1_20200701_asc_VV.tif',
        'S1_20200701_asc_VH.tif',
        'S1_20200713_desc_VV.tif',
        'S1_20200713_desc_VH.tif',
      ],
      [
        ['S1_20200701_asc', day, 'VV VH'],
        ['S1_20200713_desc', later, 'VV VH'],
      ],
    ],
    [
      'a scene that lacks a band',
      ['S1_20200701_asc_VV.tif', 'S1_20200701_asc_VH.tif', 'S1_20200713_desc_VV.tif'],
      [
        ['S1_20200701_asc', day, 'VV VH'],
        ['S1_20200713_desc', later, 'VV'],
      ],
    ],
    [
      'pixel sizes, which tell no bands apart',
      ['x_20200701_B04_10m.tif', 'x_20200701_B05_20m.tif'],
      [['x_20200701', day, 'B04 B05']],
    ],
    [
      'pixel sizes, which do',
      ['x_20200701_B05_10m.tif', 'x_20200701_B05_20m.tif'],
      [['x_20200701_B05', day, '10m 20m']],
    ],
    [
      'tiles',
      ['13TFE_20200701_NDVI.tif', '13TFD_20200701_NDVI.tif', '13TFD_20200701_CLP.tif'],
      [
        ['13TFE_20200701', day, 'NDVI'],
        ['13TFD_20200701', day, 'NDVI CLP'],
      ],
    ],
    [
      'MODIS',
      ['MOD13Q1.A2020183.h09v04.NDVI.tif', 'MOD13Q1.A2020183.h09v04.EVI.tif'],
      [['h09v04_MOD13Q1_A_2020183', day, 'NDVI EVI']],
    ],
    [
      'a band of one scene in two folders',
      ['a/20200701_NDVI.tif', 'b/20200701_NDVI.tif'],
      [
        ['20200701', day, 'NDVI'],
        ['20200701 (2)', day, 'NDVI'],
      ],
    ],
    [
      'two times of a day',
      ['x_20200701T100000_a.tif', 'x_20200701T120000_a.tif'],
      [
        ['x_20200701T100000', '2020-07-01T10:00:00.000Z', 'a'],
        ['x_20200701T120000', '2020-07-01T12:00:00.000Z', 'a'],
      ],
    ],
    [
      'several dates: none is chosen',
      ['x_20200701_20200716_ndvi.tif'],
      [['x_20200701_20200716', null, 'ndvi']],
    ],
    ['no dates, and words for bands', ['site/red.tif', 'site/nir.tif'], [['site', null, 'red nir']]],
    [
      'no dates, and words for bands at the end',
      ['a_red.tif', 'a_nir.tif', 'b_red.tif'],
      [
        ['a', null, 'red nir'],
        ['b', null, 'red'],
      ],
    ],
    [
      'no dates, and other words',
      ['one.tif', 'two.tif'],
      [
        ['one', null, 'B1'],
        ['two', null, 'B1'],
      ],
    ],
    [
      'a stack of a product',
      ['S2A_MSIL2A_20200704T173911_N0214_R098_T13TFE_20200704T215049_stack.tif'],
      [['S2A_MSIL2A_20200704T173911_N0214_R098_T13TFE_20200704T215049', '2020-07-04T17:39:11.000Z', 'stack']],
    ],
  ])('%s', (_name, paths, scenes) => {
    expect(read(paths)).toEqual(scenes);
  });

  it('are one scene only in one place', () => {
    const paths = ['a_20200701_x.tif', 'b_20200701_x.tif', 'b_20200701_y.tif'];
    const infos = { [paths[0]!]: place(0), [paths[1]!]: place(0.9), [paths[2]!]: place(0.95) };
    expect(read(paths, infos)).toEqual([
      ['a_20200701', day, 'x'],
      ['b_20200701', day, 'x y'],
    ]);
  });

  it('are one scene over the antimeridian', () => {
    const paths = ['20200701_red.tif', '20200701_nir.tif'];
    const bounds = { west: 179.5, east: -179.5, south: 0, north: 1 };
    const infos = { [paths[0]!]: { bounds }, [paths[1]!]: { bounds: { ...bounds, west: 179.6 } } };
    expect(read(paths, infos)).toEqual([['20200701', day, 'red nir']]);
  });
});

describe('dates by tags', () => {
  const datetime = Date.UTC(2020, 6, 1, 12);

  it('stand in where the name has none', () => {
    const [draft] = plainDrafts([makeTiff('one.tif', { datetime })]);
    expect(draft).toMatchObject({ id: 'one', datetime, dateFrom: 'tags' });
  });

  it('count less than the name', () => {
    const [draft] = plainDrafts([makeTiff('20200713.tif', { datetime })]);
    expect(draft).toMatchObject({ datetime: Date.UTC(2020, 6, 13), dateFrom: 'name' });
  });

  it('are not made up', () => {
    expect(plainDrafts([makeTiff('one.tif')])[0]).toMatchObject({ datetime: null, dateFrom: null });
  });
});

describe('samples', () => {
  const names = (bands: FileInfo['bands']) => ({ bands, scales: bands.map(() => null) });

  it('have their descriptions for names, if these tell them apart', () => {
    const infos = { '20200701.tif': names(['red', 'nir']) };
    expect(read(['20200701.tif'], infos)[0]![2]).toBe('red nir');
  });

  it.each([[['red', null]], [['red', 'red']], [[null, null]]])('have numbers with %j', (bands) => {
    expect(read(['20200701.tif'], { '20200701.tif': names(bands) })[0]![2]).toBe('B1 B2');
  });

  it('of two files of a scene have their names before them, where they are the same', () => {
    const paths = ['20200701_SR.tif', '20200701_udm.tif', '20200713_SR.tif'];
    const two = names([null, null]);
    expect(read(paths, { [paths[0]!]: two, [paths[1]!]: two, [paths[2]!]: two })).toEqual([
      ['20200701', day, 'SR_B1 SR_B2 udm_B1 udm_B2'],
      ['20200713', later, 'SR_B1 SR_B2'],
    ]);
  });

  it('come as they are stored, with the scale that the file gives', () => {
    const tiff = makeTiff('20200701.tif', {
      bands: ['red', 'nir'],
      dtype: 'int16',
      scales: [null, { scale: 0.1, offset: 5 }],
    });
    const bands = plainDrafts([tiff])[0]!.sources({ level: null, offset: 0 });
    const common = { href: tiff.file, dtype: 'int16', shift: 0, nodata: {}, overviewsRank: true };
    expect(bands.get('red')).toEqual({ ...common, sample: 0, scale: 1, offset: 0 });
    expect(bands.get('nir')).toEqual({ ...common, sample: 1, scale: 0.1, offset: 5 });
  });

  it('hold 0 as a value where they are probabilities', () => {
    const tiff = makeTiff('20200701_CLP.tif', { nodata: 0 });
    const [draft] = plainDrafts([tiff]);
    expect(draft!.sources({ level: null, offset: 0 }).get('CLP')).toMatchObject({
      nodata: { never: 0 },
      overviewsRank: false,
    });
  });
});
