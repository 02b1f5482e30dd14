import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { LngLatBounds } from './grid.ts';
import { widthOf } from './longitude.ts';

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Degrees: outlines in catalogs are simplified to about 100 m. */
const simplification = 0.002;

/** One closed outline as it is tested against bounds: its corners with longitudes that never jump, and its reach. */
interface Ring extends Box {
  readonly points: readonly Position[];
  /** How far the true outline may lie outside. */
  readonly slack: number;
}

/** Each polygon in the ways of reading it; null: nothing excludes it. */
type Outline = readonly (readonly Ring[] | null)[];

const known = new WeakMap<Polygon | MultiPolygon, Outline>();

/**
 * Whether a scene with this footprint may have pixels in the bounds. False only where they are surely apart: outlines
 * are simplified, their edges are straight in some other CRS, they cross the antimeridian in three ways of writing.
 */
export function outlineIntersects(outline: Polygon | MultiPolygon, bounds: LngLatBounds): boolean {
  let polygons = known.get(outline);
  if (!polygons) known.set(outline, (polygons = outlineOf(outline)));
  if (polygons.length === 0) return true;
  for (const rings of polygons) {
    if (rings === null) return true;
    for (const ring of rings) if (meets(ring, bounds)) return true;
  }
  return false;
}

function outlineOf(outline: Polygon | MultiPolygon): Outline {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  return polygons.map(([ring]) => (ring === undefined ? null : ringsOf(ring)));
}

function ringsOf(points: Position[]): Ring[] | null {
  if (points.length < 3 || !points.flat().every(Number.isFinite)) return null;
  const ring = [...points, points[0]];
  const unrolled = unroll(ring);
  const turned = Math.abs(unrolled[unrolled.length - 1][0] - unrolled[0][0]) > 180;
  // Around a pole "inside" has no meaning in these coordinates.
  if (turned) return null;
  const jumps = ring.some(([lng], k) => k > 0 && Math.abs(lng - ring[k - 1][0]) > 180);
  return (jumps ? [unrolled, ring] : [unrolled]).map(ringOf);
}

function ringOf(points: readonly Position[]): Ring {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [lng, lat] of points) {
    left = Math.min(left, lng);
    right = Math.max(right, lng);
    bottom = Math.min(bottom, lat);
    top = Math.max(top, lat);
  }
  return { points, left, right, bottom, top, slack: slackOf(points) };
}

/** The ring with each point on the near side of the one before. */
function unroll(ring: Position[]): Position[] {
  let last = ring[0][0];
  return ring.map(([lng, lat]) => {
    last = lng - 360 * Math.round((lng - last) / 360);
    return [last, lat];
  });
}

function meets(ring: Ring, bounds: LngLatBounds): boolean {
  const { slack } = ring;
  const [bottom, top] = [bounds.south - slack, bounds.north + slack];
  if (bottom > ring.top || top < ring.bottom) return false;
  const width = widthOf(bounds) + 2 * slack;
  let west = bounds.west - slack;
  // Every turn of the bounds that reaches the ring's longitudes.
  west -= 360 * Math.floor((west + width - ring.left) / 360);
  for (; west <= ring.right; west += 360) {
    if (ringMeetsBox(ring.points, { left: west, right: west + width, bottom, top })) return true;
  }
  return false;
}

/** How far, in degrees, the true outline may lie outside the ring: simplification, and the bend of its longest edge. */
function slackOf(ring: readonly Position[]): number {
  let longest = 0;
  let latitude = 0;
  for (let k = 1; k < ring.length; k++) {
    const length = Math.hypot(ring[k][0] - ring[k - 1][0], ring[k][1] - ring[k - 1][1]);
    // Longer ones are sides of world-wide boxes: parallels.
    if (length < 180) longest = Math.max(longest, length);
    latitude = Math.max(latitude, Math.abs(ring[k][1]));
  }
  const radians = (Math.min(latitude, 88) * Math.PI) / 180;
  // A great circle of `longest` degrees leaves the straight line by longest²/8 · tan(latitude); in longitude by
  // 1/cos(latitude) as much. Straight lines in projections bend the same way.
  const bend = ((longest * longest) / 8) * (Math.PI / 180) * Math.max(1, Math.tan(radians));
  return (simplification + bend) / Math.cos(radians);
}

function ringMeetsBox(ring: readonly Position[], box: Box): boolean {
  for (let k = 1; k < ring.length; k++) {
    if (edgeMeetsBox(ring[k - 1], ring[k], box)) return true;
  }
  // No edge touches the box: it lies wholly inside or wholly outside the ring.
  return holds(ring, box.left, box.bottom);
}

/** Liang and Barsky's clipping: is any of the edge left within the box? */
function edgeMeetsBox([x0, y0]: Position, [x1, y1]: Position, box: Box): boolean {
  // Most edges lie wholly on one side of it.
  if (x0 < box.left && x1 < box.left) return false;
  if (x0 > box.right && x1 > box.right) return false;
  if (y0 < box.bottom && y1 < box.bottom) return false;
  if (y0 > box.top && y1 > box.top) return false;
  let [from, to] = [0, 1];
  const sides = [
    [x0 - x1, x0 - box.left],
    [x1 - x0, box.right - x0],
    [y0 - y1, y0 - box.bottom],
    [y1 - y0, box.top - y0],
  ];
  for (const [run, room] of sides) {
    if (run === 0) {
      if (room < 0) return false;
    } else if (run < 0) from = Math.max(from, room / run);
    else to = Math.min(to, room / run);
  }
  return from <= to;
}

/** Even-odd rule. */
function holds(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false;
  for (let k = 1; k < ring.length; k++) {
    const [[x0, y0], [x1, y1]] = [ring[k - 1], ring[k]];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}
