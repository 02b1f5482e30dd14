import type { MultiPolygon, Polygon, Position } from 'geojson';
import { BestpixelError } from '../../errors.ts';
import type { LngLatBounds } from '../../grid/grid.ts';

/** What is saved of the world. */
export interface Area {
  readonly outline: Polygon | MultiPolygon;
  /** Pixels whose centre lies outside the outline are masked; else it is only what the grid has to hold. */
  readonly clip: boolean;
}

/** All that lies within bounds. */
export function areaOfBounds({ west, south, east, north }: LngLatBounds): Area {
  const end = east < west ? east + 360 : east;
  const ring = [
    [west, south],
    [end, south],
    [end, north],
    [west, north],
    [west, south],
  ];
  return { outline: { type: 'Polygon', coordinates: [ring] }, clip: false };
}

/** Points projected along each edge: a straight line in degrees bends in other CRSs. */
const steps = 32;

/**
 * Points of the outer rings, corner after corner and between; longitudes never jump.
 * @throws BestpixelError 'bad-input' where a polygon has no ring
 */
export function outlinePoints({ outline }: Area): Position[] {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  const points = polygons.flatMap(([ring = []]) => between(unrolled(ring)));
  if (points.length > 0) return points;
  throw new BestpixelError('bad-input', 'the area has no outline', {
    remedy: 'Draw a box, or open a GeoJSON file with a polygon.',
  });
}

function unrolled(ring: readonly Position[]): Position[] {
  let last: number | null = null;
  return ring.map(([lng = NaN, lat = NaN]) => {
    const near: number = last === null ? lng : lng - 360 * Math.round((lng - last) / 360);
    last = near;
    return [near, lat];
  });
}

function between(ring: readonly Position[]): Position[] {
  return ring.flatMap(([lng = NaN, lat = NaN], k) => {
    const [nextLng = lng, nextLat = lat] = ring[k + 1] ?? [];
    return Array.from({ length: steps }, (_, step): Position => {
      const part = step / steps;
      return [lng + (nextLng - lng) * part, lat + (nextLat - lat) * part];
    });
  });
}
