import type { StacItem } from 'stac-ts';
import { describe, expect, it } from 'vitest';
import type { LngLatBounds } from '../../grid/grid.ts';
import { everything, type SceneQuery } from '../../scene/query.ts';
import type { Scene, SceneList } from '../../scene/scene.ts';
import { Catalog } from '../catalog.ts';
import { FakeApi, type FakeApiOptions, queryConformance } from '../testing/fake-api.ts';
import { makeBoxItem, makeBoxItems } from '../testing/make-items.ts';

const area: LngLatBounds = { west: 10, south: 45, east: 14, north: 49 };

/** Many new items in the south-west corner, a few old ones in each of the area's other square degrees. */
function crowd(): StacItem[] {
  const corner = makeBoxItems(600, { id: 'corner', at: [10.2, 45.2] });
  const others = Array.from({ length: 16 }, (_, cell) => cell)
    .slice(1)
    .flatMap((cell) =>
      Array.from({ length: 3 }, (_, i) =>
        makeBoxItem({
          id: `cell-${cell}-${i}`,
          at: [10.2 + (cell % 4), 45.2 + Math.floor(cell / 4)],
          datetime: `2016-0${i + 1}-01T00:00:00Z`,
        }),
      ),
    );
  return [...corner, ...others];
}

function setUp(options: FakeApiOptions = {}, limit?: number) {
  const api = new FakeApi({ items: crowd(), ...options });
  const catalog = new Catalog({ http: api, base: 'https://app.test/' });
  if (limit !== undefined) catalog.limit = limit;
  const load = (query: Partial<SceneQuery> = {}, where: LngLatBounds | null = area): Promise<SceneList> =>
    catalog.load({ ...everything(`${api.root}/collections/c`), ...query }, { area: where });
  return { api, load };
}

function count(scenes: readonly Scene[], start: string): number {
  return scenes.filter((scene) => scene.id.startsWith(start)).length;
}

function box({ west, south, east, north }: LngLatBounds) {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon' as const, coordinates: [corners] };
}

describe('a list that holds fewer scenes than match', () => {
  it('has its share from every part of the area, not only the newest', async () => {
    const { api, load } = setUp({}, 100);
    const list = await load();
    expect(list.scenes).toHaveLength(100);
    expect(count(list.scenes, 'cell-')).toBe(45);
    expect(list).toMatchObject({ cutFrom: 645, covers: area });
    expect(new Set(list.scenes.map(({ id }) => id)).size).toBe(100);
    // One that counts, and one for each square degree.
    expect(api.searches.length).toBeLessThan(25);
    expect(Math.min(...list.scenes.filter(({ id }) => id.startsWith('corner')).map((s) => s.datetime))).toBe(
      Date.UTC(2020, 6, 600 - 54, 12),
    );
  });

  it('says "more" where the server does not count', async () => {
    const { load } = setUp({ counts: false }, 100);
    const list = await load();
    expect([list.scenes.length, count(list.scenes, 'cell-'), list.cutFrom]).toEqual([100, 45, 'more']);
  });

  it('says "more" where the server counts what was not asked for', async () => {
    const tests: SceneQuery['tests'] = [{ name: 'system:index', op: 'neq', value: 'corner-0599' }];
    expect((await setUp({}, 100).load({ tests })).cutFrom).toBe('more');
    const cloud: SceneQuery['tests'] = [{ name: 'eo:cloud_cover', op: 'gt', value: 0 }];
    const items = crowd();
    for (const { id, properties } of items) properties['eo:cloud_cover'] = id.startsWith('corner') ? 50 : 0;
    const ignoring = await setUp({ items, ignores: ['query'] }, 100).load({ tests: cloud });
    expect([ignoring.scenes.length, ignoring.cutFrom]).toEqual([100, 'more']);
    const asked = await setUp({ items }, 100).load({ tests: cloud });
    expect([asked.scenes.length, asked.cutFrom]).toEqual([100, 600]);
  });

  it('has its share from every interval, too', async () => {
    const { api, load } = setUp({}, 60);
    const year = (year: number) => ({ start: Date.UTC(year, 0), end: Date.UTC(year + 1, 0) });
    const list = await load({ times: [year(2016), year(2020), year(2021)] });
    const of = (year: number) =>
      list.scenes.filter((s) => new Date(s.datetime).getUTCFullYear() === year).length;
    expect(list.scenes).toHaveLength(60);
    expect(of(2016)).toBeGreaterThanOrEqual(30);
    expect(of(2021)).toBeGreaterThan(0);
    expect(list.cutFrom).toBe(594);
    expect(api.searches.length).toBeLessThan(3 + 64 + 15);
  });

  it('is whole where the limit is not exceeded, or by default up to 400', async () => {
    const whole = await setUp({}, 645).load();
    expect(whole.scenes).toHaveLength(645);
    expect(whole).not.toHaveProperty('cutFrom');
    expect(await setUp().load()).toMatchObject({ scenes: { length: 400 }, cutFrom: 645 });
  });

  it('narrows a place to the area, and says so', async () => {
    const place = box({ west: 10, south: 45, east: 12, north: 49 });
    const corner = { west: 9, south: 44, east: 11, north: 46 };
    const { api, load } = setUp({}, 100);
    const list = await load({ place }, corner);
    expect([list.scenes.length, count(list.scenes, 'corner')]).toEqual([100, 100]);
    expect(list).toMatchObject({ covers: corner, cutFrom: 600 });
    const { params } = api.searches[1]!;
    expect(params['intersects']).toEqual(
      expect.objectContaining({
        coordinates: [
          expect.arrayContaining([
            [10, 45],
            [11, 46],
          ]),
        ],
      }),
    );
  });

  it('stays with the place where nothing is cut', async () => {
    const place = box({ west: 13, south: 48, east: 14, north: 49 });
    const list = await setUp({}, 100).load({ place }, { west: 0, south: 0, east: 1, north: 1 });
    expect(list.scenes).toHaveLength(3);
    expect(list).not.toHaveProperty('covers');
  });

  it('is empty where a place too large for one list and the area are apart', async () => {
    const list = await setUp({}, 100).load({ place: box(area) }, { west: 0, south: 0, east: 1, north: 1 });
    expect(list).toMatchObject({ scenes: [], covers: { west: 0, south: 0, east: 1, north: 1 } });
  });

  it('looks only where the place is', async () => {
    const corners = [
      [10, 45],
      [14, 45],
      [10, 49],
      [10, 45],
    ];
    const { api, load } = setUp({}, 100);
    const list = await load({ place: { type: 'Polygon', coordinates: [corners] } }, null);
    expect(list.scenes).toHaveLength(100);
    // The cells beyond the diagonal are left out: ten of sixteen meet it.
    const regions = api.searches.map(({ params }) => JSON.stringify(params['intersects']));
    expect(new Set(regions).size).toBe(11);
  });

  it('does not run through a collection that the server does not filter', async () => {
    const items = makeBoxItems(8000, { at: [-60, -20] });
    const { api, load } = setUp({ items, ignores: ['bbox'], conformsTo: queryConformance });
    expect(await load()).toMatchObject({ scenes: [], cutFrom: 'more' });
    expect(api.searches.length).toBeLessThan(120);
  });
});

describe('a limit', () => {
  it.each([0, -1, 1.5, Number.NaN, 10_001])('of %d is refused', (limit) => {
    expect(() => setUp({}, limit)).toThrow(expect.objectContaining({ tag: 'bad-input' }));
  });

  it('cuts a document that is read whole, by parts of its area', async () => {
    const api = new FakeApi();
    const features = crowd();
    api.answers.set('https://api.test/items.json', { type: 'FeatureCollection', features });
    const catalog = new Catalog({ http: api });
    const query = everything('https://api.test/items.json');
    expect((await catalog.load(query)).scenes).toHaveLength(645);
    catalog.limit = 100;
    const list = await catalog.load(query);
    expect([list.scenes.length, count(list.scenes, 'cell-'), list.cutFrom]).toEqual([100, 45, 645]);
  });
});
