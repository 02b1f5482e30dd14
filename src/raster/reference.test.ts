import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { epsgAtOnce } from '../grid/crs-code.ts';
import { BlockCache } from './block-cache.ts';
import { BlockReader } from './block-reader.ts';
import { BlobSource } from './byte-source.ts';
import { createLocalReader } from './local-reader.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';
import { rowsIn } from './tiff/layout.ts';
import { openPyramid } from './tiff/pyramid.ts';

interface Pixel {
  readonly x: number;
  readonly y: number;
  readonly v: readonly (number | string)[];
  readonly mask: number;
}

interface Reference {
  readonly file: string;
  readonly why: string;
  readonly gdal_opens: boolean;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly dtype: string;
  readonly compression: string | null;
  readonly nodata: number | string | null;
  readonly geotransform: readonly number[] | null;
  readonly epsg: string | null;
  readonly overviews?: readonly (readonly [number, number])[];
  readonly pixels: readonly Pixel[];
  readonly overview0_pixels?: readonly { x: number; y: number; v: number }[];
  readonly lossy_tolerance: number;
}

const folder = new URL('../../../shared/data/tiff/', import.meta.url);
const present = existsSync(folder);
if (!present) {
  // oxlint-disable-next-line no-console
  console.warn('SKIPPED: ../shared/data/tiff is absent. fixtures.test.ts covers the same ground.');
}

const references: Reference[] = present
  ? (JSON.parse(readFileSync(new URL('reference.json', folder), 'utf8')) as Reference[])
  : [];
const bytesOf = (file: string): Uint8Array => readFileSync(new URL(file, folder));

function readerOf(file: string) {
  const client = new MemoryClient({ 'memory:file': bytesOf(file) });
  return createLocalReader({ client, budgetBytes: 64 << 20 });
}

function expectValue(actual: number, expected: number | string, { dtype, lossy_tolerance }: Reference): void {
  if (expected === 'nan') expect(actual).toBeNaN();
  else if (lossy_tolerance > 0)
    expect(Math.abs(actual - Number(expected))).toBeLessThanOrEqual(lossy_tolerance);
  else expect(actual).toBe(dtype.startsWith('Float') ? Math.fround(Number(expected)) : expected);
}

describe.runIf(present)('GDAL reads, and so do we, with georeference and masks:', () => {
  const georeferenced = references.filter(({ gdal_opens, geotransform }) => gdal_opens && geotransform);
  test.each(georeferenced)('$file ($why)', async (reference) => {
    const reader = readerOf(reference.file);
    const info = await reader.describe(plainSource('memory:file'));
    const [c, a, b, f, d, e] = reference.geotransform!;
    info.affine.forEach((value, i) => expect(value).toBeCloseTo([a, b, c, d, e, f][i], 6));
    expect([info.width, info.height]).toEqual([reference.width, reference.height]);
    expect(String(info.nodata).toLowerCase()).toBe(String(reference.nodata));
    expect(info.levels.slice(1).map(({ width, height }) => [width, height])).toEqual(
      reference.overviews ?? [],
    );
    const code = reference.epsg === null ? null : epsgAtOnce(Number(reference.epsg.slice(5)));
    if (code) expect(info.crs.name).toBe(reference.epsg);
    for (const pixel of reference.pixels) {
      for (let sample = 0; sample < reference.bands; sample++) {
        const source = plainSource('memory:file', { sample });
        const place = { ...ownGrid(info, { x: pixel.x, y: pixel.y, width: 1, height: 1 }), source };
        const window = reader.read(place);
        if (pixel.v[sample] === 'READ_ERROR' || pixel.v[0] === 'READ_ERROR') {
          await expect(window).rejects.toBeInstanceOf(BestpixelError);
          continue;
        }
        if (reference.compression === 'WEBP' && (await window.catch(() => null)) === null) {
          await expect(window).rejects.toMatchObject({ tag: 'unsupported' });
          continue;
        }
        const { data, mask } = await window;
        expectValue(data[0], pixel.v[sample], reference);
        const isAlpha = reference.bands === 4 && sample === 3;
        if (!isAlpha) expect(mask[0]).toBe(pixel.mask ? 1 : 0);
      }
    }
    for (const { x, y, v } of reference.overview0_pixels ?? []) {
      const place = ownGrid(info, { level: 1, x, y, width: 1, height: 1 });
      const { data, level } = await reader.read({ ...place, source: plainSource('memory:file') });
      expect(level.index).toBe(1);
      expectValue(data[0], v, reference);
    }
  });
});

describe.runIf(present)('GDAL reads, and so do our blocks, though nobody knows where it lies:', () => {
  const placeless = references.filter(
    ({ gdal_opens, geotransform, file }) => gdal_opens && !geotransform && !file.startsWith('broken'),
  );
  test.each(placeless)('$file ($why)', async (reference) => {
    const raw = new BlockCache({ budgetBytes: 1 << 20 });
    const { levels } = await openPyramid(raw, new BlobSource(new Blob([bytesOf(reference.file).slice()])));
    const { image } = levels[0];
    const { blockWidth, blockHeight } = image.layout;
    const reader = new BlockReader({ raw, budgetBytes: 1 << 20 });
    for (const { x, y, v } of reference.pixels) {
      const block = { column: Math.floor(x / blockWidth), row: Math.floor(y / blockHeight), sample: 0 };
      await reader.read(image, [block], (pixels) => {
        expect(pixels).toHaveLength(blockWidth * rowsIn(image.layout, block.row));
        expectValue(pixels![(y % blockHeight) * blockWidth + (x % blockWidth)], v[0], reference);
      });
    }
  });

  test.each(placeless)('$file has no georeference, and that has a name', async ({ file }) => {
    await expect(readerOf(file).describe(plainSource('memory:file'))).rejects.toMatchObject({
      tag: 'no-georeference',
    });
  });
});

describe.runIf(present)('GDAL refuses, and so do we, by name:', () => {
  const broken = references.filter(
    ({ gdal_opens, geotransform, file }) => !gdal_opens || (file.startsWith('broken') && !geotransform),
  );
  test.each(broken)('$file ($why)', async ({ file }) => {
    const failure = await readerOf(file)
      .describe(plainSource('memory:file'))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BestpixelError);
    expect(failure).toMatchObject({ where: 'memory:file', remedy: expect.any(String) });
  });
});
