import { describe, expect, test } from 'vitest';
import type { BandSource } from '../scene/scene.ts';
import { createLocalReader } from './local-reader.ts';
import type { BandWindow, Reader } from './reader.ts';
import { fixture } from './testing/fixture.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

function setUp(...names: string[]) {
  const files = Object.fromEntries(names.map((name) => [`memory:${name}`, fixture(`${name}.tif`)]));
  const client = new MemoryClient(files);
  return { client, reader: createLocalReader({ client, budgetBytes: 16 << 20 }) };
}

async function readAll(reader: Reader, source: BandSource): Promise<BandWindow> {
  return reader.read({ ...ownGrid(await reader.describe(source)), source });
}

describe('nodata', () => {
  const file = 'nodata-0-probability';

  test('is the file’s where nothing else is said', async () => {
    const { reader } = setUp(file);
    const source = plainSource(`memory:${file}`, { nodata: { declared: 17 } });
    expect((await reader.describe(source)).nodata).toBe(0);
    const { data, mask, valid } = await readAll(reader, source);
    expect(valid).toBeLessThan(mask.length);
    mask.forEach((here, at) => expect(here).toBe(data[at] === 0 ? 0 : 1));
  });

  test('is never a value that the dataset excludes: 0 is a probability', async () => {
    const { reader } = setUp(file);
    const source = plainSource(`memory:${file}`, { nodata: { never: 0 } });
    expect((await reader.describe(source)).nodata).toBeNull();
    const { data, mask, valid } = await readAll(reader, source);
    expect(valid).toBe(mask.length);
    expect(data).toContain(0);
  });

  test('is the dataset’s before the file’s', async () => {
    const { reader } = setUp(file);
    const source = plainSource(`memory:${file}`, { nodata: { dataset: null } });
    expect((await reader.describe(source)).nodata).toBeNull();
    const other = plainSource(`memory:${file}`, { nodata: { dataset: 5 } });
    expect((await reader.describe(other)).nodata).toBe(5);
  });

  test('is the catalog’s where the file says nothing', async () => {
    const { reader } = setUp('pixel-is-point');
    const first = (await readAll(reader, plainSource('memory:pixel-is-point'))).data[0];
    const source = plainSource('memory:pixel-is-point', { nodata: { declared: first } });
    const { data, mask, valid } = await readAll(reader, source);
    expect(valid).toBeLessThan(mask.length);
    mask.forEach((here, at) => expect(here).toBe(data[at] === first ? 0 : 1));
  });
});

describe('a shift', () => {
  test('is added to valid values after masking, and keeps their sign', async () => {
    const { reader } = setUp('deflate-pixel-u16', 'nodata-i16');
    const plain = await readAll(reader, plainSource('memory:deflate-pixel-u16'));
    const shifted = await readAll(reader, plainSource('memory:deflate-pixel-u16', { shift: -1000 }));
    expect(shifted.dtype).toBe('int32');
    expect(shifted.data).toEqual(Int32Array.from(plain.data, (value) => value - 1000));
    const masked = await readAll(reader, plainSource('memory:nodata-i16', { shift: 9999 }));
    expect(masked.valid).toBe((await readAll(reader, plainSource('memory:nodata-i16'))).valid);
  });

  test('says its type before anything is read', async () => {
    const { reader } = setUp('deflate-pixel-u16', 'packbits-i8', 'lzw-predictor3-f32');
    const dtype = async (name: string, shift: number) =>
      (await reader.describe(plainSource(`memory:${name}`, { shift }))).dtype;
    expect(await dtype('deflate-pixel-u16', -1000)).toBe('int32');
    expect(await dtype('packbits-i8', 128)).toBe('uint8');
    expect(await dtype('lzw-predictor3-f32', 1)).toBe('float32');
  });
});

describe('a band that another one judges', () => {
  test('is there only where the judge is there and holds none of the refused values', async () => {
    const { reader } = setUp('deflate-pixel-u16', 'sparse-nodata');
    const judge = plainSource('memory:sparse-nodata');
    const judged = await readAll(reader, judge);
    const refused = judged.data[judged.mask.indexOf(1)];
    const source = plainSource('memory:deflate-pixel-u16', {
      validWhere: { source: judge, not: [refused] },
    });
    const { mask, valid } = await readAll(reader, source);
    expect(valid).toBeGreaterThan(0);
    mask.forEach((here, at) => expect(here).toBe(judged.mask[at] && judged.data[at] !== refused ? 1 : 0));
  });

  test('is judged alike in crowds: several bands and grids at once, one of them given up', async () => {
    const { reader } = setUp('deflate-pixel-u16');
    const judge = plainSource('memory:deflate-pixel-u16', { sample: 1 });
    const info = await reader.describe(judge);
    const refused = (await readAll(reader, judge)).data[0]!;
    const bands = [0, 1].map((sample) =>
      plainSource('memory:deflate-pixel-u16', { sample, validWhere: { source: judge, not: [refused] } }),
    );
    const requests = [ownGrid(info), ownGrid(info, { width: 3, height: 2 })].flatMap((place) =>
      bands.map((source) => ({ ...place, source })),
    );
    const leaving = new AbortController();
    const left = reader.read(requests[0]!, leaving.signal);
    const crowd = Promise.all(requests.map((request) => reader.read(request)));
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    const alone: BandWindow[] = [];
    for (const request of requests) alone.push(await reader.read(request));
    expect(await crowd).toEqual(alone);
    expect(alone[0]!.valid).not.toBe(alone[2]!.valid);
  });

  test('fails where the judge fails', async () => {
    const { reader } = setUp('deflate-pixel-u16');
    const place = ownGrid(await reader.describe(plainSource('memory:deflate-pixel-u16')));
    const source = plainSource('memory:deflate-pixel-u16', {
      validWhere: { source: plainSource('memory:nowhere'), not: [] },
    });
    const failure = { tag: 'http-status', where: 'memory:nowhere' };
    await expect(reader.read({ ...place, source })).rejects.toMatchObject(failure);
  });
});

describe('a window', () => {
  test('reaches beyond its grid by its halo, and is masked outside the file', async () => {
    const { reader } = setUp('deflate-pixel-u16');
    const source = plainSource('memory:deflate-pixel-u16');
    const info = await reader.describe(source);
    const whole = await readAll(reader, source);
    const corner = await reader.read({ ...ownGrid(info, { width: 2, height: 2 }), halo: 1, source });
    expect([corner.width, corner.height]).toEqual([4, 4]);
    expect([...corner.mask]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1]);
    expect(corner.data[5]).toBe(whole.data[0]);
    expect(corner.data[15]).toBe(whole.data[2 * info.width + 2]);
    expect(corner.valid).toBe(9);
  });

  test('of planar samples reads only the blocks of its own', async () => {
    const { client, reader } = setUp('deflate-planar-u16');
    const small = createLocalReader({ client, budgetBytes: 16 << 20, blockBytes: 256 });
    const source = plainSource('memory:deflate-planar-u16', { sample: 2 });
    await readAll(small, source);
    expect(client.stats().bytes).toBeLessThan(fixture('deflate-planar-u16.tif').length / 2);
    reader.dispose();
  });

  test('takes all samples of an interleaved block from one decoding', async () => {
    const { reader } = setUp('deflate-pixel-u16');
    for (let sample = 0; sample < 3; sample++) {
      await readAll(reader, plainSource('memory:deflate-pixel-u16', { sample }));
    }
    expect(reader.stats().decodedBytes).toBe(3 * 2 * 16 * 16 * 3 * 2);
  });
});

describe('a file', () => {
  test('is opened once for all who ask at the same time, and described again for nothing', async () => {
    const { client, reader } = setUp('bigtiff');
    const source = plainSource('memory:bigtiff');
    await Promise.all([reader.describe(source), reader.describe(source), readAll(reader, source)]);
    await reader.describe(source);
    expect(client.requests).toHaveLength(1);
  });

  test('from disk is read without any request', async () => {
    const { client, reader } = setUp();
    const file = new File([fixture('bigtiff.tif')], 'mine.tif');
    const { valid } = await readAll(reader, plainSource(file));
    expect(valid).toBeGreaterThan(0);
    expect(client.requests).toEqual([]);
    const missing = reader.describe(plainSource(file, { sample: 3 }));
    await expect(missing).rejects.toMatchObject({ tag: 'missing-band', where: 'mine.tif' });
  });

  test('whose size the server hides is read all the same', async () => {
    const { client, reader } = setUp('mask-overviews-u16');
    client.tellsSize = false;
    expect((await readAll(reader, plainSource('memory:mask-overviews-u16'))).valid).toBeGreaterThan(0);
  });

  test('that failed stays failed until failures are forgotten', async () => {
    const { client, reader } = setUp();
    const source = plainSource('memory:late');
    await expect(reader.describe(source)).rejects.toMatchObject({ tag: 'http-status' });
    client.set('memory:late', fixture('bigtiff.tif'));
    await expect(reader.describe(source)).rejects.toMatchObject({ tag: 'http-status' });
    expect(client.requests).toHaveLength(1);
    reader.forgetFailures();
    expect((await reader.describe(source)).dtype).toBe('uint16');
  });

  test.each([
    ['cut in its header', (file: Uint8Array) => file.slice(0, 60)],
    ['cut in its pixels', (file: Uint8Array) => file.slice(0, file.length - 900)],
    ['damaged in its pixels', (file: Uint8Array) => file.slice().fill(0xa5, file.length - 900)],
  ])('%s is fetched anew once failures are forgotten', async (_how, spoil) => {
    const whole = fixture('mask-overviews-u16.tif');
    const source = plainSource('memory:file');
    const client = new MemoryClient({ 'memory:file': spoil(whole) });
    const reader = createLocalReader({ client, budgetBytes: 16 << 20 });
    await expect(readAll(reader, source)).rejects.toMatchObject({ where: 'memory:file' });
    client.set('memory:file', whole);
    await expect(readAll(reader, source)).rejects.toMatchObject({ where: 'memory:file' });
    reader.forgetFailures();
    const { reader: other } = setUp('mask-overviews-u16');
    expect(await readAll(reader, source)).toEqual(
      await readAll(other, plainSource('memory:mask-overviews-u16')),
    );
  });
});

describe('an abort', () => {
  test('rejects at once and stops the request', async () => {
    const { client, reader } = setUp('bigtiff');
    client.held = true;
    const leaver = new AbortController();
    const opening = reader.describe(plainSource('memory:bigtiff'), leaver.signal);
    leaver.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(client.requests.every(({ signal }) => signal?.aborted)).toBe(true);
  });

  test('of one leaves the opening of a file to the other, and is not remembered as a failure', async () => {
    const { client, reader } = setUp('bigtiff');
    client.held = true;
    const leaver = new AbortController();
    const first = reader.describe(plainSource('memory:bigtiff'), leaver.signal);
    const second = reader.describe(plainSource('memory:bigtiff'));
    await Promise.resolve();
    leaver.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    client.release();
    expect((await second).dtype).toBe('uint16');
    expect(client.requests).toHaveLength(1);
  });
});

test('a closed reader rejects what is pending and what is asked', async () => {
  const { client, reader } = setUp('bigtiff');
  client.held = true;
  const pending = reader.describe(plainSource('memory:bigtiff'));
  await Promise.resolve();
  reader.dispose();
  await expect(pending).rejects.toMatchObject({ tag: 'disposed' });
  await expect(reader.describe(plainSource('memory:bigtiff'))).rejects.toMatchObject({ tag: 'disposed' });
});

test('caches stay inside the budget', async () => {
  const { client } = setUp('deflate-pixel-u16', 'mask-overviews-u16', 'bigtiff');
  const reader = createLocalReader({ client, budgetBytes: 20_000, blockBytes: 1024 });
  for (const name of ['deflate-pixel-u16', 'mask-overviews-u16', 'bigtiff', 'deflate-pixel-u16']) {
    await readAll(reader, plainSource(`memory:${name}`));
    expect(reader.stats().cachedBytes).toBeLessThanOrEqual(20_000);
  }
  expect(reader.stats().cachedBytes).toBeGreaterThan(0);
});
