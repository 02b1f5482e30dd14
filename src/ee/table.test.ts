import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { methods, type Method } from '../expression/methods.ts';
import type { ValueType } from '../expression/types.ts';
import { validateNode } from '../expression/validate.ts';
import type { Computed } from './computed.ts';
import { ee } from './ee.ts';

const image = ee.ImageCollection('S2').first();
const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
];

/** What a script may give for each type. */
const samples: Readonly<Record<ValueType, readonly unknown[]>> = {
  Image: [1, image, ee.Number(2), [1, image]],
  ImageCollection: [ee.ImageCollection('S2')],
  Geometry: [ee.Geometry.Point(1, 2), { type: 'Polygon', coordinates: [ring] }],
  Filter: [ee.Filter.eq('a', 1)],
  Filters: [[ee.Filter.eq('a', 1), ee.Filter.neq('b', 'c')]],
  Images: [[image, 1], ee.List([image])],
  Reducer: [],
  Mapper: [(img: unknown) => img, (img: typeof image) => img.add(1)],
  String: ['a', ee.String('b')],
  Number: [1, ee.Number(2), ee.List([1]).get(0)],
  Boolean: [true],
  Date: ['2020-07-01', 0, new Date(0), ee.Date('2020')],
  List: [[1, 'a', null], ee.List([1]), [image]],
  Dictionary: [{ a: 1, b: image }, ee.Dictionary({ a: 1 })],
  Object: [1, 'a', null, true, [1], { a: [1] }, image, new Date(0)],
  Value: [1, 'a', ee.Number(1)],
  Values: [[1, 'a'], [ee.Number(1)]],
  Selectors: ['B4', 0, ['B4', 'B.*'], ee.String('B4'), [ee.String('B4')]],
  Names: ['a', ['a', 'b'], ee.String('a')],
  Numbers: [
    [1, 2],
    [ee.Number(1), 2],
  ],
  Rings: [[ring]],
  Polygons: [[[ring]]],
};

const constructed = new Set([
  'Geometry.Point',
  'Geometry.Rectangle',
  'Geometry.Polygon',
  'Geometry.MultiPolygon',
]);
const rows = Object.entries<Method>(methods).filter(
  ([name, { params }]) =>
    !name.endsWith('.of') && !constructed.has(name) && params.every(({ type }) => type !== 'Reducer'),
);
const seed = 4711;

test(`whatever the builder makes is valid, and again after it was text (seed ${seed})`, () => {
  const built = new Set<string>();
  const call = fc.constantFrom(...rows).chain(([name, { params }]) =>
    fc.record({
      name: fc.constant(name),
      args: fc.tuple(...params.map(({ type }) => fc.constantFrom(...samples[type]))),
    }),
  );
  fc.assert(
    fc.property(call, ({ name, args }) => {
      const object = calledBy(name, args);
      built.add(name);
      const copy = validateNode(JSON.parse(JSON.stringify(object.node)), [object.type]);
      expect(copy).toEqual(object.node);
    }),
    { seed, numRuns: 4000 },
  );
  expect(built.size).toBe(rows.length);
});

type Callable = Record<string, (...args: unknown[]) => Computed>;

function calledBy(name: string, args: readonly unknown[]): Computed {
  const [type, short] = name.split('.') as [keyof typeof ee, string];
  const { params }: Method = methods[name as keyof typeof methods];
  const isOwn = params[0]?.type === type;
  const given = isOwn ? args.slice(1) : args;
  // Single items before other arguments would all be items.
  const isItem = params[isOwn ? 1 : 0]?.rest && !Array.isArray(given[0]);
  const open = isItem ? given.slice(0, 1) : given;
  const owner = ee[type] as unknown as Callable & ((value: unknown) => Callable);
  return (isOwn ? owner(args[0]) : owner)[short]!(...open);
}
