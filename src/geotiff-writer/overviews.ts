import { allocate, type PixelArray } from '../dtype.ts';
import type { TileSource } from './cog.ts';
import { type CogSpec, levelSizes } from './spec.ts';

/** The source pixels under one overview pixel, row by row, with the share of each that lies under it. */
interface Footprint {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  columns: number;
  rows: number;
}

/** One value for the pixels under an overview pixel. Integer types round it, halves up. */
export type Resampling = (under: Footprint) => number;

export const mean: Resampling = ({ values, weights, columns, rows }) => {
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < columns * rows; i++) {
    sum += values[i]! * weights[i]!;
    weight += weights[i]!;
  }
  return sum / weight;
};

/** The mean of all values but one, which stands only where nothing else does. */
export function meanWithout(nodata: number): Resampling {
  return ({ values, weights, columns, rows }) => {
    let sum = 0;
    let weight = 0;
    for (let i = 0; i < columns * rows; i++) {
      if (values[i] === nodata) continue;
      sum += values[i]! * weights[i]!;
      weight += weights[i]!;
    }
    return weight === 0 ? nodata : sum / weight;
  };
}

/** The value that covers most of the overview pixel; of equals, the first. */
export const mode: Resampling = ({ values, weights, columns, rows }) => {
  const count = columns * rows;
  let best = values[0]!;
  let most = 0;
  for (let i = 0; i < count; i++) {
    let weight = 0;
    for (let k = i; k < count; k++) if (values[k] === values[i]) weight += weights[k]!;
    if (weight > most) {
      most = weight;
      best = values[i]!;
    }
  }
  return best;
};

/** The pixel under the centre; a centre on an edge takes the pixel right and below. */
export const nearest: Resampling = ({ values, weights, columns, rows }) => {
  const column = middle(columns, (i) => weights[i]!);
  const row = middle(rows, (i) => weights[i * columns]!);
  return values[row * columns + column]!;
};

/** The first of some shares up to which more than half of their sum lies. */
function middle(count: number, share: (i: number) => number): number {
  let rest = 0;
  for (let i = 0; i < count; i++) rest += share(i) / 2;
  for (let i = 0; i < count; i++) {
    rest -= share(i);
    // Shares are fractions, and so are rounded.
    if (rest < -1e-9) return i;
  }
  return count - 1;
}

/** All levels of an image held in memory, full resolution first, each made from the one before. */
export function pyramid(spec: CogSpec, data: PixelArray, resampling: Resampling): PixelArray[] {
  const sizes = levelSizes(spec);
  const levels = [data];
  for (let level = 1; level < sizes.length; level++) {
    levels.push(
      reduce({ data: levels[level - 1]!, from: sizes[level - 1]!, to: sizes[level]!, spec, resampling }),
    );
  }
  return levels;
}

/** Cuts tiles from levels held in memory; past the edge the last pixel is repeated, which compresses best. */
export function tilesOf(spec: CogSpec, levels: readonly PixelArray[]): TileSource {
  const sizes = levelSizes(spec);
  const { tileSize, samples } = spec;
  return ({ level, column, row }) => {
    const data = levels[level]!;
    const { width, height } = sizes[level]!;
    const tile = allocate(spec.type, tileSize * tileSize * samples);
    const left = column * tileSize;
    const inside = Math.min(tileSize, width - left);
    for (let y = 0; y < tileSize; y++) {
      const line = (Math.min(row * tileSize + y, height - 1) * width + left) * samples;
      const start = y * tileSize * samples;
      tile.set(data.subarray(line, line + inside * samples), start);
      for (let i = inside * samples; i < tileSize * samples; i++)
        tile[start + i] = tile[start + i - samples]!;
    }
    return tile;
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function reduce({
  data,
  from,
  to,
  spec,
  resampling,
}: {
  readonly data: PixelArray;
  readonly from: Size;
  readonly to: Size;
  readonly spec: CogSpec;
  readonly resampling: Resampling;
}): PixelArray {
  const { samples, type } = spec;
  const out = allocate(type, to.width * to.height * samples);
  const across = spans(from.width, to.width);
  const down = spans(from.height, to.height);
  const under: Footprint = { values: new Float64Array(9), weights: new Float64Array(9), columns: 0, rows: 0 };
  const finish = type === 'float32' ? (value: number) => value : (value: number) => Math.floor(value + 0.5);
  let at = 0;
  for (const vertical of down) {
    for (const horizontal of across) {
      under.columns = horizontal.weights.length;
      under.rows = vertical.weights.length;
      for (let sample = 0; sample < samples; sample++) {
        let n = 0;
        for (let y = 0; y < under.rows; y++) {
          let source = ((vertical.start + y) * from.width + horizontal.start) * samples + sample;
          for (let x = 0; x < under.columns; x++, source += samples) {
            under.values[n] = data[source]!;
            under.weights[n++] = vertical.weights[y]! * horizontal.weights[x]!;
          }
        }
        out[at++] = finish(resampling(under));
      }
    }
  }
  return out;
}

/** For each output pixel of one axis, the first source pixel under it and the shares of it and its followers. */
function spans(from: number, to: number): { readonly start: number; readonly weights: readonly number[] }[] {
  return Array.from({ length: to }, (_, index) => {
    // Integer arithmetic: edges in units of 1/to source pixels.
    const low = index * from;
    const high = low + from;
    const start = Math.floor(low / to);
    const end = Math.ceil(high / to);
    const weights = Array.from({ length: end - start }, (_, k) => {
      const left = (start + k) * to;
      return (Math.min(high, left + to) - Math.max(low, left)) / to;
    });
    return { start, weights };
  });
}
