import { builtAt, roadAt } from './buildings.ts';
import { fractal, gradientNoise, hash, ramp } from './noise.ts';
import { parcels } from './parcels.ts';
import { region, surveyed } from './place.ts';
import { riverAt } from './river.ts';
import type { Zone } from './zone.ts';

/** Pixels known beyond the region on each side, for the sensor's blur. */
export const groundMargin = 2;

/** The place without date or weather: (region + margin on each side) pixels of 10 m, row by row. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  readonly zones: readonly Zone[];
  /** Index into `zones`. */
  readonly zone: Uint16Array;
  /** Relative brightness of the soil and thickness of the canopy within a zone, about [−1, 1]. */
  readonly soil: Float32Array;
  readonly canopy: Float32Array;
}

export function makeGround(): Ground {
  const width = region.width + 2 * groundMargin;
  const height = region.height + 2 * groundMargin;
  const zone = new Uint16Array(width * height);
  const soil = new Float32Array(width * height);
  const canopy = new Float32Array(width * height);
  const zones = new Map<Zone, number>();
  const parcelAt = parcels();
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const { u, v } = surveyed(column - groundMargin + 0.5, row - groundMargin + 0.5);
      const found = roadAt(u, v) ?? riverAt(u, v) ?? builtAt(u, v) ?? parcelAt(u, v);
      zone[at] = indexOf(zones, found);
      soil[at] = soilTexture(u, v);
      canopy[at] = canopyTexture(found, u, v);
    }
  }
  return { width, height, zones: [...zones.keys()], zone, soil, canopy };
}

function indexOf(zones: Map<Zone, number>, zone: Zone): number {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  zones.set(zone, zones.size);
  return zones.size - 1;
}

function soilTexture(u: number, v: number): number {
  const grain = hash(Math.floor(u / 10), Math.floor(v / 10), 11) - 0.5;
  return fractal(u / 520, v / 520, { seed: 12, octaves: 4, gain: 0.6 }) + 0.03 * grain;
}

function canopyTexture(zone: Zone, u: number, v: number): number {
  const grain = hash(Math.floor(u / 10), Math.floor(v / 10), 13) - 0.5;
  switch (zone.cover) {
    case 'range':
    case 'sandhill':
      return rangeTexture(u, v) + 0.05 * grain;
    case 'trees':
      return gradientNoise(u / 46, v / 46, 14) * 0.7 + 0.1 * grain;
    case 'town':
    case 'yard':
      return 1.3 * (hash(Math.floor(u / 17), Math.floor(v / 17), 15) - 0.5) + 0.2 * grain;
    default:
      return fieldTexture(zone, u, v) + 0.03 * grain;
  }
}

/** Draws that stay green, and dunes' ripples. */
function rangeTexture(u: number, v: number): number {
  const bend = 260 * gradientNoise(u / 1100, v / 1100, 16);
  const draw = 1 - Math.abs(gradientNoise((u + bend) / 760, (v - bend) / 760, 17));
  return 0.5 * fractal(u / 300, v / 300, { seed: 18, octaves: 2 }) + 1.1 * ramp(0.86, 1, draw) - 0.15;
}

/** Weak spots, and under a pivot its wheel tracks and the sector it watered last. */
function fieldTexture({ pivot, seed }: Zone, u: number, v: number): number {
  const spots = 0.8 * fractal(u / 240, v / 240, { seed: 19, octaves: 2 });
  if (!pivot) return spots;
  const du = u - pivot.u;
  const dv = v - pivot.v;
  const track = Math.abs(((Math.hypot(du, dv) / 54) % 1) - 0.5);
  const sector = Math.sin(Math.atan2(dv, du) + 6.3 * seed) * 0.35;
  return spots + sector - 0.7 * ramp(0.42, 0.5, track);
}
