import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PixelArray } from '../dtype.ts';
import type { Block } from './header.ts';
import { nearest, pyramid, tilesOf } from './overviews.ts';
import type { CogSpec } from './spec.ts';
import { streamCog } from './stream.ts';
import { gdalInfo, gdalPixels, hasGdal, hasValidator, validate } from './testing/gdal.ts';
import { makePixels, makeSpec, sampleTypes } from './testing/sample-image.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bestpixel-stream-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function write(spec: CogSpec, levels: readonly PixelArray[]): Promise<Uint8Array<ArrayBuffer>> {
  const tileOf = tilesOf(spec, levels);
  const store: Block[] = [];
  const { header, blocks } = await streamCog(spec, {
    read: async (tile) => tileOf({ level: 0, ...tile }),
    keep: async (block) => void store.push(block),
  });
  const kept = new Blob(store);
  const parts = blocks.map(({ start, end }) => kept.slice(start, end));
  return new Uint8Array(await new Blob([header, ...parts]).arrayBuffer());
}

const bytesOf = (data: PixelArray) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
const sizes = [
  { width: 101, height: 75 },
  { width: 128, height: 64 },
  { width: 97, height: 130 },
  { width: 1, height: 33 },
];
const cases = sampleTypes.flatMap((type, i) => [
  { type, samples: 1 + (i % 3), size: sizes[i % sizes.length]! },
]);

describe.each(cases)(
  '$type × $samples of $size.width × $size.height pixels, streamed',
  ({ type, samples, size }) => {
    const plain = makeSpec({ type, samples });
    const spec = { ...plain, grid: { ...plain.grid, ...size } };
    const levels = pyramid(spec, makePixels(spec), nearest);

    test.each([false, true])(
      'comes back bit for bit from geotiff.js, overviews by the nearest pixel (BigTIFF: %s)',
      async (big) => {
        const tiff = await fromArrayBuffer((await write({ ...spec, big }, levels)).buffer);
        expect(await tiff.getImageCount()).toBe(3);
        for (const [level, data] of levels.entries()) {
          const image = await tiff.getImage(level);
          const read = (await image.readRasters({ interleave: true })) as unknown as PixelArray;
          expect(bytesOf(read).equals(bytesOf(data)), `level ${level}`).toBe(true);
        }
      },
    );

    test.skipIf(!hasGdal || !hasValidator).each([false, true])(
      'comes back bit for bit from GDAL, whose validator finds nothing (BigTIFF: %s; skipped where GDAL is absent)',
      async (big) => {
        const file = join(folder, `${type}-${size.width}-${big}.tif`);
        writeFileSync(file, await write({ ...spec, big }, levels));
        expect(validate(file)).toMatchObject({ valid: true });
        for (const [level, data] of levels.entries()) {
          expect(Buffer.from(gdalPixels(file, level)).equals(bytesOf(data)), `level ${level}`).toBe(true);
        }
      },
    );
  },
);

test.skipIf(!hasGdal)('bands tell their unit and colour (skipped where GDAL is absent)', async () => {
  const colours = ['Red', 'Green', 'Blue'] as const;
  const bands = [
    ...colours.map((colour) => ({ colour })),
    { description: 'date', unit: 'days since 1970-01-01' },
  ];
  const spec = makeSpec({ samples: 4, bands });
  const file = join(folder, 'colours.tif');
  writeFileSync(file, await write(spec, pyramid(spec, makePixels(spec), nearest)));
  const info = gdalInfo(file);
  expect(info.bands.map(({ colorInterpretation }) => colorInterpretation)).toEqual([...colours, 'Undefined']);
  expect(info.bands[3]).toMatchObject({ description: 'date', unit: 'days since 1970-01-01' });
});

test('tiles without pixels are the same block, and nodata in all levels', async () => {
  const spec = makeSpec({ nodata: 7 });
  const pixels = makePixels(spec);
  // Whole tiles at the left, and one in the middle that has none.
  const isEmpty = (x: number, y: number) => x < 64 || (x < 96 && y >= 32 && y < 64);
  for (let y = 0; y < 75; y++) for (let x = 0; x < 101; x++) if (isEmpty(x, y)) pixels[y * 101 + x] = 7;
  const levels = pyramid(spec, pixels, nearest);
  const tileOf = tilesOf(spec, levels);
  const store: Block[] = [];
  const { header, blocks } = await streamCog(spec, {
    read: async ({ column, row }) =>
      isEmpty(column * 32, row * 32) ? null : tileOf({ level: 0, column, row }),
    keep: async (block) => void store.push(block),
  });
  expect(new Set(store).size).toBeLessThan(store.length - 4);
  const kept = new Blob(store);
  const file = await new Blob([
    header,
    ...blocks.map(({ start, end }) => kept.slice(start, end)),
  ]).arrayBuffer();
  const tiff = await fromArrayBuffer(file);
  for (const [level, data] of levels.entries()) {
    const read = (await (
      await tiff.getImage(level)
    ).readRasters({ interleave: true })) as unknown as PixelArray;
    expect(bytesOf(read).equals(bytesOf(data)), `level ${level}`).toBe(true);
  }
});

describe('a stream that ends early', () => {
  const spec = makeSpec();
  const levels = pyramid(spec, makePixels(spec), nearest);

  test('where a tile fails rejects with its error and asks for no more', async () => {
    const tileOf = tilesOf(spec, levels);
    const asked: number[] = [];
    const broken = streamCog(spec, {
      read: async (tile) => {
        asked.push(tile.column);
        if (tile.column === 2) throw new Error('gone');
        return tileOf({ level: 0, ...tile });
      },
      keep: async () => {},
    });
    await expect(broken).rejects.toThrow('gone');
    expect(asked.at(-1)).toBe(2);
    expect(asked.filter((column) => column === 2)).toHaveLength(1);
  });

  test('where the disk is full rejects with that error', async () => {
    const tileOf = tilesOf(spec, levels);
    const full = streamCog(spec, {
      read: async (tile) => tileOf({ level: 0, ...tile }),
      keep: () => Promise.reject(new Error('full')),
    });
    await expect(full).rejects.toThrow('full');
  });

  test('asks for no more tiles at once than it may hold', async () => {
    const tileOf = tilesOf(spec, levels);
    let [open, most] = [0, 0];
    await streamCog(spec, {
      read: async (tile) => {
        most = Math.max(most, ++open);
        const data = await tileOf({ level: 0, ...tile });
        open--;
        return data;
      },
      keep: async () => {},
    });
    expect(most).toBe(1);
  });
});
