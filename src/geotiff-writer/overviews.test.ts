import type { PixelArray } from '../dtype.ts';
import { expect, test } from 'vitest';
import { mean, meanWithout, mode, nearest, pyramid, type Resampling } from './overviews.ts';
import type { CogSpec } from './spec.ts';
import { makeSpec } from './testing/sample-image.ts';

function half(
  data: PixelArray,
  {
    width,
    resampling,
    ...changes
  }: Partial<CogSpec> & { readonly width: number; readonly resampling: Resampling },
): number[] {
  const height = data.length / width / (changes.samples ?? 1);
  const spec = makeSpec({ ...changes, grid: { ...makeSpec().grid, width, height }, overviews: 1 });
  return [...pyramid(spec, data, resampling)[1]!];
}

test('a mean of integers rounds halves up', () => {
  expect(half(Uint16Array.of(1, 2, 3, 4), { width: 2, resampling: mean })).toEqual([3]);
  expect(half(Int16Array.of(-1, -2, -3, -4), { width: 2, resampling: mean, type: 'int16' })).toEqual([-2]);
});

test('a mean of floats is not rounded', () => {
  expect(half(Float32Array.of(1, 2, 3, 4), { width: 2, resampling: mean, type: 'float32' })).toEqual([2.5]);
});

test('a mean that leaves zeros out keeps one value among zeros whole', () => {
  const resampling = meanWithout(0);
  expect(half(Uint8Array.of(0, 0, 0, 60), { width: 2, resampling, type: 'uint8' })).toEqual([60]);
  expect(half(Uint8Array.of(0, 0, 0, 0), { width: 2, resampling, type: 'uint8' })).toEqual([0]);
});

test('the mode counts, and takes the first of equals', () => {
  expect(half(Uint8Array.of(4, 3, 3, 9), { width: 2, resampling: mode, type: 'uint8' })).toEqual([3]);
  expect(half(Uint8Array.of(4, 3, 3, 4), { width: 2, resampling: mode, type: 'uint8' })).toEqual([4]);
});

test('nearest takes the pixel right and below the centre', () => {
  expect(half(Uint8Array.of(1, 2, 3, 4), { width: 2, resampling: nearest, type: 'uint8' })).toEqual([4]);
});

test('odd sizes share the pixels under each overview pixel by area', () => {
  // 3 pixels onto 2: each covers one and a half.
  expect(half(Float32Array.of(3, 6, 9), { width: 3, resampling: mean, type: 'float32' })).toEqual([4, 8]);
});

test('samples do not mix', () => {
  const data = Uint8Array.of(1, 100, 3, 200);
  expect(half(data, { width: 2, samples: 2, resampling: mean, type: 'uint8' })).toEqual([2, 150]);
});
