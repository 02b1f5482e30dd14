import type { StacCatalog, StacLink } from 'stac-ts';
import { describe, expect, it } from 'vitest';
import { BestpixelError, isAbort } from '../../errors.ts';
import { everything } from '../../scene/query.ts';
import { Catalog } from '../catalog.ts';
import { FakeApi } from '../testing/fake-api.ts';
import { makeBoxItem } from '../testing/make-items.ts';

const root = 'https://static.test/stac/';

/** A tree of documents by their paths. */
function setUp(documents: Readonly<Record<string, unknown>>) {
  const api = new FakeApi();
  for (const [path, document] of Object.entries(documents)) api.answers.set(root + path, document);
  return { api, catalog: new Catalog({ http: api }) };
}

function catalogOf(id: string, ...links: readonly (readonly [rel: string, href: string])[]): StacCatalog {
  const all = links.map(([rel, href]): StacLink => ({ rel, href }));
  return { type: 'Catalog', stac_version: '1.0.0', id, description: '', links: all };
}

function collectionOf(...from: Parameters<typeof catalogOf>): unknown {
  return {
    ...catalogOf(...from),
    type: 'Collection',
    license: 'MIT',
    providers: [{ name: `Of ${from[0]}` }],
  };
}

const tree = {
  'catalog.json': catalogOf(
    'root',
    ['child', './a/collection.json'],
    ['child', 'b/catalog.json'],
    ['self', 'x.json'],
  ),
  'a/collection.json': collectionOf(
    'a',
    ['item', './1/1.json'],
    ['item', './2.json'],
    ['parent', '../catalog.json'],
    ['root', '../catalog.json'],
  ),
  'a/1/1.json': {
    ...makeBoxItem({ id: 'one', day: 3 }),
    assets: { red: { href: './r.tif', type: 'image/tiff' } },
  },
  'a/2.json': makeBoxItem({ id: 'two', day: 1 }),
  'b/catalog.json': catalogOf(
    'b',
    ['child', '../a/collection.json'],
    ['child', '../catalog.json'],
    ['item', '3.json'],
  ),
  'b/3.json': makeBoxItem({ id: 'three', day: 2 }),
};

describe('a static catalog', () => {
  it('gives the items of its tree, each once, though its links lead in circles', async () => {
    const { api, catalog } = setUp(tree);
    const list = await catalog.load(everything(`${root}catalog.json`));
    expect(list.scenes.map(({ id }) => id)).toEqual(['two', 'three', 'one']);
    expect(list.scenes[2]!.bands.get('red')!.href).toBe(`${root}a/1/r.tif`);
    expect(list).toMatchObject({ title: 'root', attribution: 'Of a (MIT)', rejected: [] });
    expect(api.requests).toHaveLength(6);
  });

  it('may be a collection, and is read once for all queries', async () => {
    const { api, catalog } = setUp(tree);
    const all = everything(`${root}a/collection.json`);
    const early = { ...all, times: [{ start: 0, end: Date.UTC(2020, 6, 2) }] };
    const area = { west: 0, south: 0, east: 1, north: 1 };
    const whole = await catalog.load(all);
    expect((await catalog.load(early)).scenes).toEqual([whole.scenes[0]]);
    expect(await catalog.load(early, { area })).toBe(await catalog.load(early));
    expect(await catalog.load(all, { area })).toBe(whole);
    expect(api.requests).toHaveLength(3);
  });

  it('names the links that are broken, and gives the rest', async () => {
    const { catalog } = setUp({
      ...tree,
      'b/catalog.json': catalogOf(
        'b',
        ['item', 'gone.json?token=secret'],
        ['item', 's3://bucket/item.json'],
        ['child', 'page.json'],
        ['item', '3.json'],
      ),
      'b/page.json': ['no STAC'],
      'a/2.json': { ...makeBoxItem({ id: 'bad' }), assets: {} },
    });
    const list = await catalog.load(everything(`${root}catalog.json`));
    expect(list.scenes.map(({ id }) => id)).toEqual(['three', 'one']);
    expect(list.rejected.map(({ id, error }) => [id, (error as BestpixelError).tag]).toSorted()).toEqual([
      ['bad', 'bad-stac'],
      [`${root}b/gone.json`, 'http-status'],
      [`${root}b/page.json`, 'bad-stac'],
      ['s3://bucket/item.json', 'unsupported'],
    ]);
  });

  it('is read again where a part of it may come the next time', async () => {
    const { api, catalog } = setUp(tree);
    api.answers.set(`${root}b/3.json`, new BestpixelError('network', 'the line is dead'));
    const query = everything(`${root}catalog.json`);
    expect(await catalog.load(query)).toMatchObject({
      scenes: { length: 2 },
      rejected: [{ id: `${root}b/3.json` }],
    });
    api.answers.set(`${root}b/3.json`, tree['b/3.json']);
    expect(await catalog.load(query)).toMatchObject({ scenes: { length: 3 }, rejected: [] });
  });

  it('is not followed for ever', async () => {
    const { api, catalog } = setUp({});
    const own = api.json.bind(api);
    api.json = (url, request) => {
      const depth = Number(/(\d+)\.json$/.exec(url)?.[1]);
      void own(url, request).catch(() => {});
      return Promise.resolve(catalogOf(`${depth}`, ['child', `${depth + 1}.json`]));
    };
    const list = await catalog.load(everything(`${root}0.json`));
    expect(list).toMatchObject({
      scenes: [],
      rejected: [{ id: `${root}11.json`, error: { tag: 'too-large' } }],
    });
    expect(api.requests).toHaveLength(11);
  });

  it('is cut at ten thousand items, and says so', async () => {
    const links = Array.from({ length: 10_050 }, (_, i) => ['item', `i${i}.json`] as const);
    const { api, catalog } = setUp({ 'c.json': catalogOf('c', ...links) });
    api.json = (url) => {
      const id = /(i\d+)\.json$/.exec(url)?.[1];
      return Promise.resolve(id ? makeBoxItem({ id }) : catalogOf('c', ...links));
    };
    expect(await catalog.load(everything(`${root}c.json`))).toMatchObject({
      scenes: { length: 10_000 },
      cutFrom: 'more',
    });
  });

  it('is cut at as many links that nobody can follow', async () => {
    const links = Array.from({ length: 100_000 }, (_, i) => ['item', `javascript:${i}`] as const);
    const { catalog } = setUp({ 'c.json': catalogOf('c', ...links) });
    const list = await catalog.load(everything(`${root}c.json`));
    expect(list).toMatchObject({ scenes: [], rejected: { length: 10_000 }, cutFrom: 'more' });
    expect(list.rejected[0]).toMatchObject({ id: 'javascript:0', error: { tag: 'unsupported' } });
  });

  it('is cut at as many where its links lead to lists of items', async () => {
    const links = Array.from({ length: 10_050 }, (_, i) => ['item', `i${i}.json`] as const);
    const { api, catalog } = setUp({});
    api.json = (url) => {
      const id = /(i\d+)\.json$/.exec(url)?.[1];
      const features = [1, 2, 3].map((n) => makeBoxItem({ id: `${id} ${n}` }));
      return Promise.resolve(id ? { type: 'FeatureCollection', features } : catalogOf('c', ...links));
    };
    expect(await catalog.load(everything(`${root}c.json`))).toMatchObject({
      scenes: { length: 10_000 },
      cutFrom: 'more',
    });
  });

  it('is left at once', async () => {
    const { catalog } = setUp(tree);
    const leaver = new AbortController();
    const left = catalog.load(everything(`${root}catalog.json`), { signal: leaver.signal }).catch(isAbort);
    leaver.abort();
    expect(await left).toBe(true);
  });

  it('without items says so', async () => {
    const { catalog } = setUp({ 'c.json': collectionOf('c', ['root', './c.json']) });
    await expect(catalog.load(everything(`${root}c.json`))).rejects.toMatchObject({
      tag: 'bad-stac',
      where: `${root}c.json`,
    });
  });
});

describe('a list in pages', () => {
  const page = (id: string, next?: string) => ({
    type: 'FeatureCollection',
    features: [makeBoxItem({ id })],
    links: next ? [{ rel: 'next', href: next }] : [],
    numberMatched: 3,
  });
  const pages = { 'p/1.json': page('a', '2.json'), 'p/2.json': page('b', '3.json'), 'p/3.json': page('c') };

  it('is read to its end', async () => {
    const { api, catalog } = setUp(pages);
    const list = await catalog.load(everything(`${root}p/1.json`));
    expect(list.scenes.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(list).not.toHaveProperty('cutFrom');
    expect(api.requests).toHaveLength(3);
  });

  it('is read up to the limit', async () => {
    const { api, catalog } = setUp(pages);
    catalog.limit = 1;
    expect(await catalog.load(everything(`${root}p/1.json`))).toMatchObject({
      scenes: { length: 1 },
      cutFrom: 3,
    });
    expect(api.requests).toHaveLength(2);
  });

  it('may be what a static collection points to', async () => {
    const collection = {
      ...(collectionOf('c') as object),
      links: [
        { rel: 'items', href: 'table.parquet', type: 'application/x-parquet' },
        { rel: 'items', href: 'p/1.json', type: 'application/geo+json' },
      ],
    };
    const { catalog } = setUp({ ...pages, 'c.json': collection });
    expect(await catalog.load(everything(`${root}c.json`))).toMatchObject({
      scenes: { length: 3 },
      title: 'c',
      attribution: 'Of c (MIT)',
    });
  });
});
