import { lookOn, type Spectrum } from './covers.ts';
import { groundMargin, type Ground } from './ground.ts';
import { hash } from './noise.ts';
import { dayOfYear, type Pass } from './passes.ts';
import { type Tile, tileSide } from './place.ts';
import type { Air } from './air.ts';

/** Baseline 04.00 and later add this to every valid pixel, so that dark ones may go below zero. */
export const harmonizedOffset = 1000;

/** Reflectance × 10000 of one count of the detectors: coarse, since finer noise is what files are full of. */
const count = 16;

const cloudColour: Spectrum = [1.03, 1, 0.985, 1.02];
const cirrusColour: Spectrum = [5300, 5050, 4900, 4700];
const hazeShare: Spectrum = [1, 0.62, 0.4, 0.12];
/** Light left in full shadow: the sky still lights it, bluish. */
const shadeLeft: Spectrum = [0.47, 0.42, 0.38, 0.4];

/** Orbit 98 looks with the sun behind it: everything is brighter. */
const orbitGain = { 55: 1, 98: 1.065 } as const;

/** One band of a tile as the sensor stores it, without regard to the swath's edge: uint16, tileSide². */
export function sense(
  band: 0 | 1 | 2 | 3,
  {
    ground,
    tile,
    pass,
    air,
  }: {
    readonly ground: Ground;
    readonly tile: Tile;
    readonly pass: Pass;
    readonly air: Air;
  },
): Uint16Array<ArrayBuffer> {
  const surface = blurred(surfaceReflectance(band, { ground, tile, day: dayOfYear(pass.date) }));
  const { haze, seed } = pass.weather;
  const gain = orbitGain[pass.orbit];
  const out = new Uint16Array(tileSide * tileSide);
  for (let row = 0, at = 0; row < tileSide; row++) {
    for (let column = 0; column < tileSide; column++, at++) {
      const cloud = air.cloud[at]!;
      const cirrus = air.cirrus[at]!;
      let value = surface[at]! * (1 - (1 - shadeLeft[band]) * air.shadow[at]!) + haze * hazeShare[band];
      if (cirrus > 0) value += cirrus * (cirrusColour[band] - 0.75 * value);
      if (cloud > 0) value += cloud * ((3300 + 5600 * air.top[at]!) * cloudColour[band] - value);
      const noise = (hash(tile.left + column, row, seed * 4 + band) - 0.5) * (3 + value * 0.001);
      out[at] = Math.max(1, count * Math.round((value * gain + noise) / count) + harmonizedOffset);
    }
  }
  return out;
}

const padded = tileSide + 2;

function surfaceReflectance(
  band: 0 | 1 | 2 | 3,
  { ground, tile, day }: { readonly ground: Ground; readonly tile: Tile; readonly day: number },
): Float32Array {
  const looks = ground.zones.map(({ cover, seed }) => lookOn(cover, { day, seed }));
  const bare = Float32Array.from(looks, ({ soil }) => soil[band]);
  const leaf = Float32Array.from(looks, ({ canopy }) => canopy[band]);
  const cover = Float32Array.from(looks, (look) => look.cover);
  const soilVariation = Float32Array.from(looks, (look) => look.soilVariation);
  const coverVariation = Float32Array.from(looks, (look) => look.coverVariation);
  const out = new Float32Array(padded * padded);
  for (let row = 0, at = 0; row < padded; row++) {
    let source = (row + groundMargin - 1) * ground.width + tile.left + groundMargin - 1;
    for (let column = 0; column < padded; column++, at++, source++) {
      const zone = ground.zone[source]!;
      const share = cover[zone]! + coverVariation[zone]! * ground.canopy[source]!;
      const covered = share < 0 ? 0 : share > 1 ? 1 : share;
      const soil = bare[zone]! * (1 + soilVariation[zone]! * ground.soil[source]!);
      out[at] = soil + covered * (leaf[zone]! * (1 + 0.1 * ground.soil[source]!) - soil);
    }
  }
  return out;
}

/** The sensor's point spread: each pixel sees a little of its neighbours. Takes off the padding. */
function blurred(values: Float32Array): Float32Array {
  const across = new Float32Array(padded * tileSide);
  for (let row = 0, at = 0; row < padded; row++) {
    const line = row * padded;
    for (let column = 1; column <= tileSide; column++) {
      across[at++] =
        0.58 * values[line + column]! + 0.21 * (values[line + column - 1]! + values[line + column + 1]!);
    }
  }
  const out = new Float32Array(tileSide * tileSide);
  for (let at = 0; at < out.length; at++) {
    out[at] = 0.58 * across[at + tileSide]! + 0.21 * (across[at]! + across[at + 2 * tileSide]!);
  }
  return out;
}
