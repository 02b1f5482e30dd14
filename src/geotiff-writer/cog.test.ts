import type { PixelArray } from '../dtype.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCog } from './cog.ts';
import { mean, nearest, pyramid, tilesOf } from './overviews.ts';
import type { CogSpec } from './spec.ts';
import { gdalInfo, gdalPixels, hasGdal, hasValidator, validate } from './testing/gdal.ts';
import { makePixels, makeSpec, sampleTypes, utm13 } from './testing/sample-image.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bestpixel-cog-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function write(spec: CogSpec, levels: readonly PixelArray[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Blob(await writeCog(spec, tilesOf(spec, levels))).arrayBuffer());
}

function save(bytes: Uint8Array, name: string): string {
  const file = join(folder, `${name}.tif`);
  writeFileSync(file, bytes);
  return file;
}

const bytesOf = (data: PixelArray) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

const cases = sampleTypes.flatMap((type) => [1, 3].map((samples) => ({ type, samples })));

describe.each(cases)('$type with $samples sample(s) per pixel', ({ type, samples }) => {
  const spec = makeSpec({ type, samples });
  const levels = pyramid(spec, makePixels(spec), nearest);

  test('every level comes back from geotiff.js bit for bit', async () => {
    const tiff = await fromArrayBuffer((await write(spec, levels)).buffer);
    expect(await tiff.getImageCount()).toBe(3);
    for (const [level, data] of levels.entries()) {
      const image = await tiff.getImage(level);
      const read = (await image.readRasters({ interleave: true })) as unknown as PixelArray;
      expect(bytesOf(read).equals(bytesOf(data)), `level ${level}`).toBe(true);
    }
  });

  // GDAL before 3.7 has no int8: it gives the same bytes as uint8.
  test.skipIf(!hasGdal)(
    'every level comes back from GDAL bit for bit (skipped where GDAL is absent)',
    async () => {
      const file = save(await write(spec, levels), `${type}-${samples}`);
      for (const [level, data] of levels.entries()) {
        expect(Buffer.from(gdalPixels(file, level)).equals(bytesOf(data)), `level ${level}`).toBe(true);
      }
    },
  );
});

describe.skipIf(!hasGdal)('what GDAL reads in the header (skipped where GDAL is absent)', () => {
  test('size, tiles, CRS, affine, nodata, overviews and texts', async () => {
    const spec = makeSpec({
      nodata: 0,
      bands: [{ description: 'red <b> & "q"', scale: 0.0001, offset: -0.1 }],
      metadata: { NOTE: 'made <up> & "so"' },
    });
    const info = gdalInfo(save(await write(spec, pyramid(spec, makePixels(spec), mean)), 'header'));
    expect(info.size).toEqual([101, 75]);
    expect(info.geoTransform).toEqual([648520, 10, 0, 4450480, 0, -10]);
    expect(info.coordinateSystem.wkt).toMatch(/ID\["EPSG",32613\]\]$/);
    expect(info.metadata['']).toMatchObject({ NOTE: 'made <up> & "so"', AREA_OR_POINT: 'Area' });
    expect(info.metadata['IMAGE_STRUCTURE']).toMatchObject({
      LAYOUT: 'COG',
      COMPRESSION: 'DEFLATE',
      PREDICTOR: '2',
    });
    expect(info.bands[0]).toMatchObject({
      block: [32, 32],
      type: 'UInt16',
      noDataValue: 0,
      description: 'red <b> & "q"',
      scale: 0.0001,
      offset: -0.1,
      overviews: [{ size: [51, 38] }, { size: [26, 19] }],
    });
  });

  test('a geographic CRS, with rows running north', async () => {
    const crs = { name: 'EPSG:4326', proj4: '+proj=longlat +datum=WGS84 +no_defs' };
    const grid = { crs, affine: [0.25, 0, -10, 0, 0.5, 40] as const, width: 20, height: 10 };
    const spec = makeSpec({ grid, overviews: 0 });
    const info = gdalInfo(save(await write(spec, [makePixels(spec)]), 'geographic'));
    expect(info.geoTransform).toEqual([-10, 0.25, 0, 40, 0, 0.5]);
    expect(info.coordinateSystem.wkt).toMatch(/^GEOGCRS[^]*ID\["EPSG",4326\]\]$/);
  });

  test('a rotated affine transform', async () => {
    const grid = { crs: utm13, affine: [8, 6, 500000, 6, -8, 4400000] as const, width: 20, height: 10 };
    const spec = makeSpec({ grid, overviews: 0 });
    const info = gdalInfo(save(await write(spec, [makePixels(spec)]), 'rotated'));
    expect(info.geoTransform).toEqual([500000, 8, 6, 4400000, 6, -8]);
  });

  test('a nodata value of nan', async () => {
    const spec = makeSpec({ type: 'float32', nodata: NaN, overviews: 0 });
    const info = gdalInfo(save(await write(spec, [makePixels(spec)]), 'nan'));
    expect(info.bands[0]!.noDataValue).toBe('NaN');
  });
});

test.skipIf(!hasValidator)(
  "GDAL's COG validator finds every promise of the layout kept (skipped where it is absent)",
  async () => {
    const spec = makeSpec({ nodata: 0 });
    const bytes = await write(spec, pyramid(spec, makePixels(spec), mean));
    expect(validate(save(bytes, 'valid'))).toMatchObject({ valid: true });
    // A tile whose repeated last bytes are wrong: the check can fail.
    bytes[bytes.length - 1]! ^= 1;
    expect(validate(save(bytes, 'broken'))).toMatchObject({ valid: false });
  },
);

test('tiles are asked for level by level, a row at a time', async () => {
  const spec = makeSpec({ overviews: 1 });
  const asked: string[] = [];
  await writeCog(spec, ({ level, column, row }) => {
    asked.push(`${level}/${row}/${column}`);
    return new Uint16Array(32 * 32);
  });
  const rows = (level: number, count: number, columns: readonly number[]) =>
    Array.from({ length: count }, (_, row) => columns.map((column) => `${level}/${row}/${column}`)).flat();
  expect(asked).toEqual([...rows(0, 3, [0, 1, 2, 3]), ...rows(1, 2, [0, 1])]);
});

describe('errors', () => {
  const never = () => expect.unreachable('no pixel is asked for');

  test('a CRS without an EPSG code is named before any pixel is asked for', async () => {
    const grid = { ...makeSpec().grid, crs: { name: 'my own', proj4: '+proj=aea +lat_1=30 +lat_2=50' } };
    await expect(writeCog(makeSpec({ grid }), never)).rejects.toMatchObject({
      tag: 'unsupported',
      where: 'my own',
    });
  });

  test.each([{ tileSize: 100 }, { samples: 0 }, { overviews: -1 }])('%o cannot be written', async (wrong) => {
    await expect(writeCog(makeSpec(wrong), never)).rejects.toMatchObject({ tag: 'bad-input' });
  });

  test('a tile of another type is refused', async () => {
    await expect(writeCog(makeSpec(), () => new Int16Array(32 * 32))).rejects.toMatchObject({
      tag: 'bad-input',
    });
  });

  test('the error of a tile source ends the writing', async () => {
    const aborted = new DOMException('stopped', 'AbortError');
    await expect(writeCog(makeSpec(), () => Promise.reject(aborted))).rejects.toBe(aborted);
  });
});
