import { describe, expect, it } from 'vitest';
import type { LngLatBounds } from '../grid/grid.ts';
import { boundsOf, centreOf } from './bounds.ts';
import { makeList, makeScene } from './testing/make.ts';

const bounds = (west: number, east: number, south = 0, north = 1): LngLatBounds => ({
  west,
  south,
  east,
  north,
});

function listAt(...all: (LngLatBounds | null)[]) {
  return makeList(all.map((bounds) => makeScene({ bounds })));
}

describe('the centre of a list', () => {
  it('is the middle of what its scenes cover', () => {
    const list = listAt(bounds(10, 12, 40, 42), null, bounds(12, 14, 42, 44));
    expect(boundsOf(list)).toEqual({ west: 10, south: 40, east: 14, north: 44 });
    expect(centreOf(list)).toEqual({ lng: 12, lat: 42 });
  });

  it('lies at the antimeridian where the scenes do', () => {
    expect(centreOf(listAt(bounds(178, 180), bounds(-180, -176)))).toEqual({ lng: -179, lat: 0.5 });
  });

  it('is the same for lists of neighbouring areas', () => {
    const covers = bounds(-104, -103, 41, 42);
    const scenes = (west: number) => [makeScene({ bounds: bounds(west, west + 1.4, 41, 42) })];
    const centres = [-105, -104.2, -103.4].map((west) => centreOf(makeList(scenes(west), { covers })));
    expect(centres).toEqual([0, 1, 2].map(() => ({ lng: -105, lat: 42 })));
    expect(centreOf(makeList([makeScene({ bounds: bounds(0, 1, 89, 90) })], { covers }))!.lat).toBe(88);
  });

  it('is not made up where no scene tells its place', () => {
    expect(centreOf(listAt(null))).toBeNull();
    expect(boundsOf(listAt())).toBeNull();
  });
});
