import { describe, expect, it } from 'vitest';
import { BestpixelError, isAbort } from '../errors.ts';
import { everything } from '../scene/query.ts';
import { Catalog, type CatalogOptions } from './catalog.ts';
import { makeAsset, makeItem, makeSentinel2Item } from './testing/make-item.ts';

/** A host whose answers wait until they are given. */
class Host {
  readonly requests: {
    url: string;
    signal: AbortSignal;
    answer: (document: unknown) => void;
    fail: () => void;
  }[] = [];

  readonly http: CatalogOptions['http'] = {
    json: (url, { signal } = {}) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(new BestpixelError('network', 'the line is dead'));
        signal!.addEventListener('abort', () => reject(signal!.reason as Error));
        this.requests.push({ url, signal: signal!, answer: resolve, fail });
      }),
  };
}

function setUp(options: Partial<CatalogOptions> = {}) {
  const host = new Host();
  const base = 'https://app.test/page/index.html';
  return { host, catalog: new Catalog({ http: host.http, base, ...options }) };
}

function collectionOf(...features: unknown[]) {
  return { type: 'FeatureCollection', features };
}

async function load(document: unknown, id = 'https://host.test/a/items.json') {
  const { host, catalog } = setUp();
  const list = catalog.load(everything(id));
  host.requests[0]!.answer(document);
  return list;
}

describe('Catalog.load of an address', () => {
  it('gives the scenes of an ItemCollection, oldest first', async () => {
    const at = (id: string, datetime: string) => makeItem({ id, properties: { datetime } });
    const list = await load(
      collectionOf(
        at('c', '2020-07-03T00:00:00Z'),
        at('b', '2020-07-01T00:00:00Z'),
        at('a', '2020-07-03T00:00:00Z'),
      ),
    );
    expect(list.scenes.map((scene) => scene.id)).toEqual(['b', 'a', 'c']);
    expect(list).toMatchObject({
      id: 'https://host.test/a/items.json',
      title: 'items.json',
      synthetic: false,
      rejected: [],
    });
    expect(list.scenes[0]!.bands.get('red')!.href).toBe('https://host.test/a/red.tif');
  });

  it('gives the one scene of an Item', async () => {
    expect((await load(makeItem({ collection: 'naip' }))).scenes).toHaveLength(1);
  });

  it('gives none for an empty collection', async () => {
    expect(await load(collectionOf())).toMatchObject({ scenes: [], rejected: [] });
  });

  it.each([
    ['/data/items.json', 'https://app.test/data/items.json'],
    ['./items.json', 'https://app.test/page/items.json'],
    ['data/items.json?x=1', 'https://app.test/page/data/items.json?x=1'],
    ['../items', 'https://app.test/items'],
  ])('finds the relative %s', (id, url) => {
    const { host, catalog } = setUp();
    void catalog.load(everything(id));
    expect(host.requests.map((request) => request.url)).toEqual([url]);
  });

  it('names the items that gave no scene, and gives the others', async () => {
    const list = await load(
      collectionOf(makeItem({ id: 'good' }), makeItem({ id: 'bad', assets: {} }), 'text', null),
    );
    expect(list.scenes.map((scene) => scene.id)).toEqual(['good']);
    expect(list.rejected.map(({ id, error }) => [id, (error as BestpixelError).tag])).toEqual([
      ['bad', 'bad-stac'],
      ['item 3', 'bad-stac'],
      ['item 4', 'bad-stac'],
    ]);
    expect(list.rejected[0]!.error).toMatchObject({ where: 'bad' });
  });

  it.each([
    ['text', 'bad-stac'],
    [null, 'bad-stac'],
    [[], 'bad-stac'],
    [{ type: 'FeatureCollection' }, 'bad-stac'],
    [{ type: 'Collection' }, 'bad-stac'],
    [collectionOf(...Array.from({ length: 10_001 }, () => null)), 'too-large'],
  ])('names a document that is none (%#)', async (document, tag) => {
    const error = (await load(document).catch((error: unknown) => error)) as BestpixelError;
    expect(error).toMatchObject({ tag, where: 'https://host.test/a/items.json' });
  });

  it('takes the title and the names to credit from the catalog', async () => {
    const properties = {
      datetime: '2020-07-01T00:00:00Z',
      license: 'CC-BY-4.0',
      providers: [{ name: 'USDA', roles: ['producer'] }, { name: 'A mirror' }, { url: 'nameless' }],
    };
    const list = await load(
      collectionOf(makeItem({ collection: 'naip', properties }), makeItem({ collection: 'naip' })),
    );
    expect(list).toMatchObject({ title: 'naip', attribution: 'USDA, A mirror (CC-BY-4.0)' });
  });

  it('knows a collection of the datasets table by its items', async () => {
    const list = await load(collectionOf(makeSentinel2Item()));
    expect(list.scenes[0]!.bands.has('MSK_CLDPRB')).toBe(true);
    expect(list.attribution).toContain('Copernicus Sentinel');
  });
});

describe('Catalog.load of an Earth Engine id', () => {
  const demo = { url: 'demo/items.json' };
  const synthetic = makeSentinel2Item(
    { 'bestpixel:synthetic': true },
    { links: [], assets: { red: makeAsset('r.tif') } },
  );

  it.each(['COPERNICUS/S2_SR_HARMONIZED', 'demo'])('gives the demo for %s, labelled', async (id) => {
    const { host, catalog } = setUp({ demo });
    const list = catalog.load(everything(id));
    expect(host.requests[0]!.url).toBe('https://app.test/page/demo/items.json');
    host.requests[0]!.answer(collectionOf(synthetic));
    expect(await list).toMatchObject({
      id: 'COPERNICUS/S2_SR_HARMONIZED',
      title: 'Demo: synthetic Sentinel-2',
      synthetic: true,
      attribution: 'Synthetic data, not a measurement',
    });
    expect([...(await list).scenes[0]!.bands.keys()]).toEqual(['B4']);
    // What differs in real data is no news of made-up ones.
    expect(await list).not.toHaveProperty('notes');
  });

  it.each(['COPERNICUS/S2_HARMONIZED', 'COPERNICUS/S2_SR_HARMONISED', '', 'local/1'])(
    'says what to do instead of %j, and asks nobody',
    async (id) => {
      const { host, catalog } = setUp({ demo });
      await expect(catalog.load(everything(id))).rejects.toMatchObject({
        tag: 'unknown-collection',
        where: id,
        remedy: expect.stringMatching(/\.$/),
      });
      expect(host.requests).toHaveLength(0);
    },
  );

  it('knows no demo where none is given', async () => {
    const { catalog } = setUp();
    await expect(catalog.load(everything('demo'))).rejects.toMatchObject({ tag: 'unknown-collection' });
  });

  it("asks the dataset's own API where there is no demo, and the chosen one where one is chosen", () => {
    const { host, catalog } = setUp();
    void catalog.load(everything('COPERNICUS/S2_SR_HARMONIZED'));
    const chosen = setUp({ demo });
    chosen.catalog.api = 'https://mirror.test/v1/';
    void chosen.catalog.load(everything('COPERNICUS/S2_SR_HARMONIZED'));
    void chosen.catalog.load(everything('demo'));
    const urls = [...host.requests, ...chosen.host.requests].map(({ url }) => url);
    expect(urls).toEqual([
      'https://earth-search.aws.element84.com/v1',
      'https://mirror.test/v1',
      'https://app.test/page/demo/items.json',
    ]);
  });
});

describe('two loads of one id', () => {
  const id = 'https://host.test/items.json';

  it('share one request and one list', async () => {
    const { host, catalog } = setUp();
    const both = [catalog.load(everything(id)), catalog.load(everything(id))];
    host.requests[0]!.answer(collectionOf());
    const [first, second] = await Promise.all(both);
    expect(second).toBe(first);
    expect(await catalog.load(everything(id))).toBe(first);
    expect(host.requests).toHaveLength(1);
  });

  it('find what was opened before', async () => {
    const { host, catalog } = setUp();
    const url = 'https://host.test/a/items.json';
    const opened = catalog.open(url, new AbortController().signal);
    const list = catalog.load(everything(url));
    host.requests[0]!.answer(collectionOf(makeItem()));
    await opened;
    expect((await list).scenes).toHaveLength(1);
    expect(await catalog.load(everything(url))).toBe(await list);
    expect(host.requests).toHaveLength(1);
  });

  it('tell themselves what opening before failed of', async () => {
    const { host, catalog } = setUp();
    const url = 'https://host.test/a/items.json';
    const opened = catalog.open(url, new AbortController().signal);
    host.requests[0]!.fail();
    await expect(opened).rejects.toMatchObject({ tag: 'network' });
    const list = catalog.load(everything(url));
    host.requests[1]!.answer(collectionOf(makeItem()));
    expect((await list).scenes).toHaveLength(1);
  });

  it('share it until the last of them leaves', async () => {
    const { host, catalog } = setUp();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = catalog.load(everything(id), { signal: one.signal }).catch(isAbort);
    const second = catalog.load(everything(id), { signal: two.signal }).catch(isAbort);
    one.abort('bored');
    expect(await first).toBe(true);
    expect(host.requests[0]!.signal.aborted).toBe(false);
    two.abort();
    expect(await second).toBe(true);
    expect(host.requests[0]!.signal.aborted).toBe(true);
    void catalog.load(everything(id));
    expect(host.requests).toHaveLength(2);
  });

  it('go on when one of them leaves', async () => {
    const { host, catalog } = setUp();
    const leaver = new AbortController();
    const left = catalog.load(everything(id), { signal: leaver.signal }).catch(isAbort);
    const stayed = catalog.load(everything(id));
    leaver.abort();
    expect(await left).toBe(true);
    host.requests[0]!.answer(collectionOf());
    expect((await stayed).scenes).toEqual([]);
  });

  it('ask again after a failure', async () => {
    const { host, catalog } = setUp();
    const first = catalog.load(everything(id));
    host.requests[0]!.fail();
    await expect(first).rejects.toMatchObject({ tag: 'network' });
    const second = catalog.load(everything(id));
    host.requests[1]!.answer(collectionOf());
    expect((await second).scenes).toEqual([]);
  });
});
