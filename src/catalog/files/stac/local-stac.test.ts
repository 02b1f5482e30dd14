import { describe, expect, it } from 'vitest';
import { makeAsset, makeItem, makeSentinel2Item } from '../../testing/make-item.ts';
import type { OpenedFile } from '../local-files.ts';
import { openLocalFiles } from '../open-local-files.ts';
import { FakeInspector, makeFile } from '../testing/local.ts';

const open = (files: readonly OpenedFile[], inspector = new FakeInspector()) =>
  openLocalFiles(files, { inspector });
const json = (path: string, content: unknown): OpenedFile => makeFile(path, JSON.stringify(content));
const assets = (hrefs: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(hrefs).map(([key, href]) => [key, makeAsset(href)]));
const itemWith = (hrefs: Readonly<Record<string, string>>, fields = {}) =>
  makeItem({ assets: assets(hrefs), ...fields });

describe('a STAC Item among opened files', () => {
  it('is a scene whose bands are the files it names', async () => {
    const [red, nir] = [makeFile('x/b/red.tif'), makeFile('x/nir.tif')];
    const item = itemWith({ red: './b/red.tif', nir: '../x/nir.tif' }, { id: 'one' });
    const inspector = new FakeInspector();
    const { reading, list } = await open([json('x/item.json', item), red, nir], inspector);
    expect(reading).toMatchObject({
      title: 'x',
      scenes: [
        {
          id: 'one',
          dateFrom: 'catalog',
          bands: [
            { name: 'red', file: 'x/b/red.tif' },
            { name: 'nir', file: 'x/nir.tif' },
          ],
        },
      ],
      questions: [],
      refused: [],
      notes: [],
    });
    const { id, scenes } = list({});
    expect(id).toMatch(/^local\/\d+$/);
    expect(scenes[0]!.bands.get('red')!.href).toBe(red.file);
    expect(scenes[0]!.bands.get('nir')!.href).toBe(nir.file);
    // Headers are read when they are needed.
    expect(inspector.asked).toEqual([]);
  });

  it.each([
    ['by its path', 'b/red.tif', 'x/b/red.tif'],
    ['by its path, with spaces as an address has them', 'b/my%20red.tif', 'x/b/my red.tif'],
    ['by its path, with a percent sign of its own', 'b/100%.tif', 'x/b/100%.tif'],
    ['by its path, with a query', 'b/red.tif?a=b#c', 'x/b/red.tif'],
    ['by its path, as Windows writes it', String.raw`b\red.tif`, 'x/b/red.tif'],
    ['by its path, in other letters', 'B/RED.TIF', 'x/b/red.tif'],
    ['by its name, where the folders are others', '../../elsewhere/red.tif', 'x/deep/red.tif'],
    ['by its name, from the root of a disk', '/data/red.tif', 'x/red.tif'],
    ['by its name, from the root of a disk as an address', 'file:///data/red.tif', 'x/red.tif'],
    ['by its name, from a drive', String.raw`C:\data\red.tif`, 'x/red.tif'],
    ['by its name, in other letters', 'elsewhere/RED.tif', 'x/red.tif'],
  ])('finds a file %s', async (_name, href, path) => {
    const file = makeFile(path);
    const { list, reading } = await open([json('x/item.json', itemWith({ red: href })), file]);
    expect(reading.refused).toEqual([]);
    expect(list({}).scenes[0]!.bands.get('red')!.href).toBe(file.file);
  });

  it('finds by the very path before all else', async () => {
    const files = ['x/a/red.tif', 'x/A/red.tif', 'x/red.tif'].map((path) => makeFile(path));
    for (const [href, at] of [
      ['a/red.tif', 0],
      ['A/red.tif', 1],
      ['red.tif', 2],
    ] as const) {
      const { list } = await open([json('x/item.json', itemWith({ red: href })), ...files]);
      expect(list({}).scenes[0]!.bands.get('red')!.href).toBe(files[at]!.file);
    }
  });

  it('names what is missing, and keeps what is there', async () => {
    const nir = makeFile('nir.tif');
    const small = makeAsset('small.tif', { roles: ['thumbnail'] });
    const item = makeItem({ assets: { ...assets({ red: 'red.tif', nir: 'nir.tif' }), small } });
    const { reading, list } = await open([json('item.json', item), nir]);
    expect(reading.refused).toEqual([
      {
        name: 'item.json',
        sentence:
          'It names what is not among the opened files: red.tif. Open the folder that holds all of it.',
      },
    ]);
    expect([...list({}).scenes[0]!.bands.keys()]).toEqual(['nir']);
  });

  it('does not choose between two files of the name', async () => {
    const files = ['a/red.tif', 'b/red.tif'].map((path) => makeFile(path));
    const item = itemWith({ red: 'c/red.tif', nir: 'nir.tif' });
    const { reading } = await open([json('item.json', item), makeFile('nir.tif'), ...files]);
    expect(reading.refused[0]!.sentence).toContain('c/red.tif');
  });

  it('is read at the address it names, and that is said', async () => {
    const item = itemWith({ red: 'https://host.test/a/red.tif?sig=secret', nir: 'nir.tif' });
    const { reading, list } = await open([json('item.json', item), makeFile('nir.tif')]);
    expect(list({}).scenes[0]!.bands.get('red')!.href).toBe('https://host.test/a/red.tif?sig=secret');
    expect(reading.notes).toEqual(['1 file will be read from host.test, as the catalog says']);
    expect(reading.scenes[0]!.bands[0]!.file).toBe('https://host.test/a/red.tif');
  });

  it.each([
    ['beside it', 'x/red.tif'],
    ['in a folder of the same name', 'y/scene/red.tif'],
  ])('is read from an opened copy %s in place of the address', async (_name, path) => {
    const copy = makeFile(path);
    const other = makeFile('z/red.tif');
    const item = itemWith({ red: 'https://host.test/a/scene/red.tif' });
    const { reading, list } = await open([json('x/item.json', item), copy, other]);
    expect(list({}).scenes[0]!.bands.get('red')!.href).toBe(copy.file);
    expect(reading.notes[0]).toBe('1 opened file taken for what the catalog names by address');
  });

  it.each([
    'blob:opened/1',
    'blob:missing/0',
    'blob:https://host.test/1',
    'javascript:alert(1)//.tif',
    'data:image/tiff,',
  ])('is not followed to %s', async (href) => {
    const item = itemWith({ red: href, nir: 'nir.tif' });
    const { list } = await open([json('item.json', item), makeFile('nir.tif'), makeFile('1')]);
    expect([...list({}).scenes[0]!.bands.keys()]).toEqual(['nir']);
  });

  it('speaks to nobody for relative addresses, whatever its self link', async () => {
    const links = [{ rel: 'self', href: 'https://host.test/item.json' }];
    const { reading, list } = await open([
      json('item.json', itemWith({ red: 'red.tif', nir: 'nir.tif' }, { links })),
      makeFile('nir.tif'),
    ]);
    expect([...list({}).scenes[0]!.bands.keys()]).toEqual(['nir']);
    expect(reading.refused).toHaveLength(1);
    expect(reading.notes).toEqual([]);
  });

  it('is read by where its files come from, though they are copies', async () => {
    const files = ['x/red.tif'].map((path) => makeFile(path));
    const red = (bucket: string) => makeAsset(`https://host.test/${bucket}/red.tif`);
    for (const [bucket, shift] of [
      ['sentinel-s2-l2a-cogs', 0],
      ['elsewhere', -1000],
    ] as const) {
      const item = makeSentinel2Item({}, { assets: { red: red(bucket) } });
      const { list } = await open([json('x/item.json', item), ...files]);
      expect(list({}).scenes[0]!.bands.get('B4')).toMatchObject({ href: files[0]!.file, shift });
    }
  });

  it("has Earth Engine's bands and units where the datasets table knows it", async () => {
    const files = ['B04.tif', 'SCL.tif', 'CLD_20m.tif'].map((path) => makeFile(path));
    const { list } = await open([json('item.json', makeSentinel2Item()), ...files]);
    const { bands } = list({}).scenes[0]!;
    const scl = bands.get('SCL')!;
    expect(bands.get('B4')).toMatchObject({ href: files[0]!.file, shift: -1000 });
    expect(bands.get('B4')!.validWhere!.source.href).toBe(scl.href);
    expect(bands.get('MSK_CLDPRB')!.nodata.never).toBe(0);
    expect(bands.has('B8')).toBe(false);
  });
});

describe('several documents', () => {
  const collection = (items: readonly unknown[]) => ({ type: 'FeatureCollection', features: items });

  it('give the scenes of all, each once: of the longest first', async () => {
    const [a, b] = ['a', 'b'].map((id) => itemWith({ red: `${id}.tif` }, { id }));
    const other = itemWith({ nir: 'a.tif' }, { id: 'a' });
    const files = [
      json('0.json', other),
      json('1.json', collection([a, b])),
      makeFile('a.tif'),
      makeFile('b.tif'),
    ];
    const { reading } = await open(files);
    expect(reading.scenes.map(({ id, bands }) => [id, bands[0]!.name])).toEqual([
      ['a', 'red'],
      ['b', 'red'],
    ]);
    expect(reading.notes).toEqual(['1 of the items in 0.json are in another document too']);
  });

  it('of a catalog are read without its links, and links that lead nowhere are named', async () => {
    const links = ['items/a.json', 'items/b.json'].map((href) => ({ rel: 'item', href }));
    const catalog = { type: 'Catalog', stac_version: '1.0.0', id: 'c', description: '', links };
    const files = [
      json('x/catalog.json', catalog),
      json('x/items/a.json', itemWith({ red: 'a.tif' })),
      makeFile('x/items/a.tif'),
    ];
    const { reading } = await open(files);
    expect(reading.scenes).toHaveLength(1);
    expect(reading.refused).toMatchObject([
      { name: 'x/catalog.json', sentence: expect.stringContaining('items/b.json') },
    ]);
  });

  it('name whom to credit, and what is made up', async () => {
    const properties = { datetime: '2020-07-01T00:00:00Z', 'bestpixel:synthetic': true };
    const item = itemWith({ red: 'a.tif' }, { properties });
    const made = { ...collection([item]), providers: [{ name: 'Somebody' }] };
    const list = (await open([json('a.json', made), makeFile('a.tif')])).list({});
    expect(list).toMatchObject({ attribution: 'Somebody', synthetic: true });
  });

  it('say which GeoTIFFs they do not name', async () => {
    const files = [json('a.json', itemWith({ red: 'a.tif' })), makeFile('a.tif'), makeFile('b.tif')];
    expect((await open(files)).reading.notes).toEqual([
      '1 GeoTIFF left out, as no STAC document names them: b.tif',
    ]);
  });

  it('name the items that are not understood', async () => {
    const bad = itemWith({ red: 'a.tif' }, { id: 'bad', properties: {} });
    const files = [json('a.json', collection([itemWith({ red: 'a.tif' }), bad])), makeFile('a.tif')];
    const { reading, list } = await open(files);
    expect(reading.refused).toMatchObject([
      { name: 'bad', sentence: expect.stringContaining('no datetime') },
    ]);
    expect(list({}).rejected).toMatchObject([{ id: 'bad' }]);
  });
});

describe('documents of which nothing can be used', () => {
  it('leave the GeoTIFFs to their names', async () => {
    const { reading } = await open([
      json('a.json', itemWith({ red: 'missing.tif' })),
      makeFile('20200701_red.tif'),
    ]);
    expect(reading.scenes).toMatchObject([{ id: '20200701', dateFrom: 'name' }]);
    expect(reading.refused).toMatchObject([{ name: 'a.json' }]);
  });

  it.each([
    ['no JSON', '{"type":'],
    [
      'too many items',
      JSON.stringify({
        type: 'FeatureCollection',
        features: Array.from({ length: 10_001 }, () => makeItem()),
      }),
    ],
  ])('are refused by name: %s', async (_name, content) => {
    const { reading } = await open([makeFile('a.json', content), makeFile('20200701.tif')]);
    expect(reading.scenes).toHaveLength(1);
    expect(reading.refused).toMatchObject([{ name: 'a.json' }]);
  });

  it.each([
    ['JSON of another kind', { type: 'Topology' }],
    [
      'GeoJSON without assets',
      { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: null }] },
    ],
    ['a list', [1, 2]],
    ['null', null],
  ])('are passed over: %s', async (_name, content) => {
    const { reading } = await open([json('a.json', content), makeFile('20200701.tif')]);
    expect(reading).toMatchObject({ refused: [], notes: [], scenes: [{ id: '20200701' }] });
  });
});
