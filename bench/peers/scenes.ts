import { sceneCount, side } from './place.ts';

/** 'hard': clear shares of 8 to 81 %, scattered; 'easy': the last four scenes together are clear everywhere. */
export type Kind = 'hard' | 'easy';

/** Of the cloud band, at 20 m. */
export const cloudSide = side / 2;
const [least, most] = [0.08, 0.81];
const seeds: Readonly<Record<Kind, number>> = { hard: 20_265_000, easy: 20_260_500 };

/** Uniform in [0, 1). Source: Mulberry32. */
function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Cloud probability of a scene in percent, row by row; 0 where it is clear. */
export function cloudOf(kind: Kind, scene: number): Uint8Array<ArrayBuffer> {
  if (kind === 'easy' && scene >= sceneCount - 4) return clearInTurn(scene - (sceneCount - 4));
  const random = uniform(seeds[kind] + scene);
  const field = smooth(random, 8);
  const fine = smooth(random, 40);
  for (let i = 0; i < field.length; i++) field[i] = 0.7 * field[i]! + 0.3 * fine[i]!;
  // Shares in an order that is not the scenes' own.
  const share = least + ((most - least) * ((scene * 7) % sceneCount)) / (sceneCount - 1);
  const edge = quantile(field, share);
  const cloud = new Uint8Array(field.length);
  for (let i = 0; i < cloud.length; i++) {
    if (field[i]! > edge) cloud[i] = Math.min(100, 1 + (field[i]! - edge) * 300 + random() * 6);
  }
  return cloud;
}

/** One of four, of which each pixel has one that is clear there: where its noise is highest. */
function clearInTurn(own: number): Uint8Array<ArrayBuffer> {
  const fields = [0, 1, 2, 3].map((turn) => smooth(uniform(seeds.easy + 100 + turn), 12));
  const random = uniform(seeds.easy + 200 + own);
  const cloud = new Uint8Array(cloudSide ** 2);
  for (let i = 0; i < cloud.length; i++) {
    const highest = fields.every((field) => field[i]! <= fields[own]![i]!);
    cloud[i] = highest ? 0 : 20 + random() * 60;
  }
  return cloud;
}

/** Reflectance of a band at 10 m: as noisy as real ones compress (0.8 of their bytes), brighter under cloud. */
export function colourOf(
  cloud: Uint8Array,
  { kind, scene, band }: { readonly kind: Kind; readonly scene: number; readonly band: number },
): Uint16Array<ArrayBuffer> {
  const random = uniform(seeds[kind] + 1000 * (band + 1) + scene);
  const values = new Uint16Array(side ** 2);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const bright = 40 * cloud[(y >> 1) * cloudSide + (x >> 1)]!;
      values[y * side + x] = 1200 - 150 * band + 10 * scene + bright + random() * 4000;
    }
  }
  return values;
}

/** Bilinear between random numbers, so many to a side. */
function smooth(random: () => number, cells: number): Float32Array {
  const knots = Float32Array.from({ length: (cells + 1) ** 2 }, random);
  const field = new Float32Array(cloudSide ** 2);
  for (let y = 0; y < cloudSide; y++) {
    const v = (y * cells) / cloudSide;
    const [row, down] = [Math.floor(v), v % 1];
    for (let x = 0; x < cloudSide; x++) {
      const u = (x * cells) / cloudSide;
      const [column, right] = [Math.floor(u), u % 1];
      const at = row * (cells + 1) + column;
      const top = knots[at]! * (1 - right) + knots[at + 1]! * right;
      const bottom = knots[at + cells + 1]! * (1 - right) + knots[at + cells + 2]! * right;
      field[y * cloudSide + x] = top * (1 - down) + bottom * down;
    }
  }
  return field;
}

function quantile(field: Float32Array, share: number): number {
  const sample = field.filter((_, i) => i % 61 === 0).toSorted();
  return sample[Math.floor(share * sample.length)]!;
}
