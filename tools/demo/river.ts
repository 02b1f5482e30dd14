import type { Zone } from './zone.ts';
import { fractal, gradientNoise } from './noise.ts';

const seed = 907;

const zones = {
  water: { cover: 'water', seed: 0.5 },
  sand: { cover: 'sand', seed: 0.5 },
  willows: { cover: 'trees', seed: 0.3 },
  trees: { cover: 'trees', seed: 0.6 },
  meadow: { cover: 'meadow', seed: 0.4 },
} as const satisfies Record<string, Zone>;

/** Metres from the river's middle line, negative to the north. */
export function riverDistance(u: number, v: number): number {
  return (v - middle(u)) / Math.hypot(1, slope(u));
}

/** What the river has made here: channel, bars, willows, cottonwoods; null beyond its banks. */
export function riverAt(u: number, v: number): Zone | null {
  const distance = riverDistance(u, v);
  const away = Math.abs(distance);
  if (away > 900) return null;
  const thalweg = Math.abs(distance - 95 * gradientNoise(u / 420, 3.5, seed + 1));
  const width = 36 + 16 * gradientNoise(u / 700, 9.5, seed + 2);
  if (thalweg < width) return zones.water;
  const bed = 110 + 60 * gradientNoise(u / 800, 5.5, seed + 3);
  if (away < bed) {
    const braid = fractal(u / 260, v / 110, { seed: seed + 4, octaves: 3 });
    if (Math.abs(braid) < 0.13) return zones.water;
    return braid > -0.05 ? zones.sand : zones.willows;
  }
  const wood = fractal(u / 420, v / 300, { seed: seed + 5, octaves: 4, gain: 0.6 });
  const reach = bed + 210 + 420 * wood;
  if (away < reach) return wood > 0.02 || away < bed + 70 ? zones.trees : zones.meadow;
  // Oxbows: loops of an older course.
  const old = Math.abs(distance - 520 - 170 * Math.sin(u / 610 + 2));
  if (old < 13 && gradientNoise(u / 900, 1.5, seed + 6) > 0.05) return zones.water;
  return old < 45 && gradientNoise(u / 900, 1.5, seed + 6) > 0 ? zones.trees : null;
}

function middle(u: number): number {
  return (
    9300 -
    0.36 * u +
    420 * Math.sin(u / 1500 + 0.6) +
    210 * Math.sin(u / 640 + 2.1) +
    70 * Math.sin(u / 270 + 0.4)
  );
}

function slope(u: number): number {
  return (
    -0.36 + 0.28 * Math.cos(u / 1500 + 0.6) + 0.328 * Math.cos(u / 640 + 2.1) + 0.26 * Math.cos(u / 270 + 0.4)
  );
}
