import { type Sheet, sheetsOf } from './clouds.ts';
import { fractal, gradientNoise, ramp } from './noise.ts';
import { sunOn, type Pass } from './passes.ts';
import { tileSide, type Tile } from './place.ts';

/** Side of a tile in 20 m pixels, and of the sky's arrays, which know one pixel more on each side. */
export const coarseSide = tileSide / 2;
export const skySide = coarseSide + 2;

/** The air over a tile in 20 m pixels, each of 0 … 1. */
export interface Sky {
  /** How much of the ground a cloud hides. */
  readonly cloud: Float32Array;
  /** How bright its top is. */
  readonly top: Float32Array;
  /** Cloud, spread out: what a detector senses near one. */
  readonly halo: Float32Array;
  readonly shadow: Float32Array;
  readonly cirrus: Float32Array;
}

export function skyOver({ left }: Tile, { weather, date }: Pass): Sky {
  const sun = sunOn(date);
  const towards = (sun.azimuth * Math.PI) / 180;
  const sunward = { x: Math.sin(towards), y: -Math.cos(towards) };
  const cotangent = 1 / Math.tan((sun.elevation * Math.PI) / 180);
  const sky = emptySky();
  for (const sheet of sheetsOf(weather)) {
    const reach = (sheet.base * cotangent) / 20;
    const field = sampled(sheet, { left: left / 2 - 1, margin: Math.ceil(reach) + haloRadius });
    addSheet(sky, { sheet, field, sunward, reach });
  }
  if (weather.cirrus) addCirrus(sky, { left: left / 2 - 1, amount: weather.cirrus, seed: weather.seed });
  return sky;
}

const haloRadius = 7;

function emptySky(): Sky {
  const plane = () => new Float32Array(skySide * skySide);
  return { cloud: plane(), top: plane(), halo: plane(), shadow: plane(), cirrus: plane() };
}

interface Field {
  readonly side: number;
  readonly margin: number;
  readonly values: Float32Array;
}

function sampled(
  { depth }: Sheet,
  { left, margin }: { readonly left: number; readonly margin: number },
): Field {
  const side = skySide + 2 * margin;
  const values = new Float32Array(side * side);
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++)
      values[at++] = depth(left - margin + column, row - margin - 1);
  }
  return { side, margin, values };
}

function addSheet(
  sky: Sky,
  {
    sheet: { softness, brightness, relief },
    field,
    sunward,
    reach,
  }: {
    readonly sheet: Sheet;
    readonly field: Field;
    readonly sunward: { readonly x: number; readonly y: number };
    readonly reach: number;
  },
): void {
  const { side, margin, values } = field;
  const towardSun = Math.round(reach * sunward.y) * side + Math.round(reach * sunward.x);
  const step = Math.round(3 * sunward.y) * side + Math.round(3 * sunward.x);
  const ring = ringOffsets(side);
  for (let row = 0, at = 0; row < skySide; row++) {
    for (let column = 0; column < skySide; column++, at++) {
      const here = (row + margin) * side + column + margin;
      const depth = values[here]!;
      const cloud = ramp(0, softness, depth);
      const lit = Math.min(1, Math.max(0, 0.55 + relief * (depth - values[here + step]!)));
      const top = brightness * (0.45 * ramp(0, 0.7, depth) + 0.55 * lit);
      sky.top[at] = sky.cloud[at]! > cloud ? sky.top[at]! : top;
      sky.cloud[at] = Math.max(sky.cloud[at]!, cloud);
      sky.shadow[at] = Math.max(sky.shadow[at]!, ramp(0, softness * 1.2, values[here + towardSun]!));
      let near = cloud;
      for (const offset of ring) near += ramp(0, softness, values[here + offset]!);
      sky.halo[at] = Math.max(sky.halo[at]!, near / (ring.length + 1));
    }
  }
}

function ringOffsets(side: number): number[] {
  return [haloRadius - 3, haloRadius].flatMap((radius) =>
    Array.from({ length: 8 }, (_, k) => {
      const angle = (k * Math.PI) / 4 + radius;
      return Math.round(radius * Math.sin(angle)) * side + Math.round(radius * Math.cos(angle));
    }),
  );
}

/** Long thin veils. */
function addCirrus(
  sky: Sky,
  { left, amount, seed }: { readonly left: number; readonly amount: number; readonly seed: number },
): void {
  for (let row = 0, at = 0; row < skySide; row++) {
    for (let column = 0; column < skySide; column++, at++) {
      const x = left + column;
      const y = row - 1;
      const along = 0.82 * x + 0.57 * y;
      const across = 0.82 * y - 0.57 * x + 40 * gradientNoise(x / 190, y / 190, seed * 7 + 5);
      const veil = fractal(along / 300, across / 62, { seed: seed * 7 + 6, octaves: 5, gain: 0.55 });
      sky.cirrus[at] = 0.34 * ramp(0.55 - amount, 1.25 - 0.6 * amount, veil);
    }
  }
}
