import type { Position } from 'geojson';
import { longestEdge } from './place.ts';

/** True for a longitude that is written beyond ±180°. */
export function isBeyond(lng: number): boolean {
  return Math.abs(lng) > 180;
}

/**
 * A polygon's rings (closed, longitudes within ±540°, taken as they are written) as polygons within ±180°, as RFC 7946
 * has them. Holes go with the part they lie in; long edges get corners between.
 */
export function cutAtAntimeridian(rings: readonly Position[][]): Position[][][] {
  const fine = rings.map(withShortEdges);
  if (!fine.flat().some(([lng]) => isBeyond(lng!))) return [fine];
  return [-360, 0, 360].flatMap((turn) => {
    const [outer, ...holes] = fine.map((ring) => clipped(ring, turn));
    if (outer === undefined || outer.length < 4) return [];
    return [[outer, ...holes.filter((hole) => hole.length >= 4)]];
  });
}

/** The part of a ring in one turn of the world (Sutherland and Hodgman), written within ±180°. */
function clipped(ring: readonly Position[], turn: number): Position[] {
  const eastern = clip(ring, turn - 180, 1);
  return clip(eastern, turn + 180, -1).map(([lng, lat]) => [lng! - turn, lat!]);
}

/** The part east (1) or west (-1) of a meridian; empty where that is no area. */
function clip(ring: readonly Position[], meridian: number, side: 1 | -1): Position[] {
  const inside = ([lng]: Position): number => side * (lng! - meridian);
  if (!ring.some((position) => inside(position) > 0)) return [];
  const kept: Position[] = [];
  for (let k = 1; k < ring.length; k++) {
    const [a, b] = [ring[k - 1]!, ring[k]!];
    const [from, to] = [inside(a), inside(b)];
    if (from >= 0) kept.push(a);
    if (from * to < 0) {
      const part = from / (from - to);
      kept.push([meridian, a[1]! + (b[1]! - a[1]!) * part]);
    }
  }
  return kept.length === 0 ? [] : [...kept, kept[0]!];
}

function withShortEdges(ring: readonly Position[]): Position[] {
  return ring.flatMap((position, k) => {
    const next = ring[k + 1];
    const parts = next ? Math.ceil(Math.abs(next[0]! - position[0]!) / longestEdge) : 0;
    const between = Array.from({ length: Math.max(0, parts - 1) }, (_, i): Position => {
      const part = (i + 1) / parts;
      return [
        position[0]! + (next![0]! - position[0]!) * part,
        position[1]! + (next![1]! - position[1]!) * part,
      ];
    });
    return [position, ...between];
  });
}
