import { describe, expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { HostLimit } from '../net/host-limit.ts';
import { Http } from '../net/http.ts';
import { settle } from '../net/testing/fake-clock.ts';
import type { BandSource } from '../scene/scene.ts';
import { createLocalReader } from './local-reader.ts';
import { createReaderPool } from './reader-pool.ts';
import { FakeWorker } from './testing/fake-worker.ts';
import { fixture } from './testing/fixture.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

function setUp(size = 2) {
  const names = ['bigtiff', 'deflate-pixel-u16', 'nodata-i16', 'sparse-nodata'];
  const client = new MemoryClient(
    Object.fromEntries(names.map((name) => [`memory:${name}`, fixture(`${name}.tif`)])),
  );
  const workers: FakeWorker[] = [];
  const createWorker = (): FakeWorker => {
    const worker = new FakeWorker(client);
    workers.push(worker);
    return worker;
  };
  const pool = createReaderPool({ createWorker, size, budgetBytes: 8 << 20 });
  return { client, workers, pool };
}

const bigtiff = plainSource('memory:bigtiff');

describe('a pool of workers', () => {
  test('reads as a reader in this thread does', async () => {
    const { client, pool } = setUp();
    const local = createLocalReader({ client, budgetBytes: 8 << 20 });
    const judge = { source: plainSource('memory:sparse-nodata'), not: [3] };
    const sources: BandSource[] = [
      bigtiff,
      plainSource('memory:deflate-pixel-u16', { sample: 2, shift: -1000, validWhere: judge }),
      plainSource(new File([fixture('nodata-i16.tif')], 'mine.tif')),
    ];
    for (const source of sources) {
      const info = await pool.describe(source);
      expect(info).toEqual(await local.describe(source));
      const request = { ...ownGrid(info), source };
      expect(await pool.read(request)).toEqual(await local.read(request));
    }
    pool.dispose();
  });

  test('asks one worker for one file, and spreads files', async () => {
    const { workers, pool } = setUp();
    await pool.describe(bigtiff);
    await pool.describe(plainSource('memory:nodata-i16'));
    await pool.describe({ ...bigtiff, scale: 2 });
    const described = workers.map(({ orders }) => orders.filter(({ kind }) => kind === 'describe').length);
    expect(described).toEqual([2, 1]);
    pool.dispose();
  });

  test('keeps bands together that one file judges', async () => {
    const { workers, pool } = setUp();
    const judge = plainSource('memory:sparse-nodata');
    for (const name of ['bigtiff', 'deflate-pixel-u16', 'nodata-i16']) {
      await pool.describe(plainSource(`memory:${name}`, { validWhere: { source: judge, not: [] } }));
    }
    await pool.describe(judge);
    expect(workers).toHaveLength(1);
    pool.dispose();
  });

  test('knows a local file again', async () => {
    const { pool } = setUp();
    const source = plainSource(new Blob([fixture('bigtiff.tif')]));
    const place = { ...ownGrid(await pool.describe(source)), source };
    await pool.read(place);
    const { decodedBytes } = pool.stats();
    await pool.read(place);
    expect(decodedBytes).toBeGreaterThan(0);
    expect(pool.stats().decodedBytes).toBe(decodedBytes);
    pool.dispose();
  });

  test('passes errors on with their tag, file and advice', async () => {
    const { pool } = setUp();
    const failure = await pool.describe(plainSource('memory:none')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BestpixelError);
    expect(failure).toMatchObject({ tag: 'http-status', where: 'memory:none' });
    const missing = pool.describe({ ...bigtiff, sample: 9 });
    await expect(missing).rejects.toMatchObject({ tag: 'missing-band', remedy: expect.any(String) });
    pool.dispose();
  });

  test('holds its caches to less while somebody wants it, and workers that start then, too', async () => {
    const { workers, pool } = setUp(1);
    const read = async (): Promise<number> => {
      await pool.read({ ...ownGrid(await pool.describe(bigtiff)), source: bigtiff });
      return pool.stats().cachedBytes;
    };
    const whole = await read();
    expect(whole).toBeGreaterThan(1000);
    const [first, second] = [pool.holdTo(1000), pool.holdTo(2000)];
    expect(await read()).toBeLessThanOrEqual(1000);
    workers[0].crash();
    expect(await read()).toBeLessThanOrEqual(1000);
    first();
    first();
    second();
    expect(await read()).toBe(whole);
    expect(workers).toHaveLength(2);
    pool.dispose();
  });

  test('forgets failures in every worker', async () => {
    const { client, pool } = setUp();
    const late = plainSource('memory:late');
    await expect(pool.describe(late)).rejects.toMatchObject({ tag: 'http-status' });
    client.set('memory:late', fixture('bigtiff.tif'));
    await expect(pool.describe(late)).rejects.toMatchObject({ tag: 'http-status' });
    pool.forgetFailures();
    expect((await pool.describe(late)).dtype).toBe('uint16');
    pool.dispose();
  });
});

describe('the limit of requests per host', () => {
  const names = Array.from({ length: 10 }, (_, n) => `https://host.test/${n}.tif`);
  const judge = plainSource('https://host.test/scl.tif');

  /** Three workers, four requests at once, and a host that answers (with nothing) when told. */
  function setUpHost() {
    const flights: (() => void)[] = [];
    let most = 0;
    const land = (): void => void flights.shift()?.();
    const send: typeof fetch = (_input, init) =>
      new Promise((resolve, reject) => {
        const end = (): void => resolve(new Response(null, { status: 404 }));
        flights.push(end);
        most = Math.max(most, flights.length);
        init?.signal?.addEventListener('abort', () => {
          flights.splice(flights.indexOf(end), 1);
          reject(new DOMException('', 'AbortError'));
        });
      });
    const workers: FakeWorker[] = [];
    const createWorker = (): FakeWorker => {
      const worker = new FakeWorker(({ slots }) => new Http({ fetch: send, slots }));
      workers.push(worker);
      return worker;
    };
    const slots = new HostLimit(4);
    const pool = createReaderPool({ createWorker, size: 3, budgetBytes: 8 << 20, slots });
    const documents = new Http({ fetch: send, slots });
    const inFlight = (count: number) => expect.poll(() => flights.length).toBe(count);
    return { pool, documents, workers, land, inFlight, most: () => most };
  }

  test.each([
    ['counts all workers together', names.map((name) => plainSource(name)), 3],
    [
      'is all for one worker while the others rest',
      names.map((name) => plainSource(name, { validWhere: { source: judge, not: [] } })),
      1,
    ],
  ])('%s', async (_what, sources, busy) => {
    const { pool, workers, land, inFlight, most } = setUpHost();
    const ends = sources.map((source) => pool.describe(source).catch((error: unknown) => error));
    await inFlight(4);
    expect(workers).toHaveLength(busy);
    let ended = 0;
    for (const end of ends) void end.then(() => ended++);
    while (ended < names.length) {
      land();
      await settle();
    }
    for (const end of ends) expect(await end).toMatchObject({ tag: 'http-status' });
    expect(most()).toBe(4);
    pool.dispose();
  });

  test('counts documents of the page with them, which go first', async () => {
    const { pool, documents, land, inFlight, most } = setUpHost();
    const ends = names.map((name) => pool.describe(plainSource(name)).catch((error: unknown) => error));
    await inFlight(4);
    const document = documents.json('https://host.test/items.json').catch((error: unknown) => error);
    // Four were on their way: the fifth is the document.
    for (let landed = 0; landed < 5; landed++) {
      land();
      await settle();
    }
    expect(await document).toMatchObject({ tag: 'http-status', where: 'https://host.test/items.json' });
    while (await Promise.race([Promise.all(ends).then(() => false), settle().then(() => true)])) land();
    expect(most()).toBe(4);
    pool.dispose();
  });

  test('gets back what was left in the queue, on the way, or by a worker that crashed', async () => {
    const { pool, workers, inFlight } = setUpHost();
    const leaver = new AbortController();
    const left = names.map((name) => pool.describe(plainSource(name), leaver.signal));
    await inFlight(4);
    leaver.abort();
    for (const one of left) await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    await inFlight(0);
    const lost = names.map((name) => pool.describe(plainSource(name)).catch((error: unknown) => error));
    await inFlight(4);
    for (const worker of workers.slice(0, 3)) worker.crash();
    for (const one of lost) expect(await one).toMatchObject({ tag: 'worker-crashed' });
    const { length } = workers;
    const next = names.map((name) => pool.describe(plainSource(name)).catch(() => {}));
    await inFlight(8);
    expect(workers.length).toBeGreaterThan(length);
    pool.dispose();
    await Promise.all(next);
  });
});

describe('an abort', () => {
  test('rejects at once and reaches the worker’s request', async () => {
    const { client, workers, pool } = setUp();
    client.held = true;
    const leaver = new AbortController();
    const first = pool.describe(bigtiff, leaver.signal);
    const second = pool.describe(bigtiff);
    leaver.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    client.release();
    expect((await second).dtype).toBe('uint16');
    expect(workers[0].orders.map(({ kind }) => kind)).toEqual(['start', 'describe', 'describe', 'cancel']);
    pool.dispose();
  });

  test('before the start costs nothing', async () => {
    const { workers, pool } = setUp();
    await expect(pool.describe(bigtiff, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers).toEqual([]);
  });
});

describe('a worker that crashes', () => {
  test('fails its jobs by name, and only its own, and is replaced', async () => {
    const { client, workers, pool } = setUp();
    await pool.describe(bigtiff);
    const other = pool.describe(plainSource('memory:nodata-i16'));
    client.held = true;
    const lost = pool.describe(plainSource('memory:deflate-pixel-u16'));
    workers[0].crash();
    await expect(lost).rejects.toMatchObject({ tag: 'worker-crashed', where: 'memory:deflate-pixel-u16' });
    client.release();
    expect((await other).dtype).toBe('int16');
    expect(workers[0].terminated).toBe(true);
    expect((await pool.describe(bigtiff)).dtype).toBe('uint16');
    expect(workers).toHaveLength(3);
    pool.dispose();
  });

  test('or cannot even start is named too', async () => {
    const createWorker = (): never => {
      throw new Error('blocked by the content security policy');
    };
    const pool = createReaderPool({ createWorker, size: 1, budgetBytes: 1 << 20 });
    await expect(pool.describe(bigtiff)).rejects.toMatchObject({ tag: 'worker-crashed' });
  });
});

test('a closed pool rejects what is pending and what is asked, and ends its workers', async () => {
  const { client, workers, pool } = setUp();
  client.held = true;
  const pending = pool.describe(bigtiff);
  pool.dispose();
  await expect(pending).rejects.toMatchObject({ tag: 'disposed' });
  await expect(pool.describe(bigtiff)).rejects.toMatchObject({ tag: 'disposed' });
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
});
