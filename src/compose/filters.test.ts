import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ee, type Filter } from '../ee/ee.ts';
import type { Scene } from '../scene/scene.ts';
import { resolveCollection } from './resolve.ts';
import { listsFor, makeScene } from './testing/scene-lists.ts';

const { Filter } = ee;
const scene = (id: string, properties: Scene['properties'] = {}, date = '2020-07-01Z'): Scene =>
  makeScene({ id, date, properties });

function passing(filter: Filter, scenes: readonly Scene[]): string[] {
  const { node } = ee.ImageCollection('S2').filter(filter);
  return resolveCollection(node, listsFor(node, scenes)).scenes.map(({ id }) => id);
}

describe('comparisons of a property', () => {
  const clouds = [
    scene('clear', { cloud: 10 }),
    scene('half', { cloud: 50 }),
    scene('full', { cloud: 100 }),
    scene('unknown'),
    scene('told', { cloud: '50' }),
    scene('null', { cloud: null }),
  ];
  test.each([
    ['eq passes equal values alone', Filter.eq('cloud', 50), ['half']],
    ['lt passes smaller values alone', Filter.lt('cloud', 50), ['clear']],
    ['gt passes larger values alone', Filter.gt('cloud', 50), ['full']],
    [
      'neq is not(eq): it passes scenes without a number there',
      Filter.neq('cloud', 50),
      ['clear', 'full', 'unknown', 'told', 'null'],
    ],
    ['lte is not(gt)', Filter.lte('cloud', 50), ['clear', 'half', 'unknown', 'told', 'null']],
    ['gte is not(lt)', Filter.gte('cloud', 50), ['half', 'full', 'unknown', 'told', 'null']],
    ['inList passes what is listed', Filter.inList('cloud', [10, 100, '50']), ['clear', 'full', 'told']],
    [
      'not(inList) passes all others, those without the property too',
      Filter.inList('cloud', [10, 100]).not(),
      ['half', 'unknown', 'told', 'null'],
    ],
    ['strings compare with strings', Filter.gt('cloud', '4'), ['told']],
  ])('%s', (_, filter, ids) => expect(passing(filter, clouds)).toEqual(ids));

  test('know time and index of every scene', () => {
    const scenes = [scene('a', { 'system:index': 'A' }), scene('b', {}, '2020-07-02Z')];
    expect(passing(Filter.eq('system:index', 'A'), scenes)).toEqual(['a']);
    expect(passing(Filter.eq('system:index', 'b'), scenes)).toEqual(['b']);
    expect(passing(Filter.gt('system:time_start', Date.UTC(2020, 6, 1)), scenes)).toEqual(['b']);
  });

  test('see no property of the prototype', () => {
    expect(passing(Filter.neq('constructor', 1), [scene('a')])).toEqual(['a']);
    expect(passing(Filter.gt('toString', ''), [scene('a')])).toEqual([]);
  });
});

describe('and, or, not', () => {
  const scenes = [1, 2, 3, 4].map((n) => scene(`${n}`, { n }));
  const [small, even] = [Filter.lt('n', 3), Filter.inList('n', [2, 4])];
  test.each([
    ['and passes what all pass', Filter.and(small, even), ['2']],
    ['or passes what one passes', Filter.or(small, even), ['1', '2', '4']],
    ['not passes what its filter does not', Filter.and(small, even).not(), ['1', '3', '4']],
    ['lists and separate filters are one', Filter.and([small, Filter.not(even)]), ['1']],
    ['and of none passes all, or of none nothing', Filter.and([]), ['1', '2', '3', '4']],
    ['or of none passes nothing', Filter.or([]), []],
  ])('%s', (_, filter, ids) => expect(passing(filter, scenes)).toEqual(ids));

  test('a filter used a billion times over is decided once', () => {
    let filter: Filter = even;
    for (let i = 0; i < 36; i++) filter = Filter.or(filter, Filter.and(filter, small)).not();
    expect(passing(filter, scenes)).toEqual(['2', '4']);
  });
});

describe('dates', () => {
  const at = (...dates: string[]) => dates.map((date) => scene(date, {}, date));

  test('date includes its start, excludes its end, and alone means a millisecond', () => {
    const scenes = at('2020-06-30T23:59:59.999Z', '2020-07-01T00:00Z', '2020-08-01T00:00Z');
    expect(passing(Filter.date('2020-07-01', '2020-08-01'), scenes)).toEqual(['2020-07-01T00:00Z']);
    expect(passing(Filter.date('2020-08-01'), scenes)).toEqual(['2020-08-01T00:00Z']);
    expect(() => passing(Filter.date('July'), scenes)).toThrow("'July' is not a date");
  });

  const year = at(
    '2019-12-31T23:59Z',
    '2020-01-01T00:00Z',
    '2020-02-29T12:00Z',
    '2020-06-15T06:30Z',
    '2020-12-31T18:45Z',
  );
  const all = year.map(({ id }) => id);
  test.each([
    [
      'both ends are included',
      Filter.calendarRange(2, 6, 'month'),
      ['2020-02-29T12:00Z', '2020-06-15T06:30Z'],
    ],
    ['months go round', Filter.calendarRange(12, 1, 'month'), [all[0], all[1], all[4]]],
    ['one number is a range of one', Filter.calendarRange(2020, null, 'year'), all.slice(1)],
    ['years that go round leave out those between', Filter.calendarRange(2021, 2019, 'year'), [all[0]]],
    [
      'days of the year count from 1 and are meant unless told',
      Filter.calendarRange(1, 60),
      [all[1], all[2]],
    ],
    ['a leap year has 366 days', Filter.calendarRange(366), [all[4]]],
    ['days of the month', Filter.calendarRange(29, 31, 'day_of_month'), [all[0], all[2], all[4]]],
    // 2020-01-01 was a Wednesday, 2020-02-29 a Saturday, 2020-06-15 a Monday; both 31st of December: Tue, Thu.
    ['weeks begin on Monday', Filter.calendarRange(1, 1, 'day_of_week'), [all[3]]],
    ['Sunday is 7, so 6 to 1 goes round', Filter.calendarRange(6, 1, 'day_of_week'), [all[2], all[3]]],
    ['hours', Filter.calendarRange(6, 12, 'hour'), [all[2], all[3]]],
    ['minutes', Filter.calendarRange(30, 45, 'minute'), [all[3], all[4]]],
    ['named arguments', Filter.calendarRange({ start: 6, field: 'month' }), [all[3]]],
  ])('calendarRange: %s', (_, filter, ids) => expect(passing(filter, year)).toEqual(ids));

  test.each([
    [Filter.calendarRange(1, 2, 'week'), "'week' is no part of a date"],
    [Filter.calendarRange(1, 2, 'constructor'), "'constructor' is no part of a date"],
    [Filter.calendarRange(1.5, 2, 'month'), '1.5 is no month'],
  ])('calendarRange refuses %#', (filter, message) => {
    expect(() => passing(filter, year)).toThrow(message);
  });
});

test('bounds passes footprints that meet the geometry, and scenes without a footprint', () => {
  const at = (west: number): Scene => {
    const { coordinates } = JSON.parse(
      JSON.stringify({
        coordinates: [
          [
            [west, 0],
            [west + 1, 0],
            [west + 1, 1],
            [west, 0],
          ],
        ],
      }),
    ) as { coordinates: number[][][] };
    return makeScene({ id: `${west}`, date: '2020-07-01Z', footprint: { type: 'Polygon', coordinates } });
  };
  const scenes = [at(0), at(10), at(179.5), scene('everywhere')];
  const ids = (geometry: ReturnType<typeof ee.Geometry.BBox>) => passing(Filter.bounds(geometry), scenes);
  expect(ids(ee.Geometry.BBox(0.5, -1, 0.7, 3))).toEqual(['0', 'everywhere']);
  expect(ids(ee.Geometry.BBox(179.9, 0, -179.9, 1))).toEqual(['179.5', 'everywhere']);
  expect(ids(ee.Geometry.BBox(-180, -90, 180, 90))).toEqual(['0', '10', '179.5', 'everywhere']);
  expect(ids(ee.Geometry.BBox(-100, -10, 100, 10))).toEqual(['0', '10', 'everywhere']);
  const triangle = (west: number) => [
    [west, 0],
    [west + 0.5, 0],
    [west, 0.5],
  ];
  expect(ids(ee.Geometry.MultiPolygon([[triangle(10)], [triangle(-180)]]))).toEqual([
    '10',
    '179.5',
    'everywhere',
  ]);
  expect(() => ids(ee.Geometry.BBox(0, 5, 1, 4))).toThrow('Geometry.BBox: the coordinates are not');
});

describe('any filter', () => {
  /** A filter of the builder beside the condition that it stands for, written out. */
  interface Pair {
    readonly filter: Filter;
    readonly passes: (scene: Scene) => boolean;
  }
  const value = fc.constantFrom(-1, 0, 1, 'a', 'b');
  const name = fc.constantFrom('p', 'q', 'system:index');
  const held = ({ id, properties }: Scene, name: string): unknown =>
    properties[name] ?? (name === 'system:index' ? id : undefined);
  type Compared = (x: never, y: never) => boolean;
  const is = (scene: Scene, name: string, value: unknown, compare: Compared): boolean =>
    typeof held(scene, name) === typeof value && compare(held(scene, name) as never, value as never);

  const leaf: fc.Arbitrary<Pair> = fc.oneof(
    fc
      .record({ name, value, op: fc.constantFrom('eq', 'neq', 'lt', 'lte', 'gt', 'gte') })
      .map(({ name, value, op }) => {
        const written: Record<typeof op, (scene: Scene) => boolean> = {
          eq: (s) => is(s, name, value, (x, y) => x === y),
          neq: (s) => !is(s, name, value, (x, y) => x === y),
          lt: (s) => is(s, name, value, (x, y) => x < y),
          gte: (s) => !is(s, name, value, (x, y) => x < y),
          gt: (s) => is(s, name, value, (x, y) => x > y),
          lte: (s) => !is(s, name, value, (x, y) => x > y),
        };
        return { filter: Filter[op](name, value), passes: written[op] };
      }),
    fc.record({ name, values: fc.array(value, { maxLength: 3 }) }).map(({ name, values }) => ({
      filter: Filter.inList(name, values),
      passes: (s: Scene) => values.includes(held(s, name) as never),
    })),
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).map(([first, last]) => ({
      filter: Filter.calendarRange(first, last, 'month'),
      passes: ({ datetime }: Scene) => {
        for (let month = first; ; month = (month % 12) + 1) {
          if (new Date(datetime).getUTCMonth() + 1 === month) return true;
          if (month === last) return false;
        }
      },
    })),
  );
  const pairs = (depth: number): fc.Arbitrary<Pair> => {
    if (depth === 0) return leaf;
    const below = pairs(depth - 1);
    const some = fc.array(below, { maxLength: 3 });
    return fc.oneof(
      leaf,
      below.map(({ filter, passes }) => ({ filter: filter.not(), passes: (s: Scene) => !passes(s) })),
      some.map((list) => ({
        filter: Filter.and(list.map(({ filter }) => filter)),
        passes: (s: Scene) => list.every(({ passes }) => passes(s)),
      })),
      some.map((list) => ({
        filter: Filter.or(list.map(({ filter }) => filter)),
        passes: (s: Scene) => list.some(({ passes }) => passes(s)),
      })),
    );
  };
  const property = fc.option(fc.oneof(value, fc.constant(null)), { nil: undefined });
  const scenes = fc.array(
    fc.record({
      properties: fc.record({ p: property, q: property }, { requiredKeys: [] }),
      day: fc.integer({ min: 0, max: 800 }),
    }),
    { maxLength: 12 },
  );

  test('passes what its parts say, whether or not a source has been asked for them', () => {
    fc.assert(
      fc.property(pairs(3), scenes, ({ filter, passes }, drawn) => {
        const list = drawn.map(({ properties, day }, i) =>
          makeScene({ id: `${i}`, date: new Date(Date.UTC(2019, 0, 1 + day)).toISOString(), properties }),
        );
        expect(passing(filter, list)).toEqual(list.filter(passes).map(({ id }) => id));
      }),
      { seed: 20200701, numRuns: 500 },
    );
  });
});
