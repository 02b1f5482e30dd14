import type { Position } from 'geojson';
import type { LngLatBounds } from '../../grid/grid.ts';

/** True for a closed ring that turns one way only, and once. */
export function isConvex(ring: readonly Position[]): boolean {
  const corners = ring.slice(0, -1);
  const count = corners.length;
  let sign = 0;
  let turned = 0;
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [corners[i]!, corners[(i + 1) % count]!, corners[(i + 2) % count]!];
    const [ux, uy, vx, vy] = [b[0]! - a[0]!, b[1]! - a[1]!, c[0]! - b[0]!, c[1]! - b[1]!];
    const cross = ux * vy - uy * vx;
    if (cross !== 0 && sign !== 0 && Math.sign(cross) !== sign) return false;
    sign ||= Math.sign(cross);
    turned += Math.atan2(cross, ux * vx + uy * vy);
  }
  return sign !== 0 && Math.abs(turned) < 2.5 * Math.PI;
}

/** The part of a convex ring in a box, after Sutherland and Hodgman, closed; null where no area is left. */
export function clipRing(ring: readonly Position[], box: LngLatBounds): Position[] | null {
  let corners = ring.slice(0, -1);
  const sides: readonly (readonly [axis: 0 | 1, limit: number, keep: 1 | -1])[] = [
    [0, box.west, 1],
    [0, box.east, -1],
    [1, box.south, 1],
    [1, box.north, -1],
  ];
  for (const [axis, limit, keep] of sides) {
    const depth = (at: Position): number => keep * (at[axis]! - limit);
    corners = corners.flatMap((at, i) => {
      const before = corners.at(i - 1)!;
      const crossing = depth(at) >= 0 !== depth(before) >= 0 ? [cross(before, at, axis, limit)] : [];
      return depth(at) >= 0 ? [...crossing, at] : crossing;
    });
  }
  const kept = corners.filter((at, i) => !same(at, corners.at(i - 1)!));
  return kept.length >= 3 ? [...kept, kept[0]!] : null;
}

function cross(a: Position, b: Position, axis: 0 | 1, limit: number): Position {
  const share = (limit - a[axis]!) / (b[axis]! - a[axis]!);
  const other = axis === 0 ? 1 : 0;
  const at = a[other]! + share * (b[other]! - a[other]!);
  return axis === 0 ? [limit, at] : [at, limit];
}

function same(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
