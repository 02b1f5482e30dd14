import type { MultiPolygon, Point, Polygon, Position } from 'geojson';

type Rings = readonly (readonly Position[])[];

/**
 * Whether outlines share a point with a place, on the flat map of longitude and latitude. Outlines and places may cross
 * the antimeridian, and either may be written a turn away.
 */
export function meets(place: Point | Polygon | MultiPolygon): (footprint: Polygon | MultiPolygon) => boolean {
  const shapes = (
    place.type === 'Point'
      ? [[[place.coordinates]]]
      : place.type === 'Polygon'
        ? [place.coordinates]
        : place.coordinates
  ).map(unroll);
  return (footprint) => {
    const outlines = (footprint.type === 'Polygon' ? [footprint.coordinates] : footprint.coordinates).map(
      unroll,
    );
    return [-720, -360, 0, 360, 720].some((turn) =>
      shapes.some((shape) => {
        const turned = shape.map((ring) => ring.map(([lng, lat]): Position => [lng! + turn, lat!]));
        return outlines.some((rings) => ringsMeet(rings, turned));
      }),
    );
  };
}

function ringsMeet(a: Rings, b: Rings): boolean {
  return contains(a, b[0]![0]!) || contains(b, a[0]![0]!) || edgesMeet(a, b);
}

/** By the even-odd rule, holes included; points on an edge are left to `edgesMeet`. */
function contains(rings: Rings, [x, y]: Position): boolean {
  let inside = false;
  for (const [[x1, y1], [x2, y2]] of edgesOf(rings)) {
    if (y1! > y! !== y2! > y! && x! < ((x2! - x1!) * (y! - y1!)) / (y2! - y1!) + x1!) inside = !inside;
  }
  return inside;
}

function edgesMeet(a: Rings, b: Rings): boolean {
  const edges = edgesOf(b);
  return edgesOf(a).some(([p, q]) => edges.some(([r, s]) => segmentsMeet(p, q, r, s)));
}

function segmentsMeet(p: Position, q: Position, r: Position, s: Position): boolean {
  const [a, b, c, d] = [side(r, s, p), side(r, s, q), side(p, q, r), side(p, q, s)];
  if (a !== b && c !== d && a * b <= 0 && c * d <= 0) return true;
  return (
    (a === 0 && within(r, s, p)) ||
    (b === 0 && within(r, s, q)) ||
    (c === 0 && within(p, q, r)) ||
    (d === 0 && within(p, q, s))
  );
}

/** On which side of the line through a and b the point is: -1, 1, or 0 on it. */
function side([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  return Math.sign((bx! - ax!) * (y! - ay!) - (by! - ay!) * (x! - ax!));
}

function within([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): boolean {
  return (
    Math.min(ax!, bx!) <= x! &&
    x! <= Math.max(ax!, bx!) &&
    Math.min(ay!, by!) <= y! &&
    y! <= Math.max(ay!, by!)
  );
}

/** A point is an edge from itself to itself. */
function edgesOf(rings: Rings): (readonly [Position, Position])[] {
  return rings.flatMap((ring) =>
    ring.map((position, i) => [position, ring[(i + 1) % ring.length]!] as const),
  );
}

/** Steps of more than half the world cross the antimeridian: what follows is written a turn on. */
function unroll(rings: Rings): Rings {
  let previous = rings[0]![0]![0]!;
  return rings.map((ring) =>
    ring.map(([lng, lat]): Position => {
      previous = lng! - 360 * Math.round((lng! - previous) / 360);
      return [previous, lat!];
    }),
  );
}
