import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centreFirst } from './order.ts';
import { keyOf } from './view-tile.ts';

function rowOf(z: number, y: number, ...columns: number[]) {
  return columns.map((x) => ({ z, x, y }));
}

const columnsOf = (tiles: readonly { x: number }[]) => tiles.map(({ x }) => x);

describe('centreFirst', () => {
  it('goes outwards from the middle of the view', () => {
    // 10° E lies in column 8 of 16, in its left half.
    expect(columnsOf(centreFirst(rowOf(4, 8, 5, 6, 7, 8, 9, 10), { lng: 10, lat: -1 }))).toEqual([
      8, 7, 9, 6, 10, 5,
    ]);
  });

  it('measures down the map as Web Mercator does', () => {
    const tiles = [0, 1, 2, 3, 4, 5, 6, 7].map((y) => ({ z: 3, x: 4, y }));
    // 66.5° N is the edge between rows 1 and 2.
    expect(
      centreFirst(tiles, { lng: 20, lat: 66.6 })
        .map(({ y }) => y)
        .slice(0, 4),
    ).toEqual([1, 2, 0, 3]);
    expect(centreFirst(tiles, { lng: 20, lat: 90 })[0]!.y).toBe(0);
    expect(centreFirst(tiles, { lng: 20, lat: -90 })[0]!.y).toBe(7);
  });

  it('goes across the antimeridian', () => {
    expect(columnsOf(centreFirst(rowOf(4, 8, 0, 1, 2, 13, 14, 15), { lng: 179, lat: -1 }))).toEqual([
      15, 0, 14, 1, 13, 2,
    ]);
  });

  it.each([-365, -5, 355, 715])('is the same for the centre %d° in any copy of the world', (lng) => {
    expect(columnsOf(centreFirst(rowOf(4, 8, 5, 6, 7, 8), { lng, lat: -1 }))).toEqual([7, 8, 6, 5]);
  });

  it('keeps every tile, and the order of equals', () => {
    const tile = fc.record({
      z: fc.constant(5),
      x: fc.nat(31),
      y: fc.nat(31),
      wrap: fc.integer({ min: -1, max: 1 }),
    });
    fc.assert(
      fc.property(fc.array(tile), (tiles) => {
        const ordered = centreFirst(tiles, { lng: 3, lat: 4 });
        expect(new Set(ordered)).toEqual(new Set(tiles));
        const same = (key: string) => (other: (typeof tiles)[0]) => keyOf(other) === key;
        for (const key of new Set(tiles.map(keyOf))) {
          expect(ordered.filter(same(key))).toEqual(tiles.filter(same(key)));
        }
      }),
      { seed: 20200704 },
    );
  });
});
