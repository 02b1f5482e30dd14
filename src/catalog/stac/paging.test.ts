import { describe, expect, it } from 'vitest';
import { BestpixelError, isAbort } from '../../errors.ts';
import { everything } from '../../scene/query.ts';
import type { SceneList } from '../../scene/scene.ts';
import { Catalog } from '../catalog.ts';
import { type FakeApiOptions, queryConformance } from '../testing/fake-api.ts';
import { makeBoxItem, makeBoxItems } from '../testing/make-items.ts';
import { area, day, idsOf, searchSetUp } from '../testing/search-set-up.ts';
import { SceneCache } from './scene-cache.ts';

describe('paging', () => {
  const items = makeBoxItems(250);

  it.each<[string, FakeApiOptions, pages: number]>([
    ['POST, links with the whole body', { methods: ['POST'] }, 3],
    ['POST, links to be merged into the first body', { methods: ['POST'], next: 'merge' }, 3],
    ['POST, links to be got', { methods: ['POST', 'GET'], next: 'get' }, 3],
    ['GET', { methods: ['GET'] }, 3],
    ['small pages, whatever is asked for', { pageLimit: 30 }, 9],
    ['an empty last page', { pageLimit: 50, emptyLastPage: true, counts: false }, 6],
    ['no counts', { counts: false }, 3],
  ])('follows %s', async (_name, options, pages) => {
    const { api, load } = searchSetUp({ items, ...options });
    const list = await load({ times: [{ start: day(1), end: day(300) }] });
    expect(idsOf(list)).toEqual(items.map(({ id }) => id));
    expect(list).toMatchObject({ rejected: [], covers: area });
    expect(list).not.toHaveProperty('cutFrom');
    expect(api.searches).toHaveLength(pages);
  });

  it('asks for a hundred at a time, newest first where the server sorts, with what is read of an item', async () => {
    const more = ['sort', 'fields'].map((name) => `https://api.stacspec.org/v1.0.0/item-search#${name}`);
    const { api, load } = searchSetUp({ items, conformsTo: [...queryConformance, ...more] });
    await load();
    expect(api.searches[0]!.params).toMatchObject({
      limit: 100,
      sortby: [{ field: 'properties.datetime', direction: 'desc' }],
      fields: {
        include: expect.arrayContaining(['properties', 'assets', 'links', 'geometry', 'bbox', 'collection']),
      },
    });
    const plain = searchSetUp({ items });
    await plain.load();
    expect(Object.keys(plain.api.searches[0]!.params)).toEqual(['collections', 'bbox', 'limit']);
  });

  it('asks no more where a short page holds all that were counted', async () => {
    const { api, load } = searchSetUp({ items: items.slice(0, 3), emptyLastPage: true });
    expect((await load()).scenes).toHaveLength(3);
    expect(api.searches).toHaveLength(1);
  });

  it('merges what a link says into the first body, not into the one before', async () => {
    const { api, load } = searchSetUp({ items: makeBoxItems(3) });
    const own = api.json.bind(api);
    const bodies: unknown[] = [];
    api.json = (url, request) => {
      if (!url.endsWith('/search')) return own(url, request);
      const links = [{ passing: 1, limit: 7 }, { token: 't' }].map((body) => ({
        rel: 'next',
        href: url,
        method: 'POST',
        merge: true,
        body,
      }));
      const page = bodies.push(request!.body) - 1;
      const features = [makeBoxItem({ id: `${page}` })];
      return Promise.resolve({ type: 'FeatureCollection', features, links: links.slice(page, page + 1) });
    };
    expect(idsOf(await load())).toEqual(['0', '1', '2']);
    const first = { collections: ['c'], bbox: [10, 45, 11, 46], limit: 100 };
    expect(bodies).toEqual([first, { ...first, passing: 1, limit: 7 }, { ...first, token: 't' }]);
  });

  it('sends the headers that a link asks for', async () => {
    const { api, load } = searchSetUp({ items: makeBoxItems(2) });
    const next = { rel: 'next', href: 'https://api.test/v1/search?page=2', headers: { 'X-Page': '2' } };
    const page = (item: unknown, links: unknown[]) => ({
      type: 'FeatureCollection',
      features: [item],
      links,
    });
    api.answers.set('https://api.test/v1/search?page=2', page(makeBoxItem({ id: 'b' }), []));
    api.answers.set('https://api.test/v1/search', page(makeBoxItem({ id: 'a' }), [next]));
    expect(idsOf(await load())).toEqual(['a', 'b']);
    expect(api.searches[1]!.headers).toEqual({ 'X-Page': '2' });
  });
});

describe('what cannot be paged through', () => {
  const page = (links: unknown[], ...features: unknown[]) => ({ type: 'FeatureCollection', features, links });
  const next = (href: string) => ({ rel: 'next', href, method: 'GET' });
  const search = 'https://api.test/v1/search';

  it('is named where its links lead in a circle, beside what was found', async () => {
    const { api, load } = searchSetUp({ items: makeBoxItems(1) });
    api.answers.set(`${search}?p=1`, page([next(`${search}?p=2`)], makeBoxItem({ id: 'b' })));
    api.answers.set(`${search}?p=2`, page([next(`${search}?p=1`)], makeBoxItem({ id: 'c' })));
    api.answers.set(search, page([next(`${search}?p=1`)], makeBoxItem({ id: 'a' })));
    const list = await load();
    expect(idsOf(list)).toEqual(['a', 'b', 'c']);
    expect(list).toMatchObject({
      cutFrom: 'more',
      rejected: [
        { id: 'A fake API, page 4', error: { tag: 'bad-stac', message: expect.stringContaining('circle') } },
      ],
    });
    expect(api.searches).toHaveLength(3);
  });

  it('ends, though every link is another', async () => {
    let asked = 0;
    const { api, load } = searchSetUp({ items: makeBoxItems(1) });
    const own = api.json.bind(api);
    api.json = (url, request) => {
      if (!url.startsWith(search)) return own(url, request);
      return Promise.resolve(page([next(`${search}?p=${++asked}`)], makeBoxItem({ id: 'a' })));
    };
    const list = await load();
    expect(idsOf(list)).toEqual(['a']);
    expect(list.cutFrom).toBe('more');
    expect(asked).toBeLessThan(100);
  });

  it.each([
    new BestpixelError('network', 'the line is dead'),
    new BestpixelError('http-status', 'the server answered 400', { status: 400 }),
    new BestpixelError('corrupt', 'the answer is not JSON'),
  ])(
    'is a failure on the first page, and named on a later one; both are asked for again: $tag',
    async (dead) => {
      const first = searchSetUp({ items: makeBoxItems(150) });
      first.api.answers.set(search, dead);
      await expect(first.load()).rejects.toBe(dead);
      const later = searchSetUp({ items: makeBoxItems(150), methods: ['GET'] });
      const own = later.api.json.bind(later.api);
      let fails = true;
      later.api.json = (url, request) =>
        fails && url.includes('token=') ? Promise.reject(dead) : own(url, request);
      const list = await later.load();
      expect(list.scenes).toHaveLength(100);
      expect(list).toMatchObject({ cutFrom: 'more', partial: true });
      expect(list.rejected).toEqual([{ id: 'A fake API, page 2', error: dead }]);
      fails = false;
      const again = await later.load();
      expect(again.partial).toBeFalsy();
      expect(again.scenes).toHaveLength(150);
      expect(again.scenes.slice(50)).toEqual(list.scenes);
      expect(again.scenes.at(-1)).toBe(list.scenes.at(-1));
    },
  );

  it('is named where the answer is no page', async () => {
    const { api, load } = searchSetUp({ items: makeBoxItems(1) });
    api.answers.set(search, { description: 'an error of its own kind' });
    await expect(load()).rejects.toMatchObject({ tag: 'bad-stac', where: search });
  });

  it('is asked by GET where the page may not POST, from then on', async () => {
    const { api, load } = searchSetUp({ items: makeBoxItems(5) });
    const own = api.json.bind(api);
    let posts = 0;
    api.json = (url, request) => {
      if (request?.method !== 'POST') return own(url, request);
      posts++;
      return Promise.reject(new BestpixelError('cors', 'the host does not let this page in'));
    };
    expect((await load()).scenes).toHaveLength(5);
    expect((await load({ times: [{ start: day(2), end: day(4) }] })).scenes).toHaveLength(2);
    expect(posts).toBe(1);
  });
});

describe('a search that is left', () => {
  it('ends at once, and begins anew for who asks again', async () => {
    const { api, catalog, address } = searchSetUp({ items: makeBoxItems(3) });
    const leaver = new AbortController();
    const left = catalog.load(everything(address), { area, signal: leaver.signal }).catch(isAbort);
    leaver.abort();
    expect(await left).toBe(true);
    expect(api.searches).toHaveLength(0);
    expect((await catalog.load(everything(address), { area })).scenes).toHaveLength(3);
  });
});

describe('scenes', () => {
  it('stay the same objects in another search, until their item changes', async () => {
    const items = makeBoxItems(3);
    const { api, load } = searchSetUp({ items });
    const first = await load();
    const second = await load({ times: [{ start: day(2), end: day(9) }] });
    expect(second).not.toBe(first);
    expect(second.scenes[0]).toBe(first.scenes[1]);
    items[2]!.properties['updated'] = '2024-01-01T00:00:00Z';
    const third = await load({ times: [{ start: day(2), end: day(8) }] });
    expect(third.scenes[0]).toBe(first.scenes[1]);
    expect(third.scenes[1]).not.toBe(first.scenes[2]);
    expect(api.searches).toHaveLength(3);
  });

  it('stay the same objects in catalogs that share them', async () => {
    const { api, address } = searchSetUp({ items: makeBoxItems(3) });
    const scenes = new SceneCache();
    const lists = [3, 2].map((limit) => {
      const catalog = new Catalog({ http: api, scenes });
      catalog.limit = limit;
      return catalog.load(everything(address), { area });
    });
    const [all, some] = (await Promise.all(lists)) as [SceneList, SceneList];
    expect(some.scenes).toHaveLength(2);
    expect(some.scenes.every((scene) => all.scenes.includes(scene))).toBe(true);
  });
});
