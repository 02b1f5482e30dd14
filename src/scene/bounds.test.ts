import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LngLatBounds } from '../grid/grid.ts';
import { boundsOf, centreOf, unionOf, widthOf, wrapLng } from './bounds.ts';
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

describe('unionOf', () => {
  it.each([
    ['nothing of nothing', [], null],
    ['one itself', [bounds(14.55133982, 14.56428926)], bounds(14.55133982, 14.56428926)],
    ['neighbours together', [bounds(0, 2, -5, 0), bounds(1, 3, 0, 5)], bounds(0, 3, -5, 5)],
    ['what lies in another once', [bounds(0, 50), bounds(10, 20)], bounds(0, 50)],
    [
      'both sides of the antimeridian the short way',
      [bounds(170, 175), bounds(-178, -170)],
      bounds(170, -170),
    ],
    ['one that crosses it and one beside it', [bounds(179, -179), bounds(-179, -170)], bounds(179, -170)],
    ['an edge on it, from the west', [bounds(170, 180)], bounds(170, 180)],
    ['an edge on it, from the east', [bounds(-180, -170)], bounds(-180, -170)],
    ['halves of the world to the whole', [bounds(-180, 0), bounds(0, 180)], bounds(-180, 180)],
    ['the whole world to itself', [bounds(-180, 180), bounds(5, 6)], bounds(-180, 180)],
  ])('joins %s', (_name, all, expected) => {
    expect(unionOf(all)).toEqual(expected);
  });

  it('holds every part, wherever the parts are', () => {
    const part = fc.record({
      west: fc.double({ min: -180, max: 179, noNaN: true }),
      width: fc.double({ min: 0, max: 120, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const all = parts.map(({ west, width }) =>
          bounds(west, west + width > 180 ? west + width - 360 : west + width),
        );
        const union = unionOf(all)!;
        const inside = (lng: number) => wrapLng(lng - union.west - 180) + 180;
        for (const edge of all.flatMap(({ west, east }) => [west, east])) {
          // An edge may come out a rounding error west of the union's own.
          const distance = inside(edge) > 360 - 1e-9 ? 0 : inside(edge);
          expect(distance).toBeLessThanOrEqual(widthOf(union) + 1e-9);
        }
      }),
      { seed: 20200702 },
    );
  });
});

describe('the centre of a list', () => {
  it('is the middle of what its scenes cover', () => {
    expect(centreOf(listAt(bounds(10, 12, 40, 42), null, bounds(12, 14, 42, 44)))).toEqual({
      lng: 12,
      lat: 42,
    });
  });

  it('lies at the antimeridian where the scenes do', () => {
    expect(centreOf(listAt(bounds(178, 180), bounds(-180, -176)))).toEqual({ lng: -179, lat: 0.5 });
  });

  it('is not made up where no scene tells its place', () => {
    expect(centreOf(listAt(null))).toBeNull();
    expect(boundsOf(listAt())).toBeNull();
  });
});

describe('wrapLng', () => {
  it.each([
    [180, -180],
    [-180, -180],
    [179.5, 179.5],
    [540, -180],
    [-181, 179],
  ])('puts %d at %d', (lng, expected) => {
    expect(wrapLng(lng)).toBe(expected);
  });
});
