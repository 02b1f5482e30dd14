import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ee, type Filter, type ImageCollection } from '../ee/ee.ts';
import type { CallNode } from '../expression/nodes.ts';
import { everything, type SceneQuery } from '../scene/query.ts';
import type { Scene } from '../scene/scene.ts';
import { isInRange, type CalendarRange } from './calendar.ts';
import { queriesOf } from './queries.ts';
import { outputBands, resolveCollection, resolveLayer } from './resolve.ts';
import { listsFor, makeList, makeScene } from './testing/scene-lists.ts';
import { queryKey } from '../scene/query.ts';

const { Filter } = ee;
const col = ee.ImageCollection('S2');
const july = { start: Date.UTC(2020, 6, 1), end: Date.UTC(2020, 7, 1) };
/** The only query of a collection. */
function queryOf(collection: ImageCollection): SceneQuery {
  const queries = queriesOf(collection.node);
  expect(queries).toHaveLength(1);
  return queries[0]!;
}

test('a collection without filters is asked for as a whole', () => {
  expect(queriesOf(col.mosaic().node)).toEqual([everything('S2')]);
});

describe('times', () => {
  const times = (collection: ImageCollection) => queryOf(collection).times;

  test('are what all date filters leave, however they are written', () => {
    expect(times(col.filterDate('2020-07-01', '2020-08-01'))).toEqual([july]);
    const filter = Filter.and(Filter.eq('a', 1), Filter.date('2020-06-15', '2020-08-01'));
    expect(times(col.filterDate('2020-07-01', '2021').filter(filter))).toEqual([july]);
    expect(times(col.filterDate('2020-07-01'))).toEqual([{ start: july.start, end: july.start + 1 }]);
  });

  test('are none where the filters contradict each other', () => {
    expect(times(col.filterDate('2019', '2020').filterDate('2020', '2021'))).toEqual([]);
    const winter = Filter.calendarRange(12, 2, 'month');
    expect(times(col.filterDate('2020-07-01', '2020-08-01').filter(winter))).toEqual([]);
  });

  test('are years of the calendar, too', () => {
    const years = { start: Date.UTC(2018, 0, 1), end: Date.UTC(2021, 0, 1) };
    expect(times(col.filter(Filter.calendarRange(2018, 2020, 'year')))).toEqual([years]);
    expect(times(col.filter(Filter.calendarRange(2020, 2018, 'year')))).toBeNull();
  });

  test('are the months of bounded years, those that go round the new year in one', () => {
    const seasons = col.filterDate('2018-01-15', '2020-02-15').filter(Filter.calendarRange(12, 1, 'month'));
    expect(times(seasons)).toEqual([
      { start: Date.UTC(2018, 0, 15), end: Date.UTC(2018, 1, 1) },
      { start: Date.UTC(2018, 11, 1), end: Date.UTC(2019, 1, 1) },
      { start: Date.UTC(2019, 11, 1), end: Date.UTC(2020, 1, 1) },
    ]);
  });

  test('are days of the year and of the month', () => {
    const days = col.filterDate('2020-01-01', '2021-01-01');
    expect(times(days.filter(Filter.calendarRange(60, 61)))).toEqual([
      { start: Date.UTC(2020, 1, 29), end: Date.UTC(2020, 2, 2) },
    ]);
    const ends = Filter.and(
      Filter.calendarRange(31, 31, 'day_of_month'),
      Filter.calendarRange(1, 4, 'month'),
    );
    expect(times(days.filter(ends))).toEqual([
      { start: Date.UTC(2020, 0, 31), end: Date.UTC(2020, 1, 1) },
      { start: Date.UTC(2020, 2, 31), end: Date.UTC(2020, 3, 1) },
    ]);
  });

  test('of the calendar alone, of hours, and of more than 60 intervals are left to the filter', () => {
    expect(times(col.filter(Filter.calendarRange(6, 8, 'month')))).toBeNull();
    const long = { start: Date.UTC(1950, 0, 1), end: Date.UTC(2020, 0, 1) };
    const years = col.filterDate(long.start, long.end);
    expect(times(years.filter(Filter.calendarRange(6, 8, 'month')))).toEqual([long]);
    expect(times(years.filter(Filter.calendarRange(10, 11, 'hour')))).toEqual([long]);
  });

  const range: fc.Arbitrary<CalendarRange> = fc
    .constantFrom(
      ['month', 12] as const,
      ['day_of_year', 366] as const,
      ['day_of_month', 31] as const,
      ['year', 0] as const,
    )
    .chain(([field, most]) => {
      const value =
        field === 'year' ? fc.integer({ min: 2017, max: 2024 }) : fc.integer({ min: 0, max: most + 1 });
      return fc.tuple(value, value).map(([first, last]) => ({ field, first, last }));
    });
  test('hold every moment that the filters pass, and with few intervals no other', () => {
    const moment = fc.integer({ min: Date.UTC(2017, 0, 1), max: Date.UTC(2024, 0, 1) });
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 3 }),
        moment,
        moment,
        fc.array(moment, { minLength: 30 }),
        (ranges, start, end, moments) => {
          const filters = ranges.map(({ field, first, last }) => Filter.calendarRange(first, last, field));
          const found = times(col.filterDate(start, end).filter(Filter.and(filters)))!;
          const many = ranges.some(({ field }) => field === 'day_of_month');
          for (const at of moments) {
            const passes = start <= at && at < end && ranges.every((each) => isInRange(each, at));
            const asked = found.some((interval) => interval.start <= at && at < interval.end);
            if (many) expect(asked || !passes).toBe(true);
            else expect(asked).toBe(passes);
          }
          found.forEach((interval, i) => {
            expect(interval.start).toBeLessThan(interval.end);
            if (i > 0) expect(found[i - 1]!.end).toBeLessThan(interval.start);
          });
        },
      ),
      { seed: 20200701, numRuns: 300 },
    );
  });
});

describe('the place', () => {
  test('is the first geometry that footprints have to meet', () => {
    const [here, there] = [ee.Geometry.Point(1, 2), ee.Geometry.Point(3, 4)];
    const point = { type: 'Point', coordinates: [1, 2] };
    expect(queryOf(col.filterBounds(here).filterBounds(there)).place).toEqual(point);
    expect(queryOf(col.filter(Filter.bounds(here)).filterBounds(there)).place).toEqual(point);
    expect(queryOf(col.filter(Filter.bounds(here).not())).place).toBeNull();
  });
});

describe('tests', () => {
  const tests = (filter: Filter) => queryOf(col.filter(filter)).tests;

  test.each(['eq', 'neq', 'lt', 'lte', 'gt', 'gte'] as const)('%s is asked for', (op) => {
    expect(tests(Filter[op]('cloud', 20))).toEqual([{ name: 'cloud', op, value: 20 }]);
  });

  test('are what all has to hold, each once', () => {
    const list = { name: 'tile', op: 'in', value: ['13TFE', '13TEE'] };
    const cloud = Filter.lt('cloud', 20);
    const filter = Filter.and(Filter.inList('tile', ['13TFE', '13TEE']), Filter.and(cloud, cloud));
    expect(tests(filter)).toEqual([list, { name: 'cloud', op: 'lt', value: 20 }]);
  });

  test('negate comparisons, and what negations leave of and and or', () => {
    expect(tests(Filter.gt('cloud', 20).not())).toEqual([{ name: 'cloud', op: 'lte', value: 20 }]);
    expect(tests(Filter.lt('cloud', 20).not().not())).toEqual([{ name: 'cloud', op: 'lt', value: 20 }]);
    expect(tests(Filter.or(Filter.eq('a', 1), Filter.neq('b', 2)).not())).toEqual([
      { name: 'a', op: 'neq', value: 1 },
      { name: 'b', op: 'eq', value: 2 },
    ]);
  });

  test('leave out or, not(and) and not(inList), which are applied to what comes', () => {
    const [a, b] = [Filter.eq('a', 1), Filter.eq('b', 2)];
    expect(tests(Filter.or(a, b))).toEqual([]);
    expect(tests(Filter.or(a))).toEqual([]);
    expect(tests(Filter.and(a, b).not())).toEqual([]);
    expect(tests(Filter.inList('a', [1]).not())).toEqual([]);
  });
});

describe('chains', () => {
  const cloud = Filter.lt('cloud', 20);
  const asked = { ...everything('S2'), tests: [{ name: 'cloud', op: 'lt', value: 20 }] };

  test('pass map and select, which keep scenes as they are', () => {
    expect(
      queriesOf(
        col
          .map((img) => img.abs())
          .select('B4')
          .filter(cloud).node,
      ),
    ).toEqual([asked]);
  });

  test('end where limit counts scenes: filters after it are not asked for', () => {
    expect(queriesOf(col.limit(5).filter(cloud).node)).toEqual([everything('S2')]);
    expect(queriesOf(col.filter(cloud).limit(5).filterDate('2020').node)).toEqual([asked]);
  });

  test('of one collection with different filters are different queries, with the same filters one', () => {
    const node = col.map((img) =>
      img.addBands(col.filter(cloud).first()).addBands(ee.ImageCollection('S2').filter(cloud).mosaic()),
    ).node;
    expect(queriesOf(node)).toEqual([everything('S2'), asked]);
  });

  test('inside functions are found, each collection once', () => {
    const other = ee.ImageCollection('L8');
    const node = col.map((img) => img.addBands(other.mosaic()).addBands(col.mosaic())).node;
    expect(queriesOf(node)).toEqual([everything('S2'), everything('L8')]);
  });

  test('that share a part get each what its own filters left', () => {
    const summer = col.filterDate('2020-06-01', '2020-09-01');
    const [clear, cloudy] = [summer.filter(cloud), summer.filter(cloud.not())];
    const scene = (id: string, cloud: number): Scene =>
      makeScene({ id, date: '2020-07-01Z', properties: { cloud } });
    const { node } = clear.qualityMosaic('B2').addBands(cloudy.qualityMosaic('B2'));
    const lists = new Map(
      queriesOf(node).map((query, i) => [
        queryKey(query),
        makeList([scene(`of query ${i}`, i === 0 ? 10 : 90)]),
      ]),
    );
    expect(lists.size).toBe(2);
    expect(resolveCollection(clear.node, lists).scenes.map(({ id }) => id)).toEqual(['of query 0']);
    expect(resolveCollection(cloudy.node, lists).scenes.map(({ id }) => id)).toEqual(['of query 1']);
    expect(outputBands(resolveLayer(node, lists))).toHaveLength(8);
  });

  test('that come to the same scenes can be computed with each other', () => {
    const all = col.filter(cloud.not()).qualityMosaic('B2');
    const { node } = col.qualityMosaic('B2').subtract(all);
    const twice = () => [makeScene({ id: 'a', date: '2020-07-01Z', properties: { cloud: 90 } })];
    const lists = new Map(queriesOf(node).map((query) => [queryKey(query), makeList(twice())]));
    expect(resolveLayer(node, lists).list.scenes.map(({ id }) => id)).toEqual(['a']);
  });

  test('of ids that are computed from images are refused by name', () => {
    const id = ee.String(col.first().get('id'));
    const { node } = ee.ImageCollection('x');
    const load = { ...node, args: { id: id.node } } as typeof node;
    expect(() => queriesOf(load)).toThrow('the id is not a text that is known beforehand');
  });

  test('leave out filters whose values are of another type, which resolving tells', () => {
    const operator = ee.String(ee.List(['x', null]).get(1));
    const { node } = col.filterMetadata('cloud', 'equals', 1);
    const load = {
      ...node,
      args: { ...(node as CallNode).args, operator: (operator.node as CallNode).args['string'] },
    };
    expect(queriesOf(load as CallNode)).toEqual([everything('S2')]);
  });

  test('beyond 100 are refused', () => {
    let image = col.first();
    for (let i = 0; i < 101; i++) image = image.addBands(col.filterDate(i).first());
    expect(() => queriesOf(image.node)).toThrow('more than 100');
  });
});

test('the scenes of a collection are listed after all its filters, though the source knows none', () => {
  const scenes = [10, 90, 20].map((cloud) =>
    makeScene({ id: `${cloud}`, date: '2020-07-01Z', properties: { cloud } }),
  );
  const { node } = col.filter(Filter.lt('cloud', 50)).limit(1);
  expect(resolveCollection(node, listsFor(node, scenes)).scenes.map(({ id }) => id)).toEqual(['10']);
  expect(() => resolveCollection(col.first().node, listsFor(node, scenes))).toThrow(
    'is not an image collection',
  );
});
