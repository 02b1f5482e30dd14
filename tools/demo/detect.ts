import { groundMargin, type Ground } from './ground.ts';
import { gradientNoise, hash, ramp } from './noise.ts';
import type { Pass } from './passes.ts';
import type { Tile } from './place.ts';
import { harmonizedOffset } from './sensor.ts';
import { coarseSide, skySide, type Sky } from './sky.ts';

export interface View {
  readonly ground: Ground;
  readonly tile: Tile;
  readonly pass: Pass;
  readonly sky: Sky;
}

/** Classes of the scene classification that occur here. */
export const scl = {
  nodata: 0,
  shadow: 3,
  vegetation: 4,
  bare: 5,
  water: 6,
  unclassified: 7,
  cloudMedium: 8,
  cloudHigh: 9,
  cirrus: 10,
} as const;

/**
 * Cloud probability in per cent with the failings of the real one: 0 in shadows, blind to thin cirrus, taken in by
 * bright roofs. uint8, coarseSide².
 */
export function cloudProbability({ ground, tile, pass, sky }: View): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(coarseSide * coarseSide);
  eachCoarsePixel((at, over, column, row) => {
    const cloud = sky.cloud[over]!;
    const near = 0.85 * ramp(0.06, 0.75, sky.halo[over]!) + 0.3 * ramp(0.24, 0.5, sky.cirrus[over]!);
    let value = Math.max(ramp(0.03, 0.62, cloud), near);
    if (sky.shadow[over]! > 0.25 && cloud < 0.04) value = 0;
    const jitter = 0.9 + 0.2 * hash(tile.left / 2 + column, row, pass.weather.seed * 4 + 900);
    out[at] = Math.min(100, Math.round(value * 100 * (value > 0.97 ? 1 : jitter)));
    const roof = roofShare({ ground, tile, column, row });
    if (roof > 0.2 && cloud < 0.1) {
      const fooled = 20 + 40 * hash(tile.left / 2 + column, row, pass.weather.seed * 4 + 901);
      out[at] = Math.max(out[at]!, Math.round(fooled));
    }
  });
  return out;
}

/** Scene classification: most but not all shadows, some cirrus. `red` and `nir` as stored. uint8, coarseSide². */
export function classify(
  { tile, pass, sky }: View,
  { red, nir }: { readonly red: Uint16Array; readonly nir: Uint16Array },
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(coarseSide * coarseSide);
  eachCoarsePixel((at, over, column, row) => {
    const x = tile.left / 2 + column;
    const seen = gradientNoise(x / 55, row / 55, pass.weather.seed * 4 + 902);
    out[at] =
      sky.cloud[over]! > 0.6
        ? scl.cloudHigh
        : sky.cloud[over]! > 0.22
          ? scl.cloudMedium
          : sky.cirrus[over]! > 0.16 && seen > -0.1
            ? scl.cirrus
            : sky.shadow[over]! > 0.35 && seen > -0.28
              ? scl.shadow
              : sky.cloud[over]! > 0.07
                ? scl.unclassified
                : surfaceClass(quadMean(red, column, row), quadMean(nir, column, row));
  });
  return out;
}

function surfaceClass(red: number, nir: number): number {
  const r = red - harmonizedOffset;
  const n = nir - harmonizedOffset;
  if (n < 700 && n < r) return scl.water;
  return (n - r) / (n + r) > 0.4 ? scl.vegetation : scl.bare;
}

function eachCoarsePixel(visit: (at: number, over: number, column: number, row: number) => void): void {
  for (let row = 0, at = 0; row < coarseSide; row++) {
    for (let column = 0; column < coarseSide; column++, at++)
      visit(at, (row + 1) * skySide + column + 1, column, row);
  }
}

function quadMean(plane: Uint16Array, column: number, row: number): number {
  const at = row * 4 * coarseSide + column * 2;
  return (plane[at]! + plane[at + 1]! + plane[at + 2 * coarseSide]! + plane[at + 2 * coarseSide + 1]!) / 4;
}

/** Share of the four 10 m pixels that are roofs. */
function roofShare({
  ground,
  tile,
  column,
  row,
}: {
  readonly ground: Ground;
  readonly tile: Tile;
  readonly column: number;
  readonly row: number;
}): number {
  const at = (row * 2 + groundMargin) * ground.width + tile.left + column * 2 + groundMargin;
  let roofs = 0;
  for (const k of [at, at + 1, at + ground.width, at + ground.width + 1]) {
    if (ground.zones[ground.zone[k]!]!.cover === 'roof') roofs++;
  }
  return roofs / 4;
}
