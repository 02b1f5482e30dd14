import { describe, expect, test } from 'vitest';
import { BestpixelError, tell } from '../errors.ts';
import { Http } from '../net/http.ts';
import type { BandSource } from '../scene/scene.ts';
import { createLocalReader } from './local-reader.ts';
import { fixture } from './testing/fixture.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';
import { randomNumbers, withLoop, withTag } from './testing/tamper.ts';
import { tag } from './tiff/tags.ts';

/** Reads all of a file's first band, or of the one given. */
async function read(file: Uint8Array, overrides: Partial<BandSource> = {}): Promise<void> {
  const client = new MemoryClient({ 'memory:file': file });
  const reader = createLocalReader({ client, budgetBytes: 1 << 20 });
  const source = plainSource('memory:file', overrides);
  const info = await reader.describe(source);
  await reader.read({ ...ownGrid(info), source });
}

async function failureOf(work: Promise<unknown>): Promise<BestpixelError> {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(BestpixelError);
  return error as BestpixelError;
}

const sound = fixture('nodata-out-of-range-u8.tif');
const tiled = fixture('mask-overviews-u16.tif');

describe('one error, with a name, the file and what to do, for', () => {
  test.each<
    [what: string, expectedTag: string, file: Uint8Array<ArrayBuffer>, overrides?: Partial<BandSource>]
  >([
    ['a file that is no TIFF', 'corrupt', new TextEncoder().encode('<html>not found</html>')],
    ['an empty file', 'truncated', new Uint8Array(0)],
    ['a file cut in its header', 'truncated', sound.slice(0, 60)],
    ['a file cut in its pixels', 'truncated', tiled.slice(0, tiled.length - 900)],
    ['directories in a loop', 'corrupt', withLoop(tiled)],
    ['a width of nothing', 'corrupt', withTag(sound, tag.ImageWidth, { value: 0 })],
    ['more pixels than the file lists blocks for', 'corrupt', withTag(tiled, tag.ImageWidth, { value: 2e9 })],
    ['a strip that takes gigabytes', 'too-large', withTag(sound, tag.ImageWidth, { value: 2e9 })],
    ['a tile that takes gigabytes', 'too-large', withTag(tiled, tag.TileWidth, { value: 1e9 })],
    ['endless metadata', 'too-large', withTag(sound, tag.GdalNodata, { count: 3e9 })],
    ['an endless list of tiles', 'truncated', withTag(tiled, tag.TileOffsets, { count: 4e9, value: 9e6 })],
    ['a compression of long ago', 'unsupported', withTag(sound, tag.Compression, { value: 6 })],
    ['a compression nobody knows', 'unsupported', withTag(sound, tag.Compression, { value: 44_510 })],
    [
      'half floats',
      'unsupported',
      withTag(sound, tag.BitsPerSample, { value: 16, newTag: tag.BitsPerSample }),
    ],
    [
      'a predictor that does not exist',
      'corrupt',
      withTag(fixture('lzw-predictor3-f32.tif'), tag.Predictor, { value: 9 }),
    ],
    ['no georeference', 'no-georeference', withTag(sound, tag.ModelPixelScale, { newTag: 65_000 })],
    ['pixels without area', 'no-georeference', withTag(sound, tag.ModelPixelScale, { count: 0 })],
    ['no CRS', 'unknown-crs', withTag(sound, tag.GeoKeyDirectory, { newTag: 65_000 })],
    ['a sample that is not there', 'missing-band', sound, { sample: 4 }],
    ['a sample before the first', 'missing-band', sound, { sample: -1 }],
  ])('%s', async (what, expectedTag, file, overrides) => {
    // Half floats are told by the sample format beside 16 bits.
    const spoilt = what === 'half floats' ? withTag(file, tag.SampleFormat, { value: 3 }) : file;
    const error = await failureOf(read(spoilt, overrides));
    expect(`${error.tag}: ${tell(error)}`).toMatch(new RegExp(`^${expectedTag}: .*memory:file`));
    expect(error.remedy).toMatch(/\.$/);
  });

  test('a file that is not there', async () => {
    const client = new MemoryClient({});
    const reader = createLocalReader({ client, budgetBytes: 1 << 20 });
    const error = await failureOf(reader.describe(plainSource('memory:file')));
    expect(error).toMatchObject({ tag: 'http-status', where: 'memory:file' });
  });

  test('a server that ignores Range', async () => {
    const client = new Http({ fetch: async () => new Response(tiled) });
    const reader = createLocalReader({ client, budgetBytes: 1 << 20 });
    const error = await failureOf(reader.describe(plainSource('https://tiles.test/a.tif?token=1')));
    expect(error).toMatchObject({ tag: 'range-ignored', where: 'https://tiles.test/a.tif' });
  });

  test('a file on disk that was written again after it was opened', async () => {
    const file = new File([sound], 'cloud.tif');
    file.slice = () => {
      const gone = new Blob();
      gone.arrayBuffer = () => Promise.reject(new DOMException('permission problems', 'NotReadableError'));
      return gone;
    };
    const reader = createLocalReader({ client: new MemoryClient({}), budgetBytes: 1 << 20 });
    const error = await failureOf(reader.describe({ ...plainSource('memory:file'), href: file }));
    expect(`${error.tag}: ${tell(error)}`).toBe(
      'changed: the file can no longer be read (cloud.tif). It has changed or moved since it was opened: open it again.',
    );
  });
});

test('a CRS that the file does not tell is taken from the catalog', async () => {
  const client = new MemoryClient({ 'memory:file': withTag(sound, tag.GeoKeyDirectory, { newTag: 65_000 }) });
  const reader = createLocalReader({ client, budgetBytes: 1 << 20 });
  const info = await reader.describe(plainSource('memory:file', { crs: 'EPSG:32633' }));
  expect(info.crs.name).toBe('EPSG:32633');
});

test('a header of absurd sizes allocates nothing large', async () => {
  const before = process.memoryUsage().arrayBuffers;
  await failureOf(read(withTag(sound, tag.ImageWidth, { value: 2e9 })));
  await failureOf(read(withTag(sound, tag.GdalNodata, { count: 3e9 })));
  await failureOf(read(withTag(tiled, tag.TileWidth, { value: 60_000_000 })));
  await failureOf(read(withTag(tiled, tag.TileWidth, { value: 3_000_000 })));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
});

describe('damaged at random, a file is read or fails by name, never otherwise:', () => {
  test.each([
    'deflate-planar-u16',
    'lzw-strips-u16',
    'lzw-predictor3-f32',
    'zstd-i16',
    'packbits-i8',
    'big-endian-predictor2-u16',
    'lerc-nan-f32',
    'lerc-zstd-u16',
    'lerc-alpha-u8',
    'jpeg-ycbcr-mask',
    'jpeg-gray',
    'mask-overviews-u16',
    'bigtiff',
  ])('%s', async (name) => {
    const whole = fixture(`${name}.tif`);
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomNumbers(seed);
      const file = whole.slice(0, seed % 4 === 0 ? random(whole.length) : whole.length);
      // Headers are small and matter most: half of the damage is done there.
      const reach = seed % 2 === 0 ? file.length : Math.min(file.length, 700);
      const places = Array.from({ length: 1 + random(6) }, () => random(reach));
      for (const place of places) file[place] = random(256);
      const outcome = await read(file).catch((error: unknown) => error);
      if (outcome !== undefined) {
        expect(outcome, `${name}, seed ${seed}: ${String((outcome as Error).stack)}`).toBeInstanceOf(
          BestpixelError,
        );
      }
    }
  });
});
