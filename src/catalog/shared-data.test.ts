import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { distinctAcquisitions, newestEditions } from '../scene/editions.ts';
import type { Scene } from '../scene/scene.ts';
import { sceneOfDataset } from './datasets/dataset.ts';
import { rowFor, sourcesOf } from './datasets/table.ts';
import { readItem } from './item/item.ts';
import { readSceneList } from './item-collection.ts';

const data = new URL('../../../shared/data/', import.meta.url);
const here = existsSync(data);
const note = here ? '' : ' (skipped: ../shared/data is not on this machine)';

function parse(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, data), 'utf8'));
}

function load(path: string) {
  const url = `https://host.test/${path}`;
  return readSceneList(parse(path), { id: url, url });
}

describe.skipIf(!here)(`answers of public STAC APIs${note}`, () => {
  const folder = new URL('stac/', data);
  const files = here ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const documents = files.filter((path) => path.endsWith('.json')).map((path) => `stac/${path}`);

  it('are many', () => expect(documents.length).toBeGreaterThan(50));

  it.each(documents)('%s gives scenes or named errors', (path) => {
    try {
      const { scenes, rejected } = load(path);
      for (const { error } of rejected) expect(error).toBeInstanceOf(BestpixelError);
      for (const scene of scenes) expect(scene.bands.size).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toMatchObject({ tag: 'bad-stac', where: `https://host.test/${path}` });
    }
  });

  it.each([
    ['earth-search-v1/s2-c1-l2a_itemcollection_10.json', 10, 0, 20],
    ['earth-search-v1/s2-l2a_items_eodm_2023.json', 3, 0, 18],
    ['earth-search-v1/search_fields_s2c1.json', 0, 10, 0],
    ['earth-search-v1/search_s2l2a_landsat_p1.json', 0, 0, 0],
    ['planetary-computer/search_s2l2a_33.json', 33, 0, 18],
    ['planetary-computer/items_landsat-c2-l2_10.json', 10, 0, 10],
    ['planetary-computer/paging_naip_p0.json', 10, 0, 4],
    ['static-catalog/test-case-1/country-1/area-1-1/area-1-1-imagery/area-1-1-imagery.json', 1, 0, 2],
    ['nasty/rustac_invalid-datetimes.json', 1, 0, 7],
    ['nasty/rustac_invalid-item-datetime.json', 1, 0, 3],
    ['nasty/rustac_invalid-item.json', 0, 1, 0],
    ['nasty/rustac_multi-polygons.json', 2, 0, 12],
    ['nasty/stac-server_badGeometryItem.json', 0, 1, 0],
  ])('%s: %d scenes, %d rejected, %d bands', (path, scenes, rejected, bands) => {
    const list = load(`stac/${path}`);
    expect([list.scenes.length, list.rejected.length, list.scenes[0]?.bands.size ?? 0]).toEqual([
      scenes,
      rejected,
      bands,
    ]);
  });

  const colours = 'B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B11 B12 AOT WVP SCL TCI_R TCI_G TCI_B';
  const shifts = (scenes: readonly Scene[]) => [
    ...new Set(scenes.map(({ bands }) => bands.get('B4')!.shift)),
  ];

  it.each([
    ['earth-search-v1/s2-c1-l2a_itemcollection_10.json', `${colours} MSK_CLDPRB MSK_SNWPRB`, -1000, 10],
    ['earth-search-v1/s2-l2a_items_eodm_2023.json', colours, 0, 2],
    ['earth-search-v1/search_s2l2a_landsat_p0.json', colours, 0, 1],
    ['planetary-computer/search_s2l2a_33.json', colours, 0, 1],
    ['planetary-computer/rustac_two-sentinel-2-items.json', colours, -1000, 2],
    ['planetary-computer/rustac_mock_items-page-1.json', colours, -1000, 1],
  ])("%s has Earth Engine's bands %s, values moved by %d, %d acquisitions", (path, bands, shift, count) => {
    const { scenes, notes = [] } = load(`stac/${path}`);
    for (const scene of scenes) {
      expect([...scene.bands.keys()].join(' ')).toBe(bands);
      expect(scene.bands.get('B4')).toMatchObject({ scale: 0.0001, offset: 0, nodata: { dataset: 0 } });
      expect([...scene.aliases!.values()]).toEqual(expect.arrayContaining(['B2', 'B3', 'B4', 'B8']));
      const { properties } = scene;
      const ragged = properties['s2:nodata_pixel_percentage'] !== 0;
      expect('validWhere' in scene.bands.get('B4')!).toBe(ragged);
      expect(scene.reference).toBe(ragged ? 'B4' : undefined);
      expect(properties).toMatchObject({
        CLOUDY_PIXEL_PERCENTAGE: properties['eo:cloud_cover'],
        MGRS_TILE: expect.stringMatching(/^\d{2}[A-Z]{3}$/),
        SPACECRAFT_NAME: expect.stringMatching(/^Sentinel-2[AB]$/),
        'system:index': expect.stringMatching(/^\d{8}T\d{6}_\d{8}T\d{6}_T\d{2}[A-Z]{3}$/),
      });
    }
    expect(shifts(scenes)).toEqual([shift]);
    expect(distinctAcquisitions(scenes)).toBe(count);
    expect(newestEditions(scenes).superseded).toEqual([]);
    expect(notes.some((note) => note.includes('no cloud probability'))).toBe(!bands.includes('MSK_CLDPRB'));
  });

  it('take 0 % of cloud for a value, though Earth Search v1 calls it nodata', () => {
    for (const { bands } of load('stac/earth-search-v1/s2-c1-l2a_itemcollection_10.json').scenes) {
      expect(bands.get('MSK_CLDPRB')).toMatchObject({
        nodata: { declared: 0, never: 0 },
        shift: 0,
        overviewsRank: false,
      });
    }
  });

  it.each([
    ['search_cql2filter_p1.json', ['S2B_20EPT_20250731_0_L2A', 'S2B_24MUV_20250731_0_L2A']],
    [
      'search_cql2filter_p2.json',
      ['S2B_24MUA_20250731_0_L2A', 'S2B_24MWV_20250731_0_L2A', 'S2B_24MXV_20250731_0_L2A'],
    ],
  ])('%s holds scenes twice, and Collection 1 replaces the older copy', (path, old) => {
    const { superseded } = newestEditions(load(`stac/earth-search-v1/${path}`).scenes);
    expect(superseded.map(({ id }) => id).toSorted()).toEqual(old);
  });

  it.each([
    ['search_cql2filter_p1.json', 'S2B_24MUV_20250731_0_L1C', 'files of JPEG 2000 are not read here'],
    [
      'search_cql2filter_p1.json',
      'S1A_IW_GRDH_1SSH_20250731T135702_20250731T135722_060328_077F7E',
      'the bucket sentinel-s1-l1c bills its readers, so its files are not readable in a browser',
    ],
    [
      'search_s2l2a_landsat_p0.json',
      'LC08_L2SP_033032_20231008_02_T1',
      'the bucket usgs-landsat bills its readers, so its files are not readable in a browser',
    ],
  ])('%s: %s is refused, since %s', (path, id, message) => {
    const { rejected } = load(`stac/earth-search-v1/${path}`);
    const { error } = rejected.find((each) => each.id === id)!;
    expect(error).toMatchObject({ tag: 'unsupported', message, remedy: expect.stringMatching(/\.$|tif$/) });
  });

  it('of Landsat are scenes of the id that they belong to', () => {
    const { features } = parse('stac/planetary-computer/items_landsat-c2-l2_10.json') as {
      features: unknown[];
    };
    const items = features.map((item) => readItem(item, 'https://host.test/'));
    const scenesOf = (id: string) => {
      const [source] = sourcesOf(id);
      return items.flatMap((item) => {
        const row = rowFor(item, source!);
        return row ? [sceneOfDataset(item, row)] : [];
      });
    };
    expect(scenesOf('LANDSAT/LC08/C02/T1_L2')).toEqual([]);
    const scenes = scenesOf('LANDSAT/LC09/C02/T1_L2');
    // Three of the ten are of Tier 2.
    expect(scenes).toHaveLength(7);
    for (const { bands, properties, reference, acquisition } of scenes) {
      expect([...bands.keys()].join(' ')).toBe(
        'SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 SR_B6 SR_B7 SR_QA_AEROSOL QA_PIXEL QA_RADSAT',
      );
      expect(bands.get('SR_B4')).toMatchObject({
        shift: 0,
        scale: 2.75e-5,
        offset: -0.2,
        nodata: { dataset: 0 },
      });
      expect(bands.get('QA_PIXEL')).toMatchObject({ nodata: { dataset: 1, declared: 1 } });
      expect([reference, acquisition]).toEqual(['SR_B4', 'landsat-9_084_2025-07-22']);
      expect(properties).toMatchObject({
        CLOUD_COVER: properties['eo:cloud_cover'],
        WRS_PATH: 84,
        'system:index': expect.stringMatching(/^LC09_0840\d\d_20250722$/),
        LANDSAT_PRODUCT_ID: expect.stringMatching(/^LC09_L2SR_0840\d\d_20250722_2025\d{4}_02_T1$/),
      });
    }
  });

  it('of Landsat with surface temperature have all its bands', () => {
    const [whole] = parse('stac/planetary-computer/landsat-c2-l2-pc.json') as unknown[];
    const item = readItem(whole, 'https://host.test/');
    const row = rowFor(item, sourcesOf('LANDSAT/LC09/C02/T1_L2')[0]!)!;
    const scene = sceneOfDataset(item, row);
    expect([...scene.bands.keys()]).toEqual(row.bands.map(({ name }) => name));
    expect(scene.bands.get('ST_B10')).toMatchObject({
      scale: 0.00341802,
      offset: 149,
      nodata: { dataset: 0 },
    });
    expect(scene.bands.get('ST_CDIST')).toMatchObject({ scale: 0.01, offset: 0, nodata: { dataset: -9999 } });
  });

  it('of a collection that nobody knows keep their own names, and let common ones stand for them', () => {
    const { scenes } = load('stac/planetary-computer/paging_naip_p0.json');
    expect(Object.fromEntries(scenes[0]!.aliases!)).toEqual({
      red: 'Red',
      green: 'Green',
      blue: 'Blue',
      nir: 'NIR',
    });
  });
});

describe.skipIf(!here)(`the real Sentinel-2 series${note}`, () => {
  it('has its bands, and the thirteen of one file on ten dates', () => {
    const { scenes, rejected } = load('s2-series/itemcollection_68.json');
    expect([scenes.length, rejected.length]).toEqual([68, 0]);
    const thirteen = 'B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12'.split(' ');
    const whole = scenes.filter((scene) => scene.bands.size > 3);
    expect(whole).toHaveLength(10);
    expect([...whole[0]!.bands.keys()]).toEqual(['ndvi', 'clp', 'clp_s2c', ...thirteen]);
    expect(thirteen.map((name) => whole[0]!.bands.get(name)!.sample)).toEqual([...thirteen.keys()]);
    expect(scenes[0]!.bands.get('clp')).toMatchObject({
      href: 'https://host.test/s2-series/cog/clp/EOL_20150711T100008_CLP.tif',
      nodata: { declared: 255, never: 0 },
      dtype: 'uint8',
      crs: 'EPSG:32633',
    });
  });

  it('in the style of Earth Search keeps its false nodata from counting', () => {
    const { scenes } = load('s2-series/itemcollection_10_earthsearch-style.json');
    expect(scenes).toHaveLength(10);
    for (const { bands } of scenes) {
      expect([...bands.keys()]).toEqual(['blue', 'green', 'red', 'nir', 'cloud']);
      expect(bands.get('cloud')).toMatchObject({ nodata: { declared: 0, never: 0 }, shift: 0 });
      expect(bands.get('red')).toMatchObject({ nodata: { declared: 0 }, shift: 0, scale: 0.0001 });
    }
  });
});
