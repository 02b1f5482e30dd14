import type { MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { LngLatBounds } from '../grid/grid.ts';

/** Rings on the flat map, unrolled; each ring as x, y, x, y…, its first corner again at its end. */
interface Shape {
  readonly rings: readonly Float64Array[];
  readonly bounds: LngLatBounds;
}

/**
 * Whether outlines share a point with a place, on the flat map of longitude and latitude. Outlines and places may cross
 * the antimeridian, and either may be written a turn away.
 */
export function meets(place: Point | Polygon | MultiPolygon): (footprint: Polygon | MultiPolygon) => boolean {
  const shapes = shapesOf(place).flatMap((shape) =>
    [-720, -360, 0, 360, 720].map((turn) => turned(shape, turn)),
  );
  return (footprint) =>
    shapesOf(footprint).some((outline) =>
      shapes.some((shape) => overlap(outline.bounds, shape.bounds) && shapesMeet(outline, shape)),
    );
}

function shapesOf(geometry: Point | Polygon | MultiPolygon): Shape[] {
  if (geometry.type === 'Point') return [shapeOf([[geometry.coordinates]])];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(shapeOf);
}

/** Steps of more than half the world, but not round it, cross the antimeridian: what follows is written a turn on. */
function shapeOf(polygon: readonly (readonly Position[])[]): Shape {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let previous = polygon[0]![0]![0]!;
  let turn = 0;
  const rings = polygon.map((ring) => {
    const flat = new Float64Array(2 * (ring.length + 1));
    ring.forEach(([lng, lat], i) => {
      const step = lng! - previous;
      if (Math.abs(step) > 180 && Math.abs(step) < 359.999) turn -= 360 * Math.sign(step);
      previous = lng!;
      const x = lng! + turn;
      flat.set([x, lat!], 2 * i);
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, lat!), Math.max(north, lat!)];
    });
    flat.copyWithin(2 * ring.length, 0, 2);
    return flat;
  });
  return { rings, bounds: { west, south, east, north } };
}

function turned({ rings, bounds }: Shape, turn: number): Shape {
  return {
    rings: rings.map((ring) => ring.map((value, i) => (i % 2 === 0 ? value + turn : value))),
    bounds: { ...bounds, west: bounds.west + turn, east: bounds.east + turn },
  };
}

function overlap(a: LngLatBounds, b: LngLatBounds): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function shapesMeet(a: Shape, b: Shape): boolean {
  return contains(a.rings, b.rings[0]!) || contains(b.rings, a.rings[0]!) || edgesMeet(a, b);
}

/** Whether the first corner of a ring lies inside, by the even-odd rule; one on an edge is left to `edgesMeet`. */
function contains(rings: Shape['rings'], [x, y]: Float64Array): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [x1, y1, x2, y2] = [ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!];
      if (y1 > y! !== y2 > y! && x! < ((x2 - x1) * (y! - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

function edgesMeet(a: Shape, b: Shape): boolean {
  return b.rings.some((ring) => {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [x1, y1, x2, y2] = [ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!];
      const { west, south, east, north } = a.bounds;
      // Most edges of a long outline pass far from a scene.
      if ((x1 < west && x2 < west) || (x1 > east && x2 > east)) continue;
      if ((y1 < south && y2 < south) || (y1 > north && y2 > north)) continue;
      if (a.rings.some((other) => crosses(other, x1, y1, x2, y2))) return true;
    }
    return false;
  });
}

/** Whether an edge of the ring shares a point with the segment from (x1, y1) to (x2, y2). */
function crosses(ring: Float64Array, x1: number, y1: number, x2: number, y2: number): boolean {
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [x3, y3, x4, y4] = [ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!];
    if (Math.max(x1, x2) < Math.min(x3, x4) || Math.max(x3, x4) < Math.min(x1, x2)) continue;
    if (Math.max(y1, y2) < Math.min(y3, y4) || Math.max(y3, y4) < Math.min(y1, y2)) continue;
    // Boxes overlap: the segments meet where neither lies wholly on one side of the other.
    const a = side(x1, y1, x2, y2, x3, y3) * side(x1, y1, x2, y2, x4, y4);
    const b = side(x3, y3, x4, y4, x1, y1) * side(x3, y3, x4, y4, x2, y2);
    if (a <= 0 && b <= 0) return true;
  }
  return false;
}

/** On which side of the line from (ax, ay) to (bx, by) the point is: -1, 1, or 0 on it. */
function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}
