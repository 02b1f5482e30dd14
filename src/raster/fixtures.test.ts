import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BandWindow } from './reader.ts';
import { createLocalReader } from './local-reader.ts';
import type { Expected, ExpectedLevel } from './testing/expected.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

const folder = new URL('fixtures/', import.meta.url);
const all = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected[];
const bytesOf = (file: string): Uint8Array => readFileSync(new URL(file, folder));
// Node has no decoder of WebP: webp.browser.test.ts reads those.
const readable = all.filter(({ file }) => !file.startsWith('webp'));

function readerOf(file: string) {
  const client = new MemoryClient({ 'memory:file': bytesOf(file) });
  return createLocalReader({ client, budgetBytes: 16 << 20 });
}

function expectLevel({ data, mask }: BandWindow, expected: ExpectedLevel, tolerance: number): void {
  for (const [column, row, value] of expected.pixels) {
    const at = row * expected.width + column;
    expect(mask[at], `mask at ${column}, ${row}`).toBe(value === null ? 0 : 1);
    if (value !== null) expect(Math.abs(data[at] - value)).toBeLessThanOrEqual(tolerance);
  }
  expect(crc32(mask)).toBe(expected.masks);
  if (tolerance > 0) return;
  mask.forEach((here, at) => {
    if (!here) data[at] = 0;
  });
  expect(crc32(new Uint8Array(data.buffer))).toBe(expected.values);
}

describe('every pixel and mask of every band and level is as GDAL reads it:', () => {
  test.each(readable)('$file', async ({ file, dtype, affine, nodata, tolerance, bands }) => {
    const reader = readerOf(file);
    for (const [sample, levels] of bands.entries()) {
      const source = plainSource('memory:file', { sample });
      const info = await reader.describe(source);
      info.affine.forEach((value, i) => expect(value).toBeCloseTo(affine[i], 9));
      expect(info.crs.name).toBe('EPSG:32613');
      expect(info.dtype).toBe(dtype === 'float64' ? 'float32' : dtype);
      expect(info.notes).toEqual(dtype === 'float64' ? ['float64 read as float32'] : []);
      expect(info.nodata).toBe(nodata);
      expect(info.levels.map(({ width, height }) => [width, height])).toEqual(
        levels.map(({ width, height }) => [width, height]),
      );
      for (const [level, expected] of levels.entries()) {
        const window = await reader.read({ ...ownGrid(info, { level }), source });
        expect(window.level.index).toBe(level);
        expectLevel(window, expected, tolerance);
      }
    }
  });

  test('WebP has no decoder here, and that has a name', async () => {
    const reader = readerOf('webp-lossy.tif');
    const source = plainSource('memory:file');
    const place = ownGrid(await reader.describe(source));
    await expect(reader.read({ ...place, source })).rejects.toMatchObject({ tag: 'unsupported' });
  });
});
