import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOfFootprint, readBbox, readFootprint } from './footprint.ts';

function box(west: number, south: number, east: number, north: number): number[][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function boundsOf(geometry: unknown) {
  return boundsOfFootprint(readFootprint(geometry)!);
}

describe('readFootprint', () => {
  it('copies a polygon without heights, and closes an open ring', () => {
    const ring = [
      [1, 2, 900],
      [3, 2, 900],
      [3, 4, 900],
    ];
    expect(readFootprint({ type: 'Polygon', coordinates: [ring], evil: true })).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [1, 2],
          [3, 2],
          [3, 4],
          [1, 2],
        ],
      ],
    });
  });

  it.each([[null], [undefined], [{ type: 'Point', coordinates: [1, 2] }]])(
    'knows no outline in %j',
    (geometry) => {
      expect(readFootprint(geometry)).toBeNull();
    },
  );

  it.each([
    ['a number', 3],
    ['no type', {}],
    ['a type of its own', { type: 'Circle' }],
    ['no coordinates', { type: 'Polygon' }],
    ['no rings', { type: 'Polygon', coordinates: [] }],
    ['an empty ring', { type: 'Polygon', coordinates: [[]] }],
    ['two corners', { type: 'Polygon', coordinates: [box(0, 0, 1, 1).slice(0, 2)] }],
    ['text for numbers', { type: 'Polygon', coordinates: [[['1', '2']]] }],
    ['a MultiPolygon that calls itself Polygon', { type: 'Polygon', coordinates: [[box(0, 0, 1, 1)]] }],
    ['metres', { type: 'Polygon', coordinates: [box(399960, 4390200, 509760, 4500000)] }],
    ['NaN', { type: 'Polygon', coordinates: [box(0, 0, Number.NaN, 1)] }],
    ['too many corners', { type: 'Polygon', coordinates: [Array.from({ length: 100_001 }, () => [0, 0])] }],
  ])('names %s as bad STAC', (_name, geometry) => {
    expect(() => readFootprint(geometry)).toThrow(expect.objectContaining({ tag: 'bad-stac' }));
  });
});

describe('boundsOfFootprint', () => {
  it('are those of the outer rings', () => {
    const coordinates = [[box(10, 1, 12, 2)], [box(11.5, -1, 14, 1), box(12, 0, 13, 0.5)]];
    expect(boundsOf({ type: 'MultiPolygon', coordinates })).toEqual({
      west: 10,
      south: -1,
      east: 14,
      north: 2,
    });
  });

  it.each([
    [
      'split at the antimeridian',
      { type: 'MultiPolygon', coordinates: [[box(179, 0, 180, 1)], [box(-180, 0, -178, 1)]] },
    ],
    ['that steps over it', { type: 'Polygon', coordinates: [box(179, 0, -178, 1)] }],
    ['drawn past 180', { type: 'Polygon', coordinates: [box(179, 0, 182, 1)] }],
    ['drawn past -180', { type: 'Polygon', coordinates: [box(-181, 0, -178, 1)] }],
  ])('cross the antimeridian for an outline %s', (_name, geometry) => {
    expect(boundsOf(geometry)).toEqual({ west: 179, south: 0, east: -178, north: 1 });
  });

  it('of the whole world are the whole world', () => {
    expect(boundsOf({ type: 'Polygon', coordinates: [box(-180, -90, 180, 90)] })).toEqual({
      west: -180,
      south: -90,
      east: 180,
      north: 90,
    });
  });

  it('of a box are the box, wherever it is wrapped', () => {
    const whole = fc.integer({ min: -179, max: 179 });
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 1, max: 170 }),
        fc.constantFrom(-360, 0, 360),
        (west, width, shift) => {
          const from = Math.max(-540, Math.min(540 - width, west + shift));
          const bounds = boundsOf({ type: 'Polygon', coordinates: [box(from, 0, from + width, 1)] });
          expect(((bounds.west - from) % 360) + 0).toBe(0);
          expect((bounds.east - from - width) % 360).toBeCloseTo(0, 9);
          expect(Math.abs(bounds.west)).toBeLessThanOrEqual(180);
          expect(Math.abs(bounds.east)).toBeLessThanOrEqual(180);
        },
      ),
      { seed: 20200701 },
    );
  });
});

describe('readBbox', () => {
  it.each([
    [[1, 2, 3, 4], { west: 1, south: 2, east: 3, north: 4 }],
    [[1, 2, -50, 3, 4, 900], { west: 1, south: 2, east: 3, north: 4 }],
    [[179, 2, -179, 4], { west: 179, south: 2, east: -179, north: 4 }],
    [null, null],
    [undefined, null],
  ])('reads %j', (bbox, bounds) => {
    expect(readBbox(bbox)).toEqual(bounds);
  });

  it.each([
    [[1, 2, 3]],
    [['1', '2', '3', '4']],
    [[1, 5, 3, 4]],
    [[0, 0, 500000, 4500000]],
    ['1,2,3,4'],
    [{}],
  ])('names %j as bad STAC', (bbox) => {
    expect(() => readBbox(bbox)).toThrow(expect.objectContaining({ tag: 'bad-stac' }));
  });
});
