import proj4 from 'proj4';
import { type DemoScene, swathLean } from './passes.ts';
import { crs, origin, tiles, tileSide } from './place.ts';

type Point = readonly [x: number, y: number];

/** Outlines are simplified: they reach a little beyond the data, as those of real items do. In 10 m pixels. */
const slack = 12;
const raggedness = 18;

/** Corners in longitude and latitude, counter-clockwise and closed. */
export function footprintOf({ pass, square }: DemoScene): Point[] {
  const left = tiles[square].left - slack;
  const right = tiles[square].left + tileSide + slack;
  const box: Point[] = [
    [left, -slack],
    [left, tileSide + slack],
    [right, tileSide + slack],
    [right, -slack],
  ];
  const corners = cut(box, insideSwath(pass));
  return [...corners, corners[0]!].map(([x, y]) => {
    const [lng, lat] = proj4(crs.proj4, 'WGS84', [origin.easting + x * 10, origin.northing - y * 10]);
    return [round(lng!), round(lat!)] as const;
  });
}

/** Upper-left to lower-right, [west, south, east, north]. */
export function boxOf(ring: readonly Point[]): [number, number, number, number] {
  const lngs = ring.map(([lng]) => lng);
  const lats = ring.map(([, lat]) => lat);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

/** Signed distance to the swath's edge along the row, positive inside. */
function insideSwath({ edge, orbit }: DemoScene['pass']): (point: Point) => number {
  if (edge === undefined) return () => 1;
  return ([x, y]) => {
    const line = edge - swathLean * y;
    return orbit === 55 ? line + raggedness + slack - x : x - line + slack;
  };
}

/** The part of a convex ring where `side` is not negative (Sutherland–Hodgman). */
function cut(ring: readonly Point[], side: (point: Point) => number): Point[] {
  return ring.flatMap((to, k) => {
    const from = ring.at(k - 1)!;
    const before = side(from);
    const after = side(to);
    const t = before / (before - after);
    const crossing: Point[] =
      before < 0 !== after < 0 ? [[from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]] : [];
    return after < 0 ? crossing : [...crossing, to];
  });
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
