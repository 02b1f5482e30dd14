import { apply, invert } from './affine.ts';
import type { Grid, LngLatBounds } from './grid.ts';
import { arc } from './longitude.ts';
import { projector, wgs84 } from './projector.ts';

/** Points projected along each edge. */
const steps = 32;

/**
 * Bounds that hold every pixel of a grid, also over a pole or the antimeridian. Edges are followed point by point,
 * and what they bend between the points is added. Null where the grid leaves what its CRS can show: then nothing is known.
 */
export function gridLngLatBounds(grid: Grid): LngLatBounds | null {
  const edges = edgesOf(grid);
  if (!edges) return null;
  const latitudes = span(edges.map((edge) => edge.map(([, lat]) => lat)));
  const longitudes = span(edges.map((edge) => edge.map(([lng]) => lng)));
  const [north, south] = [holdsPole(grid, 90), holdsPole(grid, -90)];
  const around =
    north || south ? { west: -180, east: 180 } : arc(longitudes.low, longitudes.high - longitudes.low);
  return {
    ...around,
    south: south ? -90 : Math.max(latitudes.low, -90),
    north: north ? 90 : Math.min(latitudes.high, 90),
  };
}

type Edge = [lng: number, lat: number][];

/** The four edges as one walk whose longitudes never jump; null where a point does not project. */
function edgesOf({ crs, affine, width, height }: Grid): Edge[] | null {
  const project = projector(crs, wgs84);
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  let last: number | null = null;
  const edges: Edge[] = [];
  for (const [k, [column, row]] of corners.entries()) {
    const [toColumn, toRow] = corners[(k + 1) % 4];
    const edge: Edge = [];
    for (let step = 0; step <= steps; step++) {
      const part = step / steps;
      const [lng, lat] = project(
        ...apply(affine, column + (toColumn - column) * part, row + (toRow - row) * part),
      );
      if (!Number.isFinite(lng) || !Number.isFinite(lat)) return null;
      const near: number = last === null ? lng : lng - 360 * Math.round((lng - last) / 360);
      edge.push([near, lat]);
      last = near;
    }
    edges.push(edge);
  }
  return edges;
}

/** Least and greatest value on the edges, widened by how far these may bend between two points. */
function span(edges: readonly (readonly number[])[]): { low: number; high: number } {
  let [low, high, bend] = [Infinity, -Infinity, 0];
  for (const edge of edges) {
    for (const [k, value] of edge.entries()) {
      low = Math.min(low, value);
      high = Math.max(high, value);
      if (k > 0 && k < edge.length - 1)
        bend = Math.max(bend, Math.abs(edge[k - 1] - 2 * value + edge[k + 1]));
    }
  }
  // A parabola through three points leaves its chords by an eighth of their second difference; twice that is safe.
  return { low: low - bend / 4, high: high + bend / 4 };
}

function holdsPole({ crs, affine, width, height }: Grid, lat: number): boolean {
  const [x, y] = projector(wgs84, crs)(0, lat);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  const [column, row] = apply(invert(affine), x, y);
  return column >= -1 && column <= width + 1 && row >= -1 && row <= height + 1;
}
