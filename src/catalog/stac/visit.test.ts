import type { StacItem } from 'stac-ts';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../../errors.ts';
import { Catalog } from '../catalog.ts';
import { FakeApi } from '../testing/fake-api.ts';
import { makeBoxItem } from '../testing/make-items.ts';

function setUp(
  items: readonly StacItem[] = ['a', 'b'].map((collection) => makeBoxItem({ id: 'i', collection })),
) {
  const api = new FakeApi({ items });
  return { api, catalog: new Catalog({ http: api, base: 'https://app.test/' }) };
}

describe('Catalog.info', () => {
  it('lists the collections of an API', async () => {
    const { api, catalog } = setUp();
    const info = await catalog.info(`${api.root}/`.slice(0, -1));
    expect(info.title).toBe('A fake API');
    expect(info.collections.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(info.collections[0]).toEqual({
      address: `${api.root}/collections/a`,
      id: 'a',
      title: 'The collection a',
      description: 'For tests',
      bounds: { west: -10, south: 40, east: 20, north: 50 },
      from: Date.UTC(2015, 5, 27),
      to: null,
    });
  });

  it('is of a copy what the copy has, though it names the original', async () => {
    const { api, catalog } = setUp();
    const links = [
      { rel: 'self', href: 'https://original.test/c' },
      { rel: 'item', href: 'i.json' },
    ];
    api.answers.set(`${api.root}/collections`, { collections: [{ id: 'x', links }], links: [] });
    api.answers.set('https://static.test/c.json', { type: 'Collection', id: 'c', links });
    const address = async (root: string) => (await catalog.info(root)).collections[0]!.address;
    expect(await address(api.root)).toBe(`${api.root}/collections/x`);
    expect(await address('https://static.test/c.json')).toBe('https://static.test/c.json');
  });

  it('finds its collections where the list is given with a page size', async () => {
    const { api, catalog } = setUp();
    const data = { rel: 'data', href: `${api.root}/collections/?limit=50#all` };
    api.answers.set(`${api.root}/collections`, { collections: [{ id: 'a/b' }], links: [] });
    api.answers.set('https://other.test/', { type: 'Catalog', id: 'other', links: [data] });
    const { collections } = await catalog.info('https://other.test/');
    expect(collections[0]!.address).toBe(`${api.root}/collections/a%2Fb`);
  });

  it('follows pages of collections, and not in circles', async () => {
    const { api, catalog } = setUp();
    const page = (id: string, next: string) => ({
      collections: [{ id }, 7],
      links: [{ rel: 'next', href: next }],
    });
    const address = `${api.root}/collections`;
    api.answers.set(`${address}?p=2`, page('y', `${address}?p=2`));
    api.answers.set(address, page('x', `${address}?p=2`));
    const { collections } = await catalog.info(api.root);
    expect(collections.map(({ address }) => address)).toEqual([`${address}/x`, `${address}/y`]);
  });

  it('lists the parts of a static catalog, those that cannot be read by their links', async () => {
    const { api, catalog } = setUp();
    const document = (type: string, id: string, links: unknown[]) => ({ type, id, title: `T ${id}`, links });
    const root = 'https://static.test/';
    api.answers.set(
      `${root}c.json`,
      document('Catalog', 'c', [
        { rel: 'child', href: 'a/c.json' },
        { rel: 'child', href: 'gone.json', title: 'Lost' },
        { rel: 'child', href: 'c.json' },
      ]),
    );
    api.answers.set(`${root}a/c.json`, document('Catalog', 'a', [{ rel: 'child', href: 'x.json' }]));
    api.answers.set(`${root}a/x.json`, document('Collection', 'x', [{ rel: 'item', href: 'i.json' }]));
    api.answers.set(`${root}gone.json`, new BestpixelError('http-status', 'gone', { status: 404 }));
    const info = await catalog.info(`${root}c.json`);
    expect(info.title).toBe('T c');
    expect(info.collections.map(({ address, title }) => [address, title])).toEqual([
      [`${root}a/x.json`, 'T x'],
      [`${root}gone.json`, 'Lost'],
    ]);
  });

  it('takes a list of items for itself, and refuses what is no STAC', async () => {
    const { api, catalog } = setUp();
    api.answers.set('https://app.test/items.json', { type: 'FeatureCollection', features: [] });
    api.answers.set('https://app.test/page.json', { hello: 'world' });
    expect((await catalog.info('items.json')).collections).toMatchObject([
      { address: 'https://app.test/items.json' },
    ]);
    await expect(catalog.info('page.json')).rejects.toMatchObject({ tag: 'bad-stac' });
  });
});

describe('Catalog.queryables', () => {
  const schema = {
    properties: {
      'eo:cloud_cover': { $ref: 'https://elsewhere.test/eo.json#/cloud' },
      platform: { type: ['string', 'null'], enum: ['p1', 'p2', 3] },
      gsd: { title: 'Size', type: 'integer', minimum: 10 },
      datetime: { type: 'string', format: 'date-time' },
      geometry: { $ref: 'https://geojson.org/schema/Geometry.json' },
      'x:list': { type: 'array' },
      created: { type: 'string', format: 'date-time' },
      nothing: null,
    },
  };

  it("gives what a collection's scenes can be searched by, and asks nobody else", async () => {
    const { api, catalog } = setUp();
    const address = `${api.root}/collections/a`;
    api.answers.set(`${address}/queryables`, schema);
    expect(await catalog.queryables(address)).toEqual([
      { name: 'eo:cloud_cover', title: 'Cloud cover', type: 'number', minimum: 0, maximum: 100 },
      { name: 'platform', title: 'Platform', type: 'string', values: ['p1', 'p2'] },
      { name: 'gsd', title: 'Size', type: 'number', minimum: 10 },
    ]);
    expect(api.requests.every(({ url }) => url.startsWith(api.root))).toBe(true);
  });

  it('goes where the collection says, and to the API for an Earth Engine id', async () => {
    const { api, catalog } = setUp();
    const link = { rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables', href: 'q.json' };
    api.answers.set('https://static.test/c.json', { type: 'Collection', id: 'c', links: [link] });
    api.answers.set('https://static.test/q.json', schema);
    expect(await catalog.queryables('https://static.test/c.json')).toHaveLength(3);
    catalog.api = api.root;
    api.answers.set(`${api.root}/collections/sentinel-2-c1-l2a/queryables`, schema);
    expect(await catalog.queryables('COPERNICUS/S2_SR_HARMONIZED')).toHaveLength(3);
  });

  it('gives none where the server has no such list, and tells of other failures', async () => {
    const { api, catalog } = setUp();
    expect(await catalog.queryables(`${api.root}/collections/a`)).toEqual([]);
    api.answers.set(
      `${api.root}/collections/a/queryables`,
      new BestpixelError('network', 'the line is dead'),
    );
    await expect(catalog.queryables(`${api.root}/collections/a`)).rejects.toMatchObject({ tag: 'network' });
  });
});
