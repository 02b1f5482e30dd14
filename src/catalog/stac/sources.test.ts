import type { StacItem } from 'stac-ts';
import { describe, expect, it } from 'vitest';
import { everything, type SceneQuery } from '../../scene/query.ts';
import { Catalog } from '../catalog.ts';
import { FakeApi, filterConformance } from '../testing/fake-api.ts';
import { makeAsset, makeItem, makePlanetaryComputerItem, makeSentinel2Item } from '../testing/make-item.ts';

const harmonized = 'COPERNICUS/S2_SR_HARMONIZED';
const area = { west: 9, south: 39, east: 12, north: 42 };

function sentinel2(
  id: string,
  properties: Readonly<Record<string, unknown>> = {},
  collection = 'sentinel-2-c1-l2a',
) {
  return makeSentinel2Item(properties, { id, collection, links: [] }) as unknown as StacItem;
}

function load(api: FakeApi, query: Partial<SceneQuery> = {}) {
  const catalog = new Catalog({ http: api });
  catalog.api = api.root;
  return catalog.load({ ...everything(harmonized), ...query }, { area });
}

describe('an Earth Engine id served by a chosen API', () => {
  it("has Earth Engine's bands and properties, from all of the dataset's collections", async () => {
    const uri = (n: number) => `S2A_MSIL2A_2020070${n}T173911_N0510_R098_T13TFE_20240423T004950.SAFE`;
    const strip = (n: number) => `S2A_OPER_MSI_L2A_DS_2APS_20240423T004950_S2020070${n}T174911_N05.10`;
    const day = (n: number) => ({
      datetime: `2020-07-0${n}T17:53:02Z`,
      's2:product_uri': uri(n),
      's2:datastrip_id': strip(n),
    });
    const api = new FakeApi({
      root: 'https://mirror.test/v1',
      items: [
        sentinel2('new', day(2)),
        sentinel2('old', day(1), 'sentinel-2-pre-c1-l2a'),
        sentinel2('else', day(3), 'sentinel-2-l1c'),
      ],
    });
    const list = await load(api);
    expect(list.scenes.map(({ id }) => id)).toEqual(['old', 'new']);
    expect(api.searches[0]!.params['collections']).toEqual(['sentinel-2-c1-l2a', 'sentinel-2-pre-c1-l2a']);
    expect(list).toMatchObject({ id: harmonized, synthetic: false, covers: area });
    expect(list.attribution).toContain('Copernicus Sentinel');
    expect([...list.scenes[0]!.bands.keys()]).toContain('MSK_CLDPRB');
    expect(list.scenes[0]!.properties).toMatchObject({ CLOUDY_PIXEL_PERCENTAGE: 12.5, MGRS_TILE: '13TFE' });
    expect(list.scenes[0]!.bands.get('B4')).not.toHaveProperty('token');
  });

  it("is asked by the API's names for Earth Engine's properties", async () => {
    const clear = sentinel2('clear', { 'eo:cloud_cover': 5 });
    const api = new FakeApi({ items: [clear, sentinel2('cloudy', { 'eo:cloud_cover': 50 })] });
    const tests: SceneQuery['tests'] = [
      { name: 'CLOUDY_PIXEL_PERCENTAGE', op: 'lte', value: 20 },
      { name: 'SPACECRAFT_NAME', op: 'eq', value: 'Sentinel-2A' },
      { name: 'SENSING_ORBIT_NUMBER', op: 'eq', value: 98 },
    ];
    const list = await load(api, { tests });
    expect(list.scenes.map(({ id }) => id)).toEqual(['clear']);
    expect(api.searches[0]!.params['query']).toMatchObject({
      'eo:cloud_cover': { lte: 20 },
      platform: { eq: 'sentinel-2a' },
    });
    expect(JSON.stringify(api.searches[0]!.params)).not.toMatch(/SPACECRAFT|SENSING/);
    expect((await load(api, { tests: [{ ...tests[2]!, op: 'eq', value: 7 }] })).scenes).toEqual([]);
  });

  it('keeps the newest edition of an acquisition, and says how many it left out', async () => {
    const uri = (baseline: string) =>
      `S2A_MSIL2A_20200704T173911_N${baseline}_R098_T13TFE_20240423T004950.SAFE`;
    const edition = (id: string, baseline: string) =>
      sentinel2(id, {
        's2:processing_baseline': `${baseline.slice(0, 2)}.${baseline.slice(2)}`,
        's2:product_uri': uri(baseline),
      });
    const api = new FakeApi({ items: [edition('newer', '0510'), edition('older', '0500')] });
    const list = await load(api);
    expect(list.scenes.map(({ id }) => id)).toEqual(['newer']);
    expect(list.notes).toContain('one scene left out, since a newer edition of it is here');
  });

  it.each([
    ['https://planetarycomputer.microsoft.com/api/stac/v1', 'https://planetarycomputer.microsoft.com'],
    ['https://mirror.test/api/stac/v1', undefined],
  ])('takes tokens where its files need them: %s', async (root, tokens) => {
    const item = makeItem({
      id: 's2',
      collection: 'sentinel-2-l2a',
      properties: { datetime: '2020-07-01T17:50:00Z', 's2:processing_baseline': '05.10' },
      assets: Object.fromEntries(
        ['B02', 'B03', 'B04', 'SCL'].map((key) => [
          key,
          makeAsset(`https://sentinel2l2a01.blob.core.windows.net/sentinel2-l2/${key}.tif`),
        ]),
      ),
    }) as unknown as StacItem;
    const api = new FakeApi({ root, items: [item], conformsTo: filterConformance });
    const catalog = new Catalog({ http: api });
    const list = await catalog.load(everything(`${root}/collections/sentinel-2-l2a`), { area });
    const token = tokens && `${tokens}/api/sas/v1/token/sentinel-2-l2a`;
    expect([...list.scenes[0]!.bands.values()].map((source) => source.token)).toEqual([
      token,
      token,
      token,
      token,
    ]);
  });

  it('takes tokens beside a mirror of an API whose files need them', async () => {
    const root = 'https://mirror.test/api/stac/v1';
    const item = makeItem({
      id: 'LC08_L2SP_033032_20200704_02_T1',
      collection: 'landsat-c2-l2',
      properties: {
        datetime: '2020-07-04T17:50:00Z',
        platform: 'landsat-8',
        'landsat:collection_category': 'T1',
      },
      assets: {
        red: makeAsset('https://landsateuwest.blob.core.windows.net/red.tif'),
        qa_pixel: makeAsset('https://landsateuwest.blob.core.windows.net/qa.tif'),
      },
    });
    const other = {
      ...item,
      id: 'LC09',
      properties: { ...(item['properties'] as object), platform: 'landsat-9' },
    };
    const items = [item, other] as unknown as StacItem[];
    const api = new FakeApi({ root, items, conformsTo: filterConformance, ignores: ['filter'] });
    const catalog = new Catalog({ http: api });
    catalog.api = root;
    const list = await catalog.load(everything('LANDSAT/LC08/C02/T1_L2'), { area });
    expect(list.scenes.map(({ id }) => id)).toEqual([item['id']]);
    expect(list.scenes[0]!.bands.get('SR_B4')!.token).toBe(
      'https://mirror.test/api/sas/v1/token/landsat-c2-l2',
    );
    expect(JSON.stringify(api.searches[0]!.params['filter'])).toContain('landsat-8');
  });

  it('takes bands and tokens of Sentinel-2 as the API has them that it mirrors', async () => {
    const root = 'https://mirror.test/api/stac/v1';
    const item = makePlanetaryComputerItem() as unknown as StacItem;
    const api = new FakeApi({ root, items: [{ ...item, links: [] }], conformsTo: filterConformance });
    const list = await load(api, { tests: [{ name: 'MGRS_TILE', op: 'eq', value: '13TDE' }] });
    expect(list.scenes).toHaveLength(1);
    expect(list.scenes[0]!.bands.get('B4')!.token).toBe(
      'https://mirror.test/api/sas/v1/token/sentinel-2-l2a',
    );
    expect(JSON.stringify(api.searches[0]!.params['filter'])).toContain('s2:mgrs_tile');
  });

  it('says what is wrong with the address of no API', async () => {
    const api = new FakeApi();
    api.answers.set(api.root, { type: 'FeatureCollection', features: [] });
    await expect(load(api)).rejects.toMatchObject({ tag: 'bad-stac', where: api.root });
  });
});

describe('the address of an API', () => {
  const items = ['a', 'b', 'c'].map((collection) => sentinel2(collection, {}, collection));

  it('as a whole is refused, and some of its collections are named', async () => {
    const api = new FakeApi({ items });
    await expect(new Catalog({ http: api }).load(everything(api.root), { area })).rejects.toMatchObject({
      tag: 'bad-input',
      where: api.root,
      remedy: expect.stringMatching(/https:\/\/api\.test\/v1\/collections\/a\b.*a, b, c/),
    });
  });

  it("of its collection takes the collection's title and whom to credit", async () => {
    const api = new FakeApi({ items });
    const catalog = new Catalog({ http: api });
    expect(await catalog.load(everything(`${api.root}/collections/b`), { area })).toMatchObject({
      title: 'The collection b',
      attribution: 'Tester (CC-BY-4.0)',
      scenes: [{ id: 'b' }],
    });
  });

  it("of its collection is read by the collection's items where it has no search", async () => {
    const api = new FakeApi({ items, methods: [], conformsTo: ['https://api.stacspec.org/v1.0.0/core'] });
    const catalog = new Catalog({ http: api });
    const query = { ...everything(`${api.root}/collections/b`), times: [{ start: 0, end: 9e12 }] };
    expect((await catalog.load(query, { area })).scenes).toHaveLength(1);
    expect(api.searches[0]!.url).toContain(`${api.root}/collections/b/items?`);
    expect(api.searches[0]!.params).toEqual({
      bbox: [9, 39, 12, 42],
      datetime: expect.stringMatching(/^1970-.*999Z$/),
      limit: 100,
    });
  });
});

describe('a list that was added', () => {
  it('is loaded by its id, narrowed by the query, until another takes its place', async () => {
    const api = new FakeApi();
    const catalog = new Catalog({ http: api });
    const load = (times: SceneQuery['times'] = null) => catalog.load({ ...everything('local/1'), times });
    const list = { id: 'local/1', title: 'files', synthetic: false, attribution: '', rejected: [] };
    const scene = { id: 's', datetime: 5, properties: {}, footprint: null, bounds: null, bands: new Map() };
    catalog.add({ ...list, scenes: [scene] });
    expect(await load()).toMatchObject({ title: 'files', scenes: [{ id: 's' }] });
    expect((await load([{ start: 6, end: 7 }])).scenes).toEqual([]);
    catalog.add({ ...list, scenes: [] });
    expect((await load()).scenes).toEqual([]);
    expect(api.requests).toEqual([]);
  });
});
