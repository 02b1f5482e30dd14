import { blend, fractal, gradientNoise } from './noise.ts';
import type { Weather } from './passes.ts';

/** A layer of cloud. Places are in 20 m pixels of the region. */
export interface Sheet {
  /** Metres above ground. */
  readonly base: number;
  /** Depth of cloud above its threshold: negative where the sky is open. */
  readonly depth: (x: number, y: number) => number;
  /** The depth from which it hides the ground. */
  readonly softness: number;
  /** Of its tops, of 1. */
  readonly brightness: number;
  /** How strongly its slopes catch the sun. */
  readonly relief: number;
}

export function sheetsOf({ seed, cumulus, deck }: Weather): Sheet[] {
  const sheets: Sheet[] = [];
  if (cumulus !== undefined) {
    const threshold = blend(0.62, -0.1, cumulus);
    sheets.push({
      base: 1500,
      softness: 0.28,
      brightness: 1,
      relief: 1.4,
      depth: (x, y) => {
        const cluster = 0.35 * gradientNoise(x / 230, y / 230, seed * 7 + 1);
        return fractal(x / 62, y / 62, { seed: seed * 7 + 2, octaves: 6, gain: 0.52 }) + cluster - threshold;
      },
    });
  }
  if (deck !== undefined) {
    const threshold = blend(0.5, -0.75, deck);
    sheets.push({
      base: 2300,
      softness: 0.3,
      brightness: 0.34,
      relief: 6,
      depth: (x, y) => {
        const bend = 30 * gradientNoise(x / 90, y / 90, seed * 7 + 3);
        return (
          fractal((x + bend) / 210, (y - bend) / 150, { seed: seed * 7 + 4, octaves: 7, gain: 0.55 }) -
          threshold
        );
      },
    });
  }
  return sheets;
}
