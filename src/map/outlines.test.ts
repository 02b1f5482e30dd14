import type { MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { outlineFeatures } from './outlines.ts';

const square = (west: number, east: number): Position[] => [
  [west, 60],
  [east, 60],
  [east, 61],
  [west, 61],
  [west, 60],
];
const polygon = (...rings: Position[][]): Polygon => ({ type: 'Polygon', coordinates: rings });

function drawn(outline: Polygon | MultiPolygon) {
  const [area, edge] = outlineFeatures(outline);
  return {
    area: (area!.geometry as MultiPolygon).coordinates,
    edges: (edge!.geometry as MultiLineString).coordinates,
  };
}
const widthOf = (lines: Position[][]) => {
  const lngs = lines.flat().map(([lng]) => lng!);
  return Math.max(...lngs) - Math.min(...lngs);
};

describe('an outline on the map', () => {
  it('is drawn as it is where it crosses nothing', () => {
    expect(drawn(polygon(square(5, 6)))).toEqual({ area: [[square(5, 6)]], edges: [square(5, 6)] });
  });

  it.each([
    ['by a jump', square(179, -179)],
    ['by longitudes that run on', square(179, 181)],
    ['from the other side', square(-181, -179)],
  ])('is two degrees wide where it crosses the antimeridian %s', (_, ring) => {
    const { area, edges } = drawn(polygon(ring));
    expect(widthOf(area[0]!)).toBe(2);
    expect(widthOf(edges)).toBe(2);
    expect(edges.flat()).toHaveLength(5);
  });

  it('has no edge along the antimeridian where it is cut there', () => {
    const { area, edges } = drawn({
      type: 'MultiPolygon',
      coordinates: [[square(179, 180)], [square(-180, -179)]],
    });
    expect(area.map(widthOf)).toEqual([1, 1]);
    const steps = edges.flatMap((line) => line.slice(1).map(([lng], k) => [line[k]![0], lng]));
    expect(steps).toHaveLength(6);
    expect(steps.filter(([a, b]) => Math.abs(a!) === 180 && Math.abs(b!) === 180)).toEqual([]);
  });

  it('goes all the way round where it says so', () => {
    const world = square(-180, 180);
    expect(drawn(polygon(world))).toEqual({ area: [[world]], edges: [world] });
  });

  it('closes over the pole that it runs around', () => {
    const cap = [-180, -90, 0, 90, 180].map((lng): Position => [lng, 80]);
    const { area } = drawn(polygon(cap));
    expect(area[0]![0]).toContainEqual([-180, 90]);
  });
});
