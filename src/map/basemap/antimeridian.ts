import type { Position } from 'geojson';

/**
 * World Atlas rings cross ±180° without a cut, as a sphere would have them; a plane would draw a band across the
 * whole world. MapLibre wraps what lies beyond ±180° by itself, so continuous longitudes are all it needs.
 */

/** The same line with longitudes that never jump by more than 180°; they may leave ±180°. */
export function unwrap(line: readonly Position[]): Position[] {
  let turn = 0;
  return line.map(([lng, lat], at) => {
    const step = at === 0 ? 0 : lng! - line[at - 1]![0]!;
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [lng! + turn, lat!];
  });
}

/** Rings of one polygon, outer first, made plane: unwrapped, holes in the outer ring's turn, poles closed over. */
export function unwrapPolygon(rings: readonly Position[][]): Position[][] {
  const [outer, ...holes] = rings.map(unwrap);
  if (outer === undefined) return [];
  const west = Math.min(...outer.map(([lng]) => lng!));
  // A hole that runs around the pole is the pole itself, which the closed outer ring already covers.
  return [
    closeOverPole(outer),
    ...holes.filter((hole) => !windsAround(hole)).map((hole) => inTurn(hole, west)),
  ];
}

/** The line in pieces, without the stretches where a cut along ±180° or around the pole pretends to be a coast. */
export function realCoast(line: readonly Position[]): Position[][] {
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  for (const [at, point] of unwrap(line).entries()) {
    if (at > 0 && isCut(line[at - 1]!, line[at]!)) {
      if (piece.length > 1) pieces.push(piece);
      piece = [];
    }
    piece.push(point);
  }
  return piece.length > 1 ? [...pieces, piece] : pieces;
}

function isCut(a: Position, b: Position): boolean {
  const onMeridian = Math.abs(a[0]!) > 179.99 && Math.abs(b[0]!) > 179.99;
  return onMeridian || (a[1]! < -89 && b[1]! < -89);
}

function windsAround(ring: readonly Position[]): boolean {
  return Math.abs(ring.at(-1)![0]! - ring[0]![0]!) > 180;
}

function closeOverPole(ring: Position[]): Position[] {
  if (!windsAround(ring)) return ring;
  const [first, last] = [ring[0]!, ring.at(-1)!];
  const pole = Math.sign(first[1]!) * 90;
  return [...ring, [last[0]!, pole], [first[0]!, pole], first];
}

function inTurn(hole: Position[], west: number): Position[] {
  const holeWest = Math.min(...hole.map(([lng]) => lng!));
  const shift = 360 * Math.ceil((west - holeWest) / 360);
  return hole.map(([lng, lat]) => [lng! + shift, lat!]);
}
