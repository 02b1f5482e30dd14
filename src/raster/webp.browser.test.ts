import { expect, test } from 'vitest';
import losslessUrl from './fixtures/webp-lossless-alpha.tif?url';
import lossyAlphaUrl from './fixtures/webp-lossy-alpha.tif?url';
import lossyUrl from './fixtures/webp-lossy.tif?url';
import expectedJson from './fixtures/expected.json';
import { createLocalReader } from './local-reader.ts';
import type { Expected } from './testing/expected.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

const all = expectedJson as unknown as Expected[];

test.each([
  ['webp-lossless-alpha.tif', losslessUrl],
  ['webp-lossy-alpha.tif', lossyAlphaUrl],
  ['webp-lossy.tif', lossyUrl],
])('%s is read as GDAL reads it, colours under transparency too', async (name, url) => {
  const { bands, tolerance } = all.find(({ file }) => file === name)!;
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const reader = createLocalReader({
    client: new MemoryClient({ 'memory:file': bytes }),
    budgetBytes: 1 << 20,
  });
  for (const [sample, [expected]] of bands.entries()) {
    const source = plainSource('memory:file', { sample });
    const { data, mask } = await reader.read({ ...ownGrid(await reader.describe(source)), source });
    for (const [column, row, value] of expected.pixels) {
      const at = row * expected.width + column;
      expect(mask[at]).toBe(value === null ? 0 : 1);
      if (value !== null) expect(Math.abs(data[at] - value)).toBeLessThanOrEqual(tolerance);
    }
  }
});
