import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arc, eastward } from '../grid/longitude.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { tileBounds } from '../grid/tile.ts';
import { areaOf, holdsArea, isMuchSmaller, isTooWide, withMargin } from './area.ts';
import { square, viewOf } from './testing/place.ts';
import { emptyView } from './view.ts';

const seed = 606;
const anyArea = fc
  .record({
    west: fc.double({ min: -180, max: 179.99, noNaN: true }),
    width: fc.double({ min: 0.001, max: 359, noNaN: true }),
    south: fc.double({ min: -89, max: 88, noNaN: true }),
    height: fc.double({ min: 0.001, max: 1, noNaN: true }),
  })
  .map(({ west, width, south, height }): LngLatBounds => ({
    ...arc(west, width),
    south,
    north: south + height,
  }));

describe('the area of a view', () => {
  it('is what its tiles cover, in whatever copy of the world', () => {
    const view = viewOf(square(2));
    const [first, last] = [tileBounds(view.tiles[0]!), tileBounds(view.tiles[3]!)];
    const area = areaOf({ ...view, tiles: view.tiles.map((tile, i) => ({ ...tile, wrap: i })) })!;
    expect(area).toMatchObject({ north: first.north, south: last.south });
    expect([area.west, area.east]).toEqual([expect.closeTo(first.west, 9), expect.closeTo(last.east, 9)]);
    expect(areaOf(emptyView)).toBeNull();
  });

  it('goes over the antimeridian, and around the world', () => {
    const tiles = [3, 0].map((x) => ({ z: 2, x, y: 1, wrap: 0 }));
    expect(areaOf({ ...emptyView, tiles })).toMatchObject({ west: 90, east: -90 });
    const all = [0, 1, 2, 3].map((x) => ({ z: 2, x, y: 1, wrap: 0 }));
    expect(areaOf({ ...emptyView, tiles: all })).toMatchObject({ west: -180, east: 180 });
  });

  it('is too wide to be searched from some degrees on', () => {
    expect(isTooWide({ west: 177, south: 0, east: -177, north: 5 })).toBe(false);
    expect(isTooWide({ west: 176, south: 0, east: -176, north: 5 })).toBe(true);
    expect(isTooWide({ west: 0, south: 0, east: 1, north: 8 })).toBe(true);
  });
});

it('an area with its margin holds it, and is not held by it', () => {
  fc.assert(
    fc.property(anyArea, (area) => {
      const wider = withMargin(area);
      expect([holdsArea(wider, area), holdsArea(area, area), isMuchSmaller(area, wider)]).toEqual([
        true,
        true,
        false,
      ]);
      expect(holdsArea(area, wider)).toBe(false);
    }),
    { seed },
  );
});

const wholeDegrees = fc
  .record({
    west: fc.integer({ min: -180, max: 179 }),
    width: fc.integer({ min: 1, max: 359 }),
    south: fc.integer({ min: -5, max: 5 }),
    height: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ west, width, south, height }) => ({ ...arc(west, width), south, north: south + height }));

it('an area holds another where it holds its corners and no gap', () => {
  fc.assert(
    fc.property(wholeDegrees, wholeDegrees, (outer, inner) => {
      const across = eastward(outer.west, outer.east);
      const [from, to] = [eastward(outer.west, inner.west), eastward(outer.west, inner.east)];
      const held = from < to && to <= across && inner.south >= outer.south && inner.north <= outer.north;
      expect(holdsArea(outer, inner)).toBe(held);
    }),
    { seed, numRuns: 2000 },
  );
});
