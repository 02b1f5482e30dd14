import { afterEach, expect, test } from 'vitest';
import overviewsUrl from './fixtures/mask-overviews-u16.tif?url';
import zstdUrl from './fixtures/zstd-i16.tif?url';
import lercUrl from './fixtures/lerc-zstd-u16.tif?url';
import jpegUrl from './fixtures/jpeg-ycbcr-mask.tif?url';
import webpUrl from './fixtures/webp-lossless-alpha.tif?url';
import expectedJson from './fixtures/expected.json';
import { createReaderPool } from './reader-pool.ts';
import { spawnReaderWorker } from './spawn-worker.ts';
import type { Expected } from './testing/expected.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

const all = expectedJson as unknown as Expected[];
const pool = createReaderPool({ createWorker: spawnReaderWorker, size: 2, budgetBytes: 16 << 20 });
const others: { dispose(): void }[] = [];
afterEach(() => others.splice(0).forEach((one) => one.dispose()));

test.each([
  ['mask-overviews-u16.tif', overviewsUrl],
  ['zstd-i16.tif', zstdUrl],
  ['lerc-zstd-u16.tif', lercUrl],
  ['jpeg-ycbcr-mask.tif', jpegUrl],
  ['webp-lossless-alpha.tif', webpUrl],
])('a real worker decodes %s as GDAL does', async (name, url) => {
  const { bands, tolerance } = all.find(({ file }) => file === name)!;
  const blob = await (await fetch(url)).blob();
  const source = plainSource(blob);
  const info = await pool.describe(source);
  const { data, mask } = await pool.read({ ...ownGrid(info), source });
  const [expected] = bands[0];
  for (const [column, row, value] of expected.pixels) {
    const at = row * expected.width + column;
    expect(mask[at]).toBe(value === null ? 0 : 1);
    if (value !== null) expect(Math.abs(data[at] - value)).toBeLessThanOrEqual(tolerance);
  }
});

test('a real worker fetches by URL and names what is not there', async () => {
  const gone = plainSource(new URL('/nowhere/at/all.tif', location.href).href);
  await expect(pool.describe(gone)).rejects.toMatchObject({
    name: 'BestpixelError',
    remedy: expect.any(String),
  });
});

test('a worker whose script is missing is a named error', async () => {
  const createWorker = (): Worker => new Worker('/no-such-worker.js', { type: 'module' });
  const broken = createReaderPool({ createWorker, size: 1, budgetBytes: 1 << 20 });
  others.push(broken);
  const failure = broken.describe(plainSource(new Blob(['x'])));
  await expect(failure).rejects.toMatchObject({ tag: 'worker-crashed' });
});

test('a closed pool ends a pending read', async () => {
  const closing = createReaderPool({ createWorker: spawnReaderWorker, size: 1, budgetBytes: 1 << 20 });
  const pending = closing.describe(plainSource(new Blob(['x'])));
  closing.dispose();
  await expect(pending).rejects.toMatchObject({ tag: 'disposed' });
});
