import type { MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { coverShare } from './cover-share.ts';

type Corners = readonly (readonly [number, number])[];

function polygon(...corners: Corners): Polygon {
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!].map(([x, y]) => [x, y])] };
}

const square = polygon([0, 0], [10, 0], [10, 10], [0, 10]);
const triangle = polygon([0, 0], [10, 0], [0, 10]);
const circle = polygon(
  ...Array.from({ length: 5000 }, (_, k): [number, number] => {
    const angle = (k / 5000) * 2 * Math.PI;
    return [5 + 5 * Math.cos(angle), 5 + 5 * Math.sin(angle)];
  }),
);

describe('the share of an outline in another', () => {
  it.each([
    ['itself', square, square, 1],
    ['its half', square, triangle, 0.5],
    ['what holds it', triangle, square, 1],
    ['one beside it', square, polygon([10, 0], [20, 0], [20, 10], [10, 10]), 0],
    ['one that covers a quarter', square, polygon([5, 5], [15, 5], [15, 15], [5, 15]), 0.25],
    ['one a turn away', square, polygon([360, 0], [365, 0], [365, 10], [360, 10]), 0.5],
    // Too many corners: its box stands for it.
    ['one of many corners', square, circle, 1],
  ])('%s', (_name, outline, by, expected) => {
    expect(Math.abs(coverShare(outline, by) - expected)).toBeLessThanOrEqual(0.05);
  });

  it('counts all parts of an outline', () => {
    const parts: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [
        polygon([178, 0], [180, 0], [180, 1], [178, 1]).coordinates,
        polygon([-180, 0], [-178, 0], [-178, 1], [-180, 1]).coordinates,
      ],
    };
    expect(coverShare(parts, polygon([178, 0], [182, 0], [182, 1], [178, 1]))).toBe(1);
    expect(coverShare(parts, polygon([-180, 0], [-178, 0], [-178, 1], [-180, 1]))).toBeCloseTo(0.5, 1);
  });

  it('is 0 for a sliver that no sample meets', () => {
    expect(coverShare(polygon([0, 0], [10, 0], [10, 1e-4], [1e-4, 1e-4], [1e-4, 10], [0, 10]), square)).toBe(
      0,
    );
  });
});
