import { describe, expect, it } from 'vitest';
import type { LngLatBounds } from '../../grid/grid.ts';
import { everything, type SceneQuery } from '../../scene/query.ts';
import { type FakeApiOptions, filterConformance, queryConformance } from '../testing/fake-api.ts';
import { makeBoxItem, makeBoxItems } from '../testing/make-items.ts';
import { area, boxOf, day, idsOf, searchSetUp } from '../testing/search-set-up.ts';

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
    const { api, load } = searchSetUp({ items, ...options });
    expect(idsOf(await load({ tests }))).toEqual(['clear', 'other']);
    const { params } = api.searches[0]!;
    if (name) expect(params[name]).toEqual(said);
    else expect(Object.keys(params)).toEqual(['collections', 'bbox', 'limit']);
    if (name === 'filter') expect(params['filter-lang']).toMatch(/^cql2-(json|text)$/);
  });

  it('are made here where the server cannot be asked for them', async () => {
    const { api, load } = searchSetUp({ items });
    const list = await load({ tests: [{ name: 'system:index', op: 'neq', value: 'clear' }] });
    expect(idsOf(list)).toEqual(['cloudy', 'other', 'third']);
    expect(api.searches[0]!.params).not.toHaveProperty('query');
  });

  it('pass a scene without the property where Earth Engine does, if the server sent it', async () => {
    const unknown = [...items, cloudy('unknown', undefined, 'b')];
    const all = searchSetUp({ items: unknown, ignores: ['query'] });
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
      const { api, load } = searchSetUp({ items, ignores });
      expect(idsOf(await load({ times: [{ start: day(1), end: day(2) }] }))).toEqual(['first', 'last']);
      expect(api.searches[0]!.params['datetime']).toBe('2020-07-01T00:00:00.000Z/2020-07-01T23:59:59.999Z');
    },
  );

  it('are searched for one by one', async () => {
    const { api, load } = searchSetUp({ items });
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
    const { api, load } = searchSetUp({ items });
    const noons = Array.from({ length: 100 }, (_, i) => ({
      start: day(1 + i),
      end: day(1 + i) + 43_200_000,
    }));
    expect(idsOf(await load({ times: noons }))).toEqual(['first', 'next']);
    expect(api.searches.length).toBeLessThan(40);
  });

  it('may be open, and may be none', async () => {
    const { api, load } = searchSetUp({ items });
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
    const { api, load } = searchSetUp({ items });
    const place = boxOf(0.2, 0.2, 0.3, 0.3);
    const list = await load({ place });
    expect(idsOf(list)).toEqual(['far']);
    expect(list).not.toHaveProperty('covers');
    expect(api.searches[0]!.params).toMatchObject({ intersects: place });
    expect(api.searches[0]!.params).not.toHaveProperty('bbox');
  });

  it('are searched once where all that matches came, wherever the map goes', async () => {
    const { api, load } = searchSetUp({ items });
    const place = boxOf(0.2, 0.2, 0.3, 0.3);
    const list = await load({ place });
    expect(await load({ place }, { west: 0, south: 0, east: 0.25, north: 0.25 })).toBe(list);
    expect(await load({ place }, null)).toBe(list);
    expect(api.searches).toHaveLength(1);
    await load({ place: boxOf(0.2, 0.2, 0.3, 0.4) });
    expect(api.searches).toHaveLength(2);
  });

  it('are searched anew in another area where more match', async () => {
    const crowd = searchSetUp({ items: makeBoxItems(5, { at: [10, 45] }) });
    crowd.catalog.limit = 2;
    const place = boxOf(9, 44, 13, 48);
    expect(await crowd.load({ place })).toMatchObject({ cutFrom: 5, covers: area });
    const count = crowd.api.searches.length;
    await crowd.load({ place }, { ...area, east: 10.5 });
    expect(crowd.api.searches.length).toBeGreaterThan(count);
  });

  it('ask for a point', async () => {
    const { api, load } = searchSetUp({ items });
    expect(idsOf(await load({ place: { type: 'Point', coordinates: [-180.5, 0.2] } }))).toEqual(['east']);
    expect(api.searches[0]!.params['intersects']).toEqual({ type: 'Point', coordinates: [179.5, 0.2] });
  });

  it.each<[string, Partial<SceneQuery>, LngLatBounds]>([
    ['an area', {}, { west: 179, south: -1, east: -179, north: 1 }],
    ['a place that steps over it', { place: boxOf(179, -1, 181, 1) }, area],
    ['a place written a turn away', { place: boxOf(-181, -1, -179, 1) }, area],
  ])('across the antimeridian are split: %s', async (_name, query, where) => {
    const { api, load } = searchSetUp({ items });
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
    const { load } = searchSetUp({ items, ignores: ['intersects', 'bbox'] });
    expect(idsOf(await load({ place: boxOf(0.2, 0.2, 0.3, 0.3) }))).toEqual(['far']);
    expect(idsOf(await load({}, { west: 179, south: -1, east: 180, north: 1 }))).toEqual(['east']);
  });

  it.each<[string, FakeApiOptions]>([
    ['that counts', {}],
    ['that does not count', { counts: false }],
    ['without search', { methods: [], conformsTo: queryConformance.slice(0, 1) }],
  ])('need not be chosen in a small collection of an API %s', async (_name, options) => {
    const { api, load } = searchSetUp({ items, ...options });
    const list = await load({}, null);
    expect(idsOf(list).toSorted()).toEqual(['east', 'far', 'west']);
    expect(list).not.toHaveProperty('covers');
    expect(await load({}, area)).toBe(list);
    expect(api.searches).toHaveLength(1);
    for (const name of ['bbox', 'intersects']) expect(api.searches[0]!.params).not.toHaveProperty(name);
  });

  it.each([true, false])('have to be chosen in a large one (counts: %s)', async (counts) => {
    const { api, load, address } = searchSetUp({ items: makeBoxItems(401), counts });
    await expect(load({}, null)).rejects.toMatchObject({
      tag: 'no-area',
      where: address,
      remedy: expect.stringContaining('Choose a place'),
    });
    expect(api.searches).toHaveLength(1);
  });

  it("have to be chosen in a dataset's, and nobody is asked", async () => {
    const { api, catalog } = searchSetUp({ items });
    catalog.api = api.root;
    const load = catalog.load(everything('COPERNICUS/S2_SR_HARMONIZED'));
    await expect(load).rejects.toMatchObject({ tag: 'no-area' });
    expect(api.searches).toHaveLength(0);
  });
});
