import type { Image } from '../../ee/ee.ts';
import type { Scene } from '../../scene/scene.ts';
import { type Bands, commonBands } from '../bands.ts';

/** A class that a gate can close. */
export interface GateClass {
  readonly value: number;
  readonly name: string;
}

interface Gate {
  readonly band: string;
  readonly classes: readonly GateClass[];
  /** Those that are closed unless told otherwise. */
  readonly closed: readonly number[];
  /** 1 where a pixel is of none of these classes. */
  isOpen(band: Image, closed: readonly number[]): Image;
}

const gates: readonly Gate[] = [
  {
    band: 'SCL',
    classes: [
      'No data',
      'Saturated or defective',
      'Dark area',
      'Cloud shadow',
      'Vegetation',
      'Bare soil',
      'Water',
      'Unclassified',
      'Cloud, medium probability',
      'Cloud, high probability',
      'Thin cirrus',
      'Snow or ice',
    ].map((name, value) => ({ value, name })),
    closed: [0, 1, 3, 8, 9, 10],
    isOpen: (band, closed) => closed.map((value) => band.neq(value)).reduce((all, is) => all.and(is)),
  },
  {
    // Classes are its bits.
    band: 'QA_PIXEL',
    classes: [
      { value: 1, name: 'Dilated cloud' },
      { value: 2, name: 'Cirrus' },
      { value: 3, name: 'Cloud' },
      { value: 4, name: 'Cloud shadow' },
      { value: 5, name: 'Snow' },
      { value: 7, name: 'Water' },
    ],
    closed: [1, 2, 3, 4],
    isOpen: (band, closed) => band.bitwiseAnd(closed.reduce((bits, bit) => bits | (1 << bit), 0)).eq(0),
  },
];

export function gateOf(bands: Bands): Gate | null {
  return gates.find(({ band }) => bands.has(band)) ?? null;
}

/** What a gate can close in these scenes; null: they are not classified. */
export function gateClasses(list: readonly Scene[]): readonly GateClass[] | null {
  return gateOf(commonBands(list))?.classes ?? null;
}

/** The quality where the pixel's class is open. */
export function gated(
  image: Image,
  quality: Image,
  { gate, closed }: { readonly gate: Gate | null; readonly closed: readonly number[] | null },
): Image {
  const known = closed?.filter((value) => gate?.classes.some((each) => each.value === value)) ?? [];
  return gate && known.length > 0 ? quality.updateMask(gate.isOpen(image.select(gate.band), known)) : quality;
}
