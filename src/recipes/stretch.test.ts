import { expect, test } from 'vitest';
import type { BandInfo, BandWindow, WindowRequest } from '../raster/reader.ts';
import type { BandSource } from '../scene/scene.ts';
import { measureStretch } from './stretch.ts';

const source: BandSource = {
  href: 'https://data.test/a.tif',
  sample: 0,
  nodata: {},
  shift: 0,
  scale: 1,
  offset: 0,
  overviewsRank: true,
};
const crs = { name: 'EPSG:32613', proj4: '+proj=utm +zone=13 +datum=WGS84' };
const { signal } = new AbortController();

/** A file of one level of which every window holds these values; null: masked. */
function readerOf(values: readonly (number | null)[], size = { width: 100, height: 50 }) {
  const asked: WindowRequest[] = [];
  const affine = [10, 0, 500_000, 0, -10, 4_500_000] as const;
  const info: BandInfo = {
    crs,
    affine,
    ...size,
    dtype: 'uint16',
    nodata: null,
    levels: [{ index: 0, ...size, affine }],
    notes: [],
  };
  const read = (request: WindowRequest): Promise<BandWindow> => {
    asked.push(request);
    const { width, height } = request.grid;
    return Promise.resolve({
      width,
      height,
      dtype: 'uint16',
      data: Uint16Array.from(values, (value) => value ?? 65_535),
      mask: Uint8Array.from(values, (value) => Number(value !== null)),
      valid: 0,
      level: info.levels[0]!,
    });
  };
  return { asked, describe: () => Promise.resolve(info), read };
}

const measure = (reader: ReturnType<typeof readerOf>) =>
  measureStretch(reader, { sources: [source], centre: { lng: -105, lat: 40 }, signal });

test('cuts off two percent at either end, and masked pixels do not count', async () => {
  const values = [...Array.from({ length: 101 }, (_, i) => 100 - i), null, null];
  expect(await measure(readerOf(values))).toEqual({ min: 2, max: 98 });
});

test('is of use where all pixels are alike', async () => {
  expect(await measure(readerOf([7, 7, 7]))).toEqual({ min: 0, max: 7 });
  expect(await measure(readerOf([0, 0]))).toEqual({ min: 0, max: 1 });
});

test('is none without pixels', async () => expect(await measure(readerOf([null]))).toBeNull());

test('looks at the whole file in at most 256 pixels a side', async () => {
  const reader = readerOf([1, 2], { width: 2048, height: 512 });
  await measure(reader);
  const { width, height, affine } = reader.asked[0]!.grid;
  expect({ width, height }).toEqual({ width: 256, height: 64 });
  expect(affine).toEqual([80, 0, 500_000, 0, -80, 4_500_000]);
});

test('looks at the middle of a large file without overviews', async () => {
  const reader = readerOf([1, 2], { width: 10_240, height: 512 });
  await measure(reader);
  const { width, height, affine } = reader.asked[0]!.grid;
  expect({ width, height }).toEqual({ width: 256, height: 64 });
  expect(affine).toEqual([80, 0, 540_960, 0, -80, 4_500_000]);
});
