import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Held, toEvict } from './eviction.ts';
import { keyOf } from './view-tile.ts';

const view = [
  { z: 3, x: 4, y: 2 },
  { z: 3, x: 5, y: 2 },
];

/** A tile of 10 bytes in a shown layer, unless told otherwise. */
function held(key: string, fields: Partial<Held> = {}): Held {
  const [z, x, y] = key.split('/').map(Number) as [number, number, number];
  return { id: { z, x, y }, bytes: 10, lastWanted: 0, hidden: false, ...fields };
}

const keys = (entries: readonly Held[]) => entries.map(({ id }) => keyOf(id));

describe('toEvict', () => {
  it('drops nothing within the limit', () => {
    expect(toEvict([held('3/0/0'), held('3/1/0')], view, 20)).toEqual([]);
  });

  it('drops what was wanted longest ago, and no more than it must', () => {
    const entries = [
      held('3/0/0', { lastWanted: 3 }),
      held('3/1/0', { lastWanted: 1 }),
      held('3/2/0', { lastWanted: 2 }),
    ];
    expect(keys(toEvict(entries, view, 15))).toEqual(['3/1/0', '3/2/0']);
    expect(keys(toEvict(entries, view, 20))).toEqual(['3/1/0']);
  });

  it('keeps parents of the view longer than tiles elsewhere, however old', () => {
    const entries = [
      held('2/2/1', { lastWanted: 1 }),
      held('0/0/0', { lastWanted: 2 }),
      held('2/0/0', { lastWanted: 9 }),
    ];
    expect(keys(toEvict(entries, view, 20))).toEqual(['2/0/0']);
    expect(keys(toEvict(entries, view, 10))).toEqual(['2/0/0', '2/2/1']);
  });

  it('drops what a hidden layer has in the view only when nothing else is left', () => {
    const entries = [
      held('3/4/2', { hidden: true, lastWanted: 1 }),
      held('2/2/1', { lastWanted: 9 }),
      held('3/5/2'),
    ];
    expect(keys(toEvict(entries, view, 20))).toEqual(['2/2/1']);
    expect(keys(toEvict(entries, view, 10))).toEqual(['2/2/1', '3/4/2']);
  });

  it('does not keep parents for a hidden layer', () => {
    const entries = [held('2/2/1', { hidden: true, lastWanted: 9 }), held('2/2/1', { lastWanted: 1 })];
    expect(toEvict(entries, view, 10)).toEqual([entries[0]]);
  });

  it('never drops what is shown in the view, even over the limit', () => {
    expect(keys(toEvict([held('3/4/2'), held('3/5/2'), held('3/6/2')], view, 0))).toEqual(['3/6/2']);
  });

  it('gets under the limit where it can, and drops nothing needlessly', () => {
    const entry = fc
      .record({
        x: fc.nat(7),
        bytes: fc.integer({ min: 1, max: 50 }),
        lastWanted: fc.nat(5),
        hidden: fc.boolean(),
      })
      .map(({ x, ...fields }) => held(`3/${x}/2`, fields));
    fc.assert(
      fc.property(fc.array(entry), fc.nat(300), (entries, limit) => {
        const sum = (some: readonly Held[]) => some.reduce((bytes, one) => bytes + one.bytes, 0);
        const dropped = toEvict(entries, view, limit);
        const kept = entries.filter((one) => !dropped.includes(one));
        const needed = entries.filter(({ id, hidden }) => !hidden && (id.x === 4 || id.x === 5));
        expect(kept).toEqual(expect.arrayContaining(needed));
        expect(sum(kept) <= limit || kept.length === needed.length).toBe(true);
        if (dropped.length > 0) expect(sum(kept) + dropped.at(-1)!.bytes).toBeGreaterThan(limit);
      }),
      { seed: 20200706 },
    );
  });
});
