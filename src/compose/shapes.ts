import type { MultiPolygon, Point, Polygon, Position } from 'geojson';
import { BestpixelError } from '../errors.ts';
import type { Place } from './places.ts';

/** Metres along a degree of latitude, on the sphere of the Earth's mean radius. */
const metresPerDegree = (Math.PI * 6_371_008.8) / 180;

/** Corners of a circle; its edges lie within 0.2 % of the radius. */
const corners = 48;

/** Edges of an outline that a buffer can be laid around. */
const mostEdges = 2000;

/** Within so many metres of the place: circles around its corners, joined along its edges. */
export function buffered(place: Place, metres: number): Polygon | MultiPolygon {
  const method = 'Geometry.buffer';
  if (!(metres > 0)) {
    throw new BestpixelError('unsupported', `${method}: ${metres} is no distance above 0`, {
      where: method,
      remedy: 'Give metres; places cannot be made smaller here.',
    });
  }
  if (place.type === 'Point') return { type: 'Polygon', coordinates: [circle(place.coordinates, metres)] };
  const polygons = place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
  const edges = polygons.flat().flatMap((ring) => ring.slice(1).map((end, i) => [ring[i]!, end] as const));
  if (edges.length > mostEdges) {
    throw new BestpixelError('unsupported', `${method}: the outline has more than ${mostEdges} edges`, {
      where: method,
      remedy: 'Draw a simpler outline, or use its bounds().',
    });
  }
  const rims = edges.map(([a, b]) => [hull([...circle(a, metres), ...circle(near(b, a), metres)])]);
  return { type: 'MultiPolygon', coordinates: [...polygons, ...rims] };
}

/** The smallest rectangle of longitudes and latitudes that holds the place. */
export function boundingBox(place: Place): Polygon {
  const { west, south, east, north } = extent(positionsOf(place));
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** The middle of the area, in longitude and latitude; holes count. */
export function centroid(place: Place): Point {
  if (place.type === 'Point') return place;
  const polygons = place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
  let [area, lng, lat] = [0, 0, 0];
  const start = polygons[0]![0]![0]!;
  for (const rings of polygons) {
    rings.forEach((ring, i) => {
      const part = momentsOf(ring, start);
      const sign = i === 0 ? Math.sign(part.area) : -Math.sign(part.area);
      area += sign * part.area;
      lng += sign * part.lng;
      lat += sign * part.lat;
    });
  }
  if (area === 0) {
    const { west, south, east, north } = extent(positionsOf(place));
    return { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] };
  }
  return { type: 'Point', coordinates: [start[0]! + lng / area, start[1]! + lat / area] };
}

/** Twice the signed area and its moments, from a position that is 0. */
function momentsOf(ring: readonly Position[], from: Position): { area: number; lng: number; lat: number } {
  let [area, lng, lat] = [0, 0, 0];
  let previous = ring[0]!;
  for (const next of ring.slice(1).map((position) => near(position, previous))) {
    const [x0, y0] = [previous[0]! - from[0]!, previous[1]! - from[1]!];
    const position = near(next, previous);
    const [x1, y1] = [position[0]! - from[0]!, position[1]! - from[1]!];
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    lng += (cross * (x0 + x1)) / 3;
    lat += (cross * (y0 + y1)) / 3;
    previous = position;
  }
  return { area, lng, lat };
}

/** The position in the turn around the globe in which it lies nearest to another. */
function near([lng, lat]: Position, to: Position): Position {
  return [lng! - 360 * Math.round((lng! - to[0]!) / 360), lat!];
}

function positionsOf(place: Place): Position[] {
  if (place.type === 'Point') return [place.coordinates];
  const rings = place.type === 'Polygon' ? place.coordinates : place.coordinates.flat();
  const [start] = rings[0]!;
  return rings.flatMap((ring) => {
    let previous = near(ring[0]!, start!);
    return ring.map((position) => (previous = near(position, previous)));
  });
}

function extent(positions: readonly Position[]): {
  west: number;
  south: number;
  east: number;
  north: number;
} {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of positions as readonly [number, number][]) {
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return { west, south, east, north };
}

function circle([lng, lat]: Position, metres: number): Position[] {
  const tall = metres / metresPerDegree;
  const wide = tall / Math.max(Math.cos((lat! * Math.PI) / 180), 0.01);
  const ring = Array.from({ length: corners }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / corners;
    const north = Math.min(Math.max(lat! + tall * Math.sin(angle), -90), 90);
    return [lng! + wide * Math.cos(angle), north];
  });
  return [...ring, ring[0]!];
}

/** The convex outline of positions, by Andrew's monotone chain. */
function hull(positions: readonly Position[]): Position[] {
  const sorted = positions.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  const half = (some: readonly Position[]): Position[] => {
    const chain: Position[] = [];
    for (const next of some) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, next) <= 0) chain.pop();
      chain.push(next);
    }
    return chain;
  };
  const [lower, upper] = [half(sorted), half(sorted.toReversed())];
  return [...lower.slice(0, -1), ...upper];
}

function turn(a: Position, b: Position, c: Position): number {
  return (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);
}
