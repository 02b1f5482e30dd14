import { type Dtype, integerTypeFor } from '../../dtype.ts';
import type { BandText } from '../../geotiff-writer/spec.ts';
import type { Scene } from '../../scene/scene.ts';

/** What one sample of the file holds. */
export type SavedBand =
  /** A band's values: as they are, or as 32-bit floats in their physical unit. */
  | {
      readonly kind: 'values';
      readonly name: string;
      readonly text: BandText;
      readonly scaled: Scaling | null;
    }
  /** The winner's place in the list of scenes, from 1. */
  | { readonly kind: 'scene' }
  /** The winner's day: whole days since 1970-01-01, UTC. */
  | { readonly kind: 'date' };

export interface Scaling {
  readonly scale: number;
  readonly offset: number;
}

const millisecondsPerDay = 86_400_000;

export function textOf(band: SavedBand): BandText {
  switch (band.kind) {
    case 'scene':
      return { description: 'scene' };
    case 'date':
      return { description: 'date', unit: 'days since 1970-01-01' };
    case 'values':
      return { description: band.name, ...band.text };
  }
}

/** By scene, what it gives to a band that tells of winners. */
export function numbersOf(kind: 'scene' | 'date', scenes: readonly Pick<Scene, 'datetime'>[]): number[] {
  return scenes.map(({ datetime }, i) =>
    kind === 'scene' ? i + 1 : Math.floor(datetime / millisecondsPerDay),
  );
}

/** The smallest type for such numbers that leaves 0 to masked pixels. */
export function typeOfNumbers(numbers: readonly number[]): Dtype {
  const [low, high] = numbers.reduce(([a, b], n) => [Math.min(a, n), Math.max(b, n)], [0, 0]);
  return integerTypeFor(low, high);
}
