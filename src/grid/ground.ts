import type { Affine, Crs, LngLat } from './grid.ts';
import { isGeographic, projector, wgs84 } from './projector.ts';

type Vector = readonly [x: number, y: number, z: number];

/** WGS84: semi-major axis in metres, first eccentricity squared. */
const radius = 6378137;
const eccentricity = 0.0066943799901413165;

/** How one step along a column and along a row moves on the ground: earth-centred metres; NaN outside the CRS. */
export interface GroundSteps {
  /** From a pixel to its right neighbour. */
  readonly column: Vector;
  /** From a pixel to the one below. */
  readonly row: Vector;
}

/**
 * Ground metres (on the WGS84 ellipsoid) of one pixel step to the right and one down at a place.
 * Proportional to the affine's coefficients; NaN where the CRS has no such place.
 */
export function groundPixelSize(crs: Crs, affine: Affine, at: LngLat): [right: number, down: number] {
  const { column, row } = groundSteps(crs, affine, at);
  return [Math.hypot(...column), Math.hypot(...row)];
}

export function groundSteps(crs: Crs, affine: Affine, at: LngLat): GroundSteps {
  const [a, b, , d, e] = affine;
  const [x, y] = projector(wgs84, crs)(at.lng, at.lat);
  const toLngLat = projector(crs, wgs84);
  // Differences over about 100 m: far above float64's rounding, far below the bending of any CRS.
  const h = isGeographic(crs) ? 1e-3 : 100;
  const place = (dx: number, dy: number): Vector => earthCentred(...toLngLat(x + dx, y + dy));
  const east = slope(place(-h, 0), place(h, 0), h);
  const north = slope(place(0, -h), place(0, h), h);
  return { column: mix(east, a, north, d), row: mix(east, b, north, e) };
}

/** Cosine of the angle between two steps. */
export function alignment(u: Vector, v: Vector): number {
  return (u[0] * v[0] + u[1] * v[1] + u[2] * v[2]) / (Math.hypot(...u) * Math.hypot(...v));
}

function earthCentred(lng: number, lat: number): Vector {
  const lambda = (lng * Math.PI) / 180;
  const phi = (lat * Math.PI) / 180;
  const normal = radius / Math.sqrt(1 - eccentricity * Math.sin(phi) ** 2);
  return [
    normal * Math.cos(phi) * Math.cos(lambda),
    normal * Math.cos(phi) * Math.sin(lambda),
    normal * (1 - eccentricity) * Math.sin(phi),
  ];
}

function slope(from: Vector, to: Vector, h: number): Vector {
  return [(to[0] - from[0]) / (2 * h), (to[1] - from[1]) / (2 * h), (to[2] - from[2]) / (2 * h)];
}

function mix(u: Vector, s: number, v: Vector, t: number): Vector {
  return [u[0] * s + v[0] * t, u[1] * s + v[1] * t, u[2] * s + v[2] * t];
}
