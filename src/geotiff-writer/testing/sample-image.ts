import { allocate, type Dtype, type PixelArray } from '../../dtype.ts';
import type { CogSpec } from '../spec.ts';

export const utm13 = { name: 'EPSG:32613', proj4: '+proj=utm +zone=13 +datum=WGS84 +units=m +no_defs' };

export const sampleTypes: readonly Dtype[] = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'float32',
];

/** A spec of odd sizes, so that tiles and overviews are cut by the edges. */
export function makeSpec(changes: Partial<CogSpec> = {}): CogSpec {
  const grid = { crs: utm13, affine: [10, 0, 648520, 0, -10, 4450480] as const, width: 101, height: 75 };
  return { grid, type: 'uint16', samples: 1, tileSize: 32, overviews: 2, ...changes };
}

/** Noise over the type's whole range, from a fixed seed, its extremes included. */
export function makePixels({ grid, type, samples }: CogSpec): PixelArray {
  const pixels = allocate(type, grid.width * grid.height * samples);
  const bytes = new Uint8Array(pixels.buffer);
  let state = 20200701;
  for (let i = 0; i < bytes.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  if (type === 'float32') {
    for (let i = 0; i < pixels.length; i++) if (Number.isNaN(pixels[i]!)) pixels[i] = i - 0.1;
  }
  pixels.set(type === 'float32' ? [0, -0, 3.4e38, 1e-45] : [0, -1, 2 ** 31, 1]);
  return pixels;
}
