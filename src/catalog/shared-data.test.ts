import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { readSceneList } from './item-collection.ts';

const data = new URL('../../../shared/data/', import.meta.url);
const here = existsSync(data);
const note = here ? '' : ' (skipped: ../shared/data is not on this machine)';

function load(path: string) {
  const url = `https://host.test/${path}`;
  return readSceneList(JSON.parse(readFileSync(new URL(path, data), 'utf8')), { id: url, url });
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

  it('know Sentinel-2 of Earth Search v1 by its items', () => {
    const { scenes } = load('stac/earth-search-v1/s2-c1-l2a_itemcollection_10.json');
    for (const { bands, properties } of scenes) {
      expect(bands.get('B4')).toMatchObject({ shift: -1000, offset: 0 });
      expect('validWhere' in bands.get('B4')!).toBe(properties['s2:nodata_pixel_percentage'] !== 0);
      expect(bands.get('MSK_CLDPRB')).toMatchObject({ nodata: { never: 0 }, overviewsRank: false });
      expect(properties).toMatchObject({
        MGRS_TILE: '13TDE',
        'system:index': expect.stringMatching(/^\d{8}T\d{6}_\d{8}T\d{6}_T13TDE$/),
        CLOUDY_PIXEL_PERCENTAGE: properties['eo:cloud_cover'],
      });
    }
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
