import { describe, expect, test } from 'vitest';
import { type BestpixelError, tell } from '../errors.ts';
import { Addresses } from '../net/addresses.ts';
import { Http } from '../net/http.ts';
import { FakeClock, settle } from '../net/testing/fake-clock.ts';
import { file } from '../net/testing/fake-server.ts';
import { createReaderPool } from './reader-pool.ts';
import { FakeWorker } from './testing/fake-worker.ts';
import { fixture } from './testing/fixture.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

const service = 'https://pc.test/token';
const href = 'https://blob.test/a.tif';
const judgeHref = 'https://blob.test/scl.tif';
const source = plainSource(href, { token: service });
const judged = plainSource(href, {
  token: service,
  validWhere: { source: plainSource(judgeHref, { token: service }), not: [] },
});

/** A service that gives the tokens sig=1, sig=2… in turn, and hosts that let in who holds the right one. */
class World {
  readonly urls: string[] = [];
  /** Paths and ranges of files. */
  readonly parts: string[] = [];
  tokens = 0;
  /** What is let in at blob.test. */
  letsIn: (sig: string) => boolean = () => true;
  readonly #files: Record<string, Uint8Array<ArrayBuffer>> = {
    '/a.tif': fixture('deflate-pixel-u16.tif'),
    '/scl.tif': fixture('deflate-pixel-u16.tif'),
  };

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname, searchParams } = new URL(request.url);
    this.urls.push(request.url);
    if (origin === 'https://pc.test') return Response.json({ token: `sig=${++this.tokens}secret` });
    const sig = (searchParams.get('sig') ?? '').replace('secret', '');
    if (origin === 'https://blob.test' && !this.letsIn(sig)) return new Response(null, { status: 403 });
    this.parts.push(`${pathname} ${request.headers.get('Range')}`);
    const bytes = this.#files[pathname];
    return bytes ? file(bytes)(request, {}) : new Response(null, { status: 404 });
  };

  /** Signatures that files were asked for with, in order. */
  get sigs(): string[] {
    const asked = this.urls.filter((url) => !url.startsWith(service));
    return asked.map((url) => (new URL(url).searchParams.get('sig') ?? 'none').replace('secret', ''));
  }
}

function setUp() {
  const world = new World();
  const clock = new FakeClock();
  const addresses = new Addresses(new Http({ fetch: world.fetch, clock }), clock);
  const workers: FakeWorker[] = [];
  const createWorker = (): FakeWorker => {
    const worker = new FakeWorker(new Http({ fetch: world.fetch }));
    workers.push(worker);
    return worker;
  };
  const pool = createReaderPool({ createWorker, size: 2, budgetBytes: 8 << 20, blockBytes: 512, addresses });
  return { world, clock, addresses, workers, pool };
}

describe('signed files', () => {
  test('are read with one token for all of them', async () => {
    const { world, pool } = setUp();
    world.letsIn = (sig) => sig === '1';
    const place = ownGrid(await pool.describe(judged));
    const window = await pool.read({ ...place, source: judged });
    expect(window.valid).toBeGreaterThan(0);
    expect(world.tokens).toBe(1);
    expect(new Set(world.sigs)).toEqual(new Set(['1']));
    pool.dispose();
  });

  test('go on with a renewed token, and read nothing twice', async () => {
    const { world, clock, pool } = setUp();
    world.letsIn = (sig) => sig === String(world.tokens);
    const place = ownGrid(await pool.describe(source));
    await clock.advance(60 * 60_000);
    expect((await pool.read({ ...place, source })).valid).toBeGreaterThan(0);
    expect(world.tokens).toBe(2);
    expect([...new Set(world.sigs)]).toEqual(['1', '2']);
    expect(new Set(world.parts).size).toBe(world.parts.length);
    pool.dispose();
  });

  test('whose signature ends too early are read with a fresh one, and nobody notices', async () => {
    const { world, pool } = setUp();
    const place = ownGrid(await pool.describe(judged));
    world.letsIn = (sig) => sig === '2';
    const { valid } = await pool.read({ ...place, source: judged });
    expect(valid).toBeGreaterThan(0);
    expect(world.tokens).toBe(2);
    pool.dispose();
  });

  test('whose first read is refused are read with a fresh signature too', async () => {
    const { world, pool } = setUp();
    world.letsIn = (sig) => sig === '2';
    const [a, b] = await Promise.all([pool.describe(source), pool.describe(judged)]);
    expect(a).toEqual(b);
    expect(world.tokens).toBe(2);
    pool.dispose();
  });

  test('that stay forbidden fail by name after one more try, and tell no token', async () => {
    const { world, pool } = setUp();
    world.letsIn = () => false;
    const error = await pool.describe(source).catch((failure: unknown) => failure as BestpixelError);
    expect(error).toMatchObject({ tag: 'http-status', status: 403, where: href });
    expect(tell(error) + JSON.stringify((error as BestpixelError).toPlain())).not.toContain('secret');
    expect(world.sigs).toEqual(['1', '2']);
    pool.dispose();
  });

  test('are not asked for twice where another error is met', async () => {
    const { world, pool } = setUp();
    const gone = plainSource('https://blob.test/gone.tif', { token: service });
    await expect(pool.describe(gone)).rejects.toMatchObject({ tag: 'http-status', status: 404 });
    expect(world.sigs).toEqual(['1']);
    pool.dispose();
  });
});

test('a file without a token that is forbidden is not asked for again', async () => {
  const { world, pool } = setUp();
  world.letsIn = () => false;
  await expect(pool.describe(plainSource(href))).rejects.toMatchObject({ status: 403, where: href });
  expect(world.urls).toEqual([href]);
  pool.dispose();
});

describe('rewriting', () => {
  test('that is set later holds for later reads, from its place alone', async () => {
    const { world, addresses, pool } = setUp();
    const place = ownGrid(await pool.describe(source));
    addresses.rewrites = [{ from: 'https://blob.test/', to: 'https://mirror.test/' }];
    const seen = world.urls.length;
    await pool.read({ ...place, source });
    const later = world.urls.slice(seen);
    expect(later.length).toBeGreaterThan(0);
    for (const url of later) expect(url).toMatch(/^https:\/\/mirror\.test\/a\.tif\?sig=1/);
    addresses.rewrites = [];
    await pool.read({ ...place, source });
    expect(world.urls.at(-1)).toMatch(/^https:\/\/blob\.test\//);
    pool.dispose();
  });

  test('names both places in an error', async () => {
    const { addresses, pool } = setUp();
    addresses.rewrites = [{ from: 'https://blob.test/', to: 'https://mirror.test/x/' }];
    await expect(pool.describe(plainSource(href))).rejects.toMatchObject({
      where: 'https://blob.test/a.tif, read at https://mirror.test/x/a.tif',
    });
    pool.dispose();
  });

  test('leaves files of this machine alone', async () => {
    const { world, addresses, pool } = setUp();
    addresses.rewrites = [{ from: 'https://', to: 'https://mirror.test/' }];
    await pool.describe(plainSource(new Blob([fixture('bigtiff.tif')])));
    expect(world.urls).toEqual([]);
    pool.dispose();
  });
});

describe('while a token is on its way', () => {
  function waiting() {
    const workers: FakeWorker[] = [];
    const asked: (AbortSignal | undefined)[] = [];
    const pool = createReaderPool({
      createWorker: () => {
        const worker = new FakeWorker(new Http());
        workers.push(worker);
        return worker;
      },
      size: 1,
      budgetBytes: 1 << 20,
      addresses: {
        of: (_href, _token, signal) => {
          asked.push(signal);
          return new Promise<string>(() => {});
        },
        refused: () => false,
      },
    });
    return { pool, workers, asked };
  }

  test('an abort rejects at once, and nothing is ordered', async () => {
    const { pool, workers, asked } = waiting();
    const leaver = new AbortController();
    const left = pool.describe(source, leaver.signal);
    await settle();
    leaver.abort('a reason of its own');
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked[0]?.aborted).toBe(true);
    expect(workers).toEqual([]);
    pool.dispose();
  });

  test('a closed pool rejects as disposed', async () => {
    const { pool } = waiting();
    const pending = pool.describe(source);
    await settle();
    pool.dispose();
    await expect(pending).rejects.toMatchObject({ tag: 'disposed' });
    await expect(pool.describe(source)).rejects.toMatchObject({ tag: 'disposed' });
  });
});

test('a token that cannot be had is named, with the file', async () => {
  const clock = new FakeClock();
  const http = new Http({ fetch: async () => new Response(null, { status: 404 }), clock });
  const addresses = new Addresses(http, clock);
  const createWorker = (): FakeWorker => new FakeWorker(new Http());
  const pool = createReaderPool({ createWorker, size: 1, budgetBytes: 1 << 20, addresses });
  await expect(pool.describe(source)).rejects.toMatchObject({
    tag: 'http-status',
    where: `${href}, token from ${service}`,
  });
  pool.dispose();
});
