import { describe, expect, test } from 'vitest';
import { joined } from '../net/parts.ts';
import { BlockCache } from './block-cache.ts';
import { UrlSource } from './byte-source.ts';
import { MemoryClient } from './testing/memory-client.ts';

const file = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

function setUp(options: { budgetBytes?: number; blockBytes?: number; maxRequestBytes?: number } = {}) {
  const client = new MemoryClient({ 'memory:file': file });
  const cache = new BlockCache({ budgetBytes: 10_000, blockBytes: 100, ...options });
  const source = new UrlSource('memory:file', { client });
  const asked = () => client.requests.map(({ offset, length }) => [offset, length]);
  return { client, cache, source, asked };
}

describe('blocks of a file', () => {
  test('give the bytes of any range', async () => {
    const { cache, source } = setUp();
    expect(await cache.read(source, { offset: 95, length: 210 })).toEqual(file.slice(95, 305));
    expect(await cache.read(source, { offset: 990, length: 10 })).toEqual(file.slice(990));
    expect(await cache.read(source, { offset: 3, length: 0 })).toHaveLength(0);
  });

  test('are seen without a copy, as one part for each answer', async () => {
    const { cache, source } = setUp();
    await cache.read(source, { offset: 0, length: 8 });
    const [parts, none] = await cache.viewMany(source, [
      { offset: 95, length: 210 },
      { offset: 3, length: 0 },
    ]);
    expect(parts).toEqual([file.slice(95, 100), file.slice(100, 305)]);
    expect(none).toEqual([]);
    const [again] = await cache.viewMany(source, [{ offset: 150, length: 100 }]);
    expect(again![0]!.buffer).toBe(parts![1]!.buffer);
  });

  test('are the same in whatever chunks an answer comes', async () => {
    for (const chunk of [1, 7, 99, 100, 101, 250]) {
      const { cache, client, source } = setUp();
      client.chunk = chunk;
      const ranges = [
        { offset: 95, length: 210 },
        { offset: 990, length: 10 },
      ];
      const [near, end] = await cache.readMany(source, ranges);
      expect([near, end], `chunks of ${chunk}`).toEqual([file.slice(95, 305), file.slice(990)]);
      const [parts] = await cache.viewMany(source, ranges);
      expect(joined(parts!), `chunks of ${chunk}`).toEqual(near);
    }
  });

  test('are fetched once', async () => {
    const { cache, source, asked } = setUp();
    await cache.read(source, { offset: 10, length: 5 });
    await cache.read(source, { offset: 50, length: 5 });
    expect(asked()).toEqual([[0, 100]]);
  });

  test('that lie side by side come in one request, those apart in several', async () => {
    const { cache, source, asked } = setUp();
    await cache.readMany(source, [
      { offset: 610, length: 5 },
      { offset: 120, length: 5 },
      { offset: 250, length: 5 },
    ]);
    expect(asked()).toEqual([
      [100, 200],
      [600, 100],
    ]);
  });

  test('come in requests of a bounded length', async () => {
    const { cache, source, asked } = setUp({ maxRequestBytes: 300 });
    await cache.read(source, { offset: 0, length: 700 });
    expect(asked()).toEqual([
      [0, 300],
      [300, 300],
      [600, 100],
    ]);
  });

  test('that are missing alone are fetched beside those kept', async () => {
    const { cache, source, asked } = setUp();
    await cache.read(source, { offset: 200, length: 1 });
    await cache.read(source, { offset: 100, length: 300 });
    expect(asked()).toEqual([
      [200, 100],
      [100, 100],
      [300, 100],
    ]);
  });

  test('stay inside the budget, the longest unused go first', async () => {
    const { cache, source, asked } = setUp({ budgetBytes: 250 });
    const touch = (block: number) => cache.read(source, { offset: block * 100, length: 1 });
    await touch(0);
    await touch(1);
    await touch(0);
    await touch(2);
    expect(cache.bytes).toBe(200);
    await touch(0);
    expect(asked()).toHaveLength(3);
    await touch(1);
    expect(asked()).toHaveLength(4);
  });

  test('beyond the end of the file are a truncation, whether or not the server tells its size', async () => {
    for (const tellsSize of [true, false]) {
      const { cache, client, source } = setUp();
      client.tellsSize = tellsSize;
      const read = cache.read(source, { offset: 990, length: 20 });
      await expect(read).rejects.toMatchObject({ tag: 'truncated', where: 'memory:file' });
    }
  });
});

describe('two readers of one block', () => {
  test('share one fetch', async () => {
    const { client, cache, source, asked } = setUp();
    client.held = true;
    const first = cache.read(source, { offset: 0, length: 10 });
    const second = cache.read(source, { offset: 20, length: 10 });
    client.release();
    expect(await Promise.all([first, second])).toEqual([file.slice(0, 10), file.slice(20, 30)]);
    expect(asked()).toHaveLength(1);
  });

  test('do not harm one another by leaving', async () => {
    const { client, cache, source } = setUp();
    client.held = true;
    const leaver = new AbortController();
    const first = cache.read(source, { offset: 0, length: 10 }, leaver.signal);
    const second = cache.read(source, { offset: 0, length: 10 }, new AbortController().signal);
    leaver.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(client.requests[0].signal?.aborted).toBe(false);
    client.release();
    expect(await second).toEqual(file.slice(0, 10));
  });

  test('abort the fetch when both have left, and the next reader starts anew', async () => {
    const { client, cache, source, asked } = setUp();
    client.held = true;
    const leaver = new AbortController();
    const reads = [0, 20].map((offset) => cache.read(source, { offset, length: 10 }, leaver.signal));
    leaver.abort();
    for (const read of reads) await expect(read).rejects.toMatchObject({ name: 'AbortError' });
    expect(client.requests[0].signal?.aborted).toBe(true);
    client.release();
    expect(await cache.read(source, { offset: 0, length: 10 })).toEqual(file.slice(0, 10));
    expect(asked()).toHaveLength(2);
  });

  test('share a failure, which is not kept', async () => {
    const { client, cache } = setUp();
    const source = new UrlSource('memory:later', { client });
    const reads = [0, 20].map((offset) => cache.read(source, { offset, length: 10 }));
    for (const read of reads) await expect(read).rejects.toMatchObject({ tag: 'http-status' });
    client.set('memory:later', file);
    expect(await cache.read(source, { offset: 0, length: 10 })).toEqual(file.slice(0, 10));
  });
});

test('a failed request leaves the reader’s other requests', async () => {
  const { client, cache, source } = setUp();
  await cache.read(source, { offset: 0, length: 1 });
  client.held = true;
  const read = cache.readMany(source, [
    { offset: 200, length: 1 },
    { offset: 500, length: 1 },
  ]);
  client.fail(1);
  await expect(read).rejects.toMatchObject({ tag: 'network' });
  expect(client.requests[2].signal?.aborted).toBe(true);
});

test('an aborted signal asks for nothing', async () => {
  const { client, cache, source } = setUp();
  const read = cache.read(source, { offset: 0, length: 1 }, AbortSignal.abort());
  await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  expect(client.requests).toEqual([]);
});
