import * as fc from 'fast-check';
import type { StacItem } from 'stac-ts';
import { describe, expect, it } from 'vitest';
import { BestpixelError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { everything } from '../../scene/query.ts';
import { Catalog } from '../catalog.ts';
import { FakeApi, type FakeApiOptions, filterConformance, queryConformance } from '../testing/fake-api.ts';
import { makeBoxItem } from '../testing/make-items.ts';

const seed = 20201122;
const root = 'https://host.test/';
const area = { west: 9, south: 44, east: 13, north: 48 };
const most = 300;

const address = fc.integer({ min: 0, max: 5 }).map((i) => `${root}d/${i}.json`);
const rubbish = fc.oneof(fc.jsonValue(), fc.constantFrom('', 's3://b/k', 'http://[', '\0', 'x'.repeat(9000)));
const link = fc.record(
  {
    rel: fc.oneof(
      fc.constantFrom('next', 'item', 'child', 'items', 'root', 'search', 'data', 'self'),
      rubbish,
    ),
    href: fc.oneof({ weight: 5, arbitrary: address }, rubbish),
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'post'), rubbish),
    body: fc.oneof(fc.constant({ token: 'x' }), rubbish),
    merge: fc.oneof(fc.boolean(), rubbish),
    headers: fc.oneof(fc.constant({ 'X-A': ['b', 'c'] }), rubbish),
    type: fc.oneof(fc.constant('application/json'), rubbish),
  },
  { requiredKeys: ['rel', 'href'] },
);
const links = fc.oneof({ weight: 5, arbitrary: fc.array(link, { maxLength: 5 }) }, rubbish);
const item = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: 20 }).map((i) => makeBoxItem({ id: `${i}`, at: [10, 45] })),
  },
  rubbish,
);
const document = fc.oneof(
  fc.record(
    {
      type: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom('Catalog', 'Collection', 'FeatureCollection', 'Feature') },
        rubbish,
      ),
      id: fc.oneof(fc.constant('c'), rubbish),
      links,
      features: fc.oneof({ weight: 5, arbitrary: fc.array(item, { maxLength: 4 }) }, rubbish),
      collections: fc.oneof(fc.array(fc.record({ id: rubbish, links })), rubbish),
      conformsTo: fc.oneof(fc.constant(filterConformance), rubbish),
      extent: rubbish,
      numberMatched: fc.oneof(fc.integer({ min: 0, max: 1000 }), rubbish),
    },
    { requiredKeys: ['type', 'links'] },
  ),
  rubbish,
);

/** A host of these documents, which is asked no more often than makes sense. */
function hostOf(documents: readonly unknown[]) {
  let asked = 0;
  const http: Pick<Http, 'json'> = {
    json: async (url) => {
      asked++;
      if (asked > most) throw new Error('asked for ever');
      const at = Number(/(\d)\.json$/.exec(url.split('?')[0]!)?.[1]);
      if (at in documents) return structuredClone(documents[at]);
      throw new BestpixelError('http-status', 'not found', { where: url, status: 404 });
    },
  };
  return { http, asked: () => asked };
}

describe(`random documents and links (seed ${seed})`, () => {
  it('give a list or a named error, and end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 5 }), async (documents) => {
        const { http, asked } = hostOf(documents);
        const catalog = new Catalog({ http });
        const named = (error: unknown): void => {
          expect(error).toBeInstanceOf(BestpixelError);
          expect((error as BestpixelError).message).not.toContain('for ever');
        };
        const start = everything(`${root}d/0.json`);
        try {
          const list = await catalog.load(start, { area });
          list.rejected.forEach(({ error }) => named(error));
          expect(new Set(list.scenes).size).toBe(list.scenes.length);
        } catch (error) {
          named(error);
        }
        const info = await catalog.info(start.id).catch(named);
        if (info) expect(typeof info.title).toBe('string');
        await catalog.queryables(start.id).catch(named);
        expect(asked()).toBeLessThanOrEqual(most);
      }),
      { seed, numRuns: 600 },
    );
  });

  const manners = fc.record<FakeApiOptions>({
    methods: fc.constantFrom(['GET'], ['POST'], ['GET', 'POST']),
    next: fc.constantFrom('whole', 'merge', 'get'),
    conformsTo: fc.constantFrom(queryConformance, filterConformance),
    ignores: fc.subarray(['query', 'filter', 'datetime', 'bbox', 'intersects']),
    counts: fc.boolean(),
    emptyLastPage: fc.boolean(),
    pageLimit: fc.integer({ min: 1, max: 20 }),
  });
  const scene = fc.record({
    lng: fc.integer({ min: 80, max: 140 }).map((tenth) => tenth / 10),
    day: fc.integer({ min: 1, max: 60 }),
    cloud: fc.integer({ min: 0, max: 100 }),
  });

  it('of an API of whatever manners give the same scenes', async () => {
    await fc.assert(
      fc.asyncProperty(manners, fc.array(scene, { maxLength: 40 }), async (manners, scenes) => {
        const items: StacItem[] = scenes.map(({ lng, day, cloud }, i) =>
          makeBoxItem({ id: `s${i}`, at: [lng, 45], day, properties: { 'eo:cloud_cover': cloud } }),
        );
        const api = new FakeApi({
          ...manners,
          items: [...items, makeBoxItem({ id: 'other', collection: 'd' })],
        });
        if (items.length === 0) return;
        const times = [
          { start: Date.UTC(2020, 6, 1), end: Date.UTC(2020, 6, 20) },
          { start: Date.UTC(2020, 6, 25), end: Date.UTC(2020, 7, 10) },
        ];
        const tests = [{ name: 'eo:cloud_cover', op: 'lte', value: 50 }] as const;
        const list = await new Catalog({ http: api }).load(
          { ...everything(`${api.root}/collections/c`), times, tests },
          { area },
        );
        const expected = scenes.flatMap(({ lng, day, cloud }, i) => {
          const noon = Date.UTC(2020, 6, day, 12);
          const inTime = times.some(({ start, end }) => start <= noon && noon < end);
          return inTime && cloud <= 50 && lng + 0.5 >= area.west && lng <= area.east ? [`s${i}`] : [];
        });
        expect(list.scenes.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
        expect(list.cutFrom).toBeUndefined();
      }),
      { seed, numRuns: 200 },
    );
  });
});
