import * as fc from 'fast-check';
import type { PropertyTest } from '../../scene/query.ts';
import type { Choice, Place } from '../choice.ts';
import { boxPlace } from '../place.ts';

const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
    // What means something on the way through an address.
    fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'%&+$=#~,;!*<>"[]{}\\/:?@ 27EFé\n') }),
  )
  .filter((each) => each.trim() !== '');

const finite = (limit: number) =>
  fc.double({ min: -limit, max: limit, noNaN: true }).map((value) => value + 0);
const position = fc.tuple(finite(180), finite(90)).map((pair): number[] => pair);
const ring = fc.array(position, { minLength: 3, maxLength: 6 }).map((corners) => [...corners, corners[0]!]);
const rings = fc.array(ring, { minLength: 1, maxLength: 2 });

const box = fc
  .tuple(finite(180), finite(90), finite(180), finite(90))
  .map(([west, a, east, b]) => boxPlace({ west, east, south: Math.min(a, b), north: Math.max(a, b) }));

const place: fc.Arbitrary<Place> = fc.oneof(
  position.map((coordinates): Place => ({ type: 'Point', coordinates })),
  box,
  rings.map((coordinates): Place => ({ type: 'Polygon', coordinates })),
  fc
    .array(rings, { minLength: 1, maxLength: 3 })
    .map((coordinates): Place => ({ type: 'MultiPolygon', coordinates })),
);

const value = fc.oneof(
  text,
  finite(1e12),
  fc.constantFrom('', '20', '-1e3', 'Infinity', '"quoted"', ' a ', '<', '[1]'),
);
const where: fc.Arbitrary<PropertyTest> = fc.oneof(
  fc.record({
    name: text,
    op: fc.constantFrom('eq' as const, 'neq' as const, 'lt' as const, 'lte' as const, 'gt' as const),
    value,
  }),
  fc.record({ name: text, op: fc.constant('in' as const), value: fc.array(value, { maxLength: 3 }) }),
);

const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const month = fc.integer({ min: 1, max: 12 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** Any choice that a person can make, seldom a sensible one. */
export const choices: fc.Arbitrary<Choice> = fc.record({
  collection: text,
  api: maybe(fc.webUrl({ withQueryParameters: true }).map((url) => url.replace(/\/+$/, ''))),
  place: maybe(place),
  dates: maybe(
    fc
      .tuple(day, day)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  ),
  months: maybe(fc.record({ first: month, last: month })),
  cloud: maybe(fc.double({ min: 0, max: 100, noNaN: true })),
  orbit: maybe(
    fc.oneof(fc.constantFrom('ascending', 'descending'), fc.integer({ min: 1, max: 999 }).map(String)),
  ),
  sensor: maybe(text),
  where: fc.array(where, { maxLength: 3 }),
  without: fc.array(text, { maxLength: 3 }),
  limit: maybe(fc.integer({ min: 1, max: 10_000 })),
});
