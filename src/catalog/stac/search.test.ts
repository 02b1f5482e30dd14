import { describe, expect, it } from 'vitest';
import { BestpixelError, isAbort } from '../../errors.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import { everything, type SceneQuery } from '../../scene/query.ts';
import type { SceneList } from '../../scene/scene.ts';
import { Catalog } from '../catalog.ts';
import { FakeApi, type FakeApiOptions, filterConformance, queryConformance } from '../testing/fake-api.ts';
import { makeBoxItem, makeBoxItems } from '../testing/make-items.ts';

const area: LngLatBounds = { west: 10, south: 45, east: 11, north: 46 };
const day = (day: number): number => Date.UTC(2020, 6, day);

function setUp(options: FakeApiOptions = {}) {
  const api = new FakeApi(options);
  const catalog = new Catalog({ http: api, base: 'https://app.test/' });
  const address = `${api.root}/collections/c`;
  const load = (query: Partial<SceneQuery> = {}, where: LngLatBounds | null = area): Promise<SceneList> =>
    catalog.load({ ...everything(address), ...query }, { area: where });
  return { api, catalog, address, load };
}

function idsOf(list: SceneList): string[] {
  return list.scenes.map((scene) => scene.id);
}

function box(west: number, south: number, east: number, north: number) {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon' as const, coordinates: [corners] };
}

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
    const { api, load } = setUp({ items, ...options });
    const list = await load({ times: [{ start: day(1), end: day(300) }] });
    expect(idsOf(list)).toEqual(items.map(({ id }) => id));
    expect(list).toMatchObject({ rejected: [], covers: area });
    expect(list).not.toHaveProperty('cutFrom');
    expect(api.searches).toHaveLength(pages);
  });

  it('asks for a hundred at a time, newest first where the server sorts, with what is read of an item', async () => {
    const more = ['sort', 'fields'].map((name) => `https://api.stacspec.org/v1.0.0/item-search#${name}`);
    const { api, load } = setUp({ items, conformsTo: [...queryConformance, ...more] });
    await load();
    expect(api.searches[0]!.params).toMatchObject({
      limit: 100,
      sortby: [{ field: 'properties.datetime', direction: 'desc' }],
      fields: {
        include: expect.arrayContaining(['properties', 'assets', 'links', 'geometry', 'bbox', 'collection']),
      },
    });
    const plain = setUp({ items });
    await plain.load();
    expect(Object.keys(plain.api.searches[0]!.params)).toEqual(['collections', 'bbox', 'limit']);
  });

  it('asks no more where a short page holds all that were counted', async () => {
    const { api, load } = setUp({ items: items.slice(0, 3), emptyLastPage: true });
    expect((await load()).scenes).toHaveLength(3);
    expect(api.searches).toHaveLength(1);
  });

  it('sends the headers that a link asks for', async () => {
    const { api, load } = setUp({ items: makeBoxItems(2) });
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
    const { api, load } = setUp({ items: makeBoxItems(1) });
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
    const { api, load } = setUp({ items: makeBoxItems(1) });
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

  it('is a failure on the first page, and named on a later one; both are asked for again', async () => {
    const dead = new BestpixelError('network', 'the line is dead');
    const first = setUp({ items: makeBoxItems(150) });
    first.api.answers.set(search, dead);
    await expect(first.load()).rejects.toBe(dead);
    const later = setUp({ items: makeBoxItems(150), methods: ['GET'] });
    const own = later.api.json.bind(later.api);
    let fails = true;
    later.api.json = (url, request) =>
      fails && url.includes('token=') ? Promise.reject(dead) : own(url, request);
    const list = await later.load();
    expect(list.scenes).toHaveLength(100);
    expect(list).toMatchObject({ cutFrom: 'more', rejected: [{ id: 'A fake API, page 2', error: dead }] });
    fails = false;
    const again = await later.load();
    expect(again.scenes).toHaveLength(150);
    expect(again.scenes.slice(50)).toEqual(list.scenes);
    expect(again.scenes.at(-1)).toBe(list.scenes.at(-1));
  });

  it('is named where the answer is no page', async () => {
    const { api, load } = setUp({ items: makeBoxItems(1) });
    api.answers.set(search, { description: 'an error of its own kind' });
    await expect(load()).rejects.toMatchObject({ tag: 'bad-stac', where: search });
  });

  it('is asked by GET where the page may not POST, from then on', async () => {
    const { api, load } = setUp({ items: makeBoxItems(5) });
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

describe('tests of properties', () => {
  const cloudy = (id: string, cloud: number | undefined, platform: string) =>
    makeBoxItem({ id, properties: { ...(cloud !== undefined && { 'eo:cloud_cover': cloud }), platform } });
  const items = [
    cloudy('clear', 5, "o'brien-1"),
    cloudy('cloudy', 60, "o'brien-1"),
    cloudy('other', 5, 'b'),
    cloudy('third', 5, 'c'),
  ];
  const tests: SceneQuery['tests'] = [
    { name: 'eo:cloud_cover', op: 'lte', value: 40 },
    { name: 'platform', op: 'in', value: ["o'brien-1", 'b'] },
  ];

  it.each<[string, FakeApiOptions, string | null, unknown]>([
    [
      'query',
      { conformsTo: queryConformance },
      'query',
      { 'eo:cloud_cover': { lte: 40 }, platform: { in: ["o'brien-1", 'b'] } },
    ],
    [
      'CQL2 as JSON',
      { conformsTo: filterConformance },
      'filter',
      {
        op: 'and',
        args: [
          { op: '<=', args: [{ property: 'eo:cloud_cover' }, 40] },
          {
            op: 'or',
            args: [
              { op: '=', args: [{ property: 'platform' }, "o'brien-1"] },
              { op: '=', args: [{ property: 'platform' }, 'b'] },
            ],
          },
        ],
      },
    ],
    [
      'CQL2 as text',
      { conformsTo: filterConformance, methods: ['GET'] },
      'filter',
      "eo:cloud_cover <= 40 AND (platform = 'o''brien-1' OR platform = 'b')",
    ],
    ['nothing', { conformsTo: queryConformance.slice(0, 2) }, null, null],
    ['query, and ignores it', { ignores: ['query'] }, 'query', expect.anything()],
    [
      'CQL2, and ignores it',
      { conformsTo: filterConformance, ignores: ['filter'] },
      'filter',
      expect.anything(),
    ],
  ])('give the same where the server speaks %s', async (_name, options, name, said) => {
    const { api, load } = setUp({ items, ...options });
    expect(idsOf(await load({ tests }))).toEqual(['clear', 'other']);
    const { params } = api.searches[0]!;
    if (name) expect(params[name]).toEqual(said);
    else expect(Object.keys(params)).toEqual(['collections', 'bbox', 'limit']);
    if (name === 'filter') expect(params['filter-lang']).toMatch(/^cql2-(json|text)$/);
  });

  it('are made here where the server cannot be asked for them', async () => {
    const { api, load } = setUp({ items });
    const list = await load({ tests: [{ name: 'system:index', op: 'neq', value: 'clear' }] });
    expect(idsOf(list)).toEqual(['cloudy', 'other', 'third']);
    expect(api.searches[0]!.params).not.toHaveProperty('query');
  });

  it('pass a scene without the property where Earth Engine does, if the server sent it', async () => {
    const unknown = [...items, cloudy('unknown', undefined, 'b')];
    const all = setUp({ items: unknown, ignores: ['query'] });
    expect(idsOf(await all.load({ tests: [{ name: 'eo:cloud_cover', op: 'gte', value: 50 }] }))).toEqual([
      'cloudy',
      'unknown',
    ]);
    expect(idsOf(await all.load({ tests: [{ name: 'eo:cloud_cover', op: 'lt', value: 50 }] }))).not.toContain(
      'unknown',
    );
  });
});

describe('times', () => {
  const at = (id: string, datetime: string) => makeBoxItem({ id, datetime });
  const items = [
    at('first', '2020-07-01T00:00:00Z'),
    at('last', '2020-07-01T23:59:59.999Z'),
    at('next', '2020-07-02T00:00:00Z'),
    at('later', '2021-07-01T12:00:00Z'),
  ];

  it.each([[[]], [['datetime']]])(
    'begin with their start and end before their end (%j ignored)',
    async (ignores) => {
      const { api, load } = setUp({ items, ignores });
      expect(idsOf(await load({ times: [{ start: day(1), end: day(2) }] }))).toEqual(['first', 'last']);
      expect(api.searches[0]!.params['datetime']).toBe('2020-07-01T00:00:00.000Z/2020-07-01T23:59:59.999Z');
    },
  );

  it('are searched for one by one', async () => {
    const { api, load } = setUp({ items });
    const july = (year: number) => ({ start: Date.UTC(year, 6), end: Date.UTC(year, 7) });
    expect(idsOf(await load({ times: [july(2019), july(2020), july(2021)] }))).toEqual([
      'first',
      'last',
      'next',
      'later',
    ]);
    expect(api.searches).toHaveLength(3);
  });

  it('that are many are searched for together where they lie closest', async () => {
    const { api, load } = setUp({ items });
    const noons = Array.from({ length: 100 }, (_, i) => ({
      start: day(1 + i),
      end: day(1 + i) + 43_200_000,
    }));
    expect(idsOf(await load({ times: noons }))).toEqual(['first', 'next']);
    expect(api.searches.length).toBeLessThan(40);
  });

  it('may be open, and may be none', async () => {
    const { api, load } = setUp({ items });
    expect(idsOf(await load({ times: [{ start: day(2), end: Infinity }] }))).toEqual(['next', 'later']);
    expect(api.searches[0]!.params['datetime']).toBe('2020-07-02T00:00:00.000Z/..');
    expect(idsOf(await load({ times: [] }))).toEqual([]);
    expect(api.searches).toHaveLength(1);
  });
});

describe('places', () => {
  const items = [
    makeBoxItem({ id: 'west', at: [-179.9, 0] }),
    makeBoxItem({ id: 'east', at: [179.2, 0] }),
    makeBoxItem({ id: 'far', at: [0, 0] }),
  ];

  it('ask for a place by its geometry, wherever the map looks', async () => {
    const { api, load } = setUp({ items });
    const place = box(0.2, 0.2, 0.3, 0.3);
    const list = await load({ place });
    expect(idsOf(list)).toEqual(['far']);
    expect(list).not.toHaveProperty('covers');
    expect(api.searches[0]!.params).toMatchObject({ intersects: place });
    expect(api.searches[0]!.params).not.toHaveProperty('bbox');
  });

  it('ask for a point', async () => {
    const { api, load } = setUp({ items });
    expect(idsOf(await load({ place: { type: 'Point', coordinates: [-180.5, 0.2] } }))).toEqual(['east']);
    expect(api.searches[0]!.params['intersects']).toEqual({ type: 'Point', coordinates: [179.5, 0.2] });
  });

  it.each<[string, Partial<SceneQuery>, LngLatBounds]>([
    ['an area', {}, { west: 179, south: -1, east: -179, north: 1 }],
    ['a place that steps over it', { place: box(179, -1, 181, 1) }, area],
    ['a place written a turn away', { place: box(-181, -1, -179, 1) }, area],
  ])('across the antimeridian are split: %s', async (_name, query, where) => {
    const { api, load } = setUp({ items });
    expect(idsOf(await load(query, where)).toSorted()).toEqual(['east', 'west']);
    expect(api.searches).toHaveLength(1);
    expect(api.searches[0]!.params['intersects']).toEqual({
      type: 'MultiPolygon',
      coordinates: expect.arrayContaining([
        [
          expect.arrayContaining([
            [179, -1],
            [180, 1],
          ]),
        ],
        [
          expect.arrayContaining([
            [-180, -1],
            [-179, 1],
          ]),
        ],
      ]),
    });
  });

  it('are looked at here where the server does not', async () => {
    const { load } = setUp({ items, ignores: ['intersects', 'bbox'] });
    expect(idsOf(await load({ place: box(0.2, 0.2, 0.3, 0.3) }))).toEqual(['far']);
    expect(idsOf(await load({}, { west: 179, south: -1, east: 180, north: 1 }))).toEqual(['east']);
  });

  it('have to be chosen', async () => {
    const { api, load, address } = setUp({ items });
    await expect(load({}, null)).rejects.toMatchObject({
      tag: 'no-area',
      where: address,
      remedy: expect.stringContaining('Choose a place'),
    });
    expect(api.searches).toHaveLength(0);
  });
});

describe('a search that is left', () => {
  it('ends at once, and begins anew for who asks again', async () => {
    const { api, catalog, address } = setUp({ items: makeBoxItems(3) });
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
    const { api, load } = setUp({ items });
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
});
