import { expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { settle } from '../net/testing/fake-clock.ts';
import { createLocalReader } from './local-reader.ts';
import { createReaderPool } from './reader-pool.ts';
import type { BandWindow, Reader, WindowRequest } from './reader.ts';
import { FakeWorker } from './testing/fake-worker.ts';
import { fixture } from './testing/fixture.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

const names = ['mask-overviews-u16', 'sparse-nodata'];
const source = plainSource('memory:mask-overviews-u16');
const judged = { ...source, validWhere: { source: plainSource('memory:sparse-nodata'), not: [3] } };
const notRead = { tag: 'not-read', where: 'memory:mask-overviews-u16' };

/** Blocks so small that headers and pixels never come together. */
const blockBytes = 128;

function setUp(budgetBytes = 16 << 20) {
  const files = Object.fromEntries(names.map((name) => [`memory:${name}`, fixture(`${name}.tif`)]));
  const client = new MemoryClient(files);
  return { client, reader: createLocalReader({ client, budgetBytes, blockBytes }) };
}

/** What a reader that nobody asked before makes of it. */
async function truth(request: Omit<WindowRequest, 'resident'>): Promise<BandWindow> {
  return setUp().reader.read(request);
}

async function place() {
  return ownGrid(await setUp().reader.describe(source));
}

/** What `work` rejects with, and the requests that it made. */
async function refused(client: MemoryClient, work: () => Promise<unknown>) {
  const before = client.requests.length;
  const error: unknown = await work().catch((error: unknown) => error);
  return { error, requests: client.requests.length - before };
}

test('a file that was never opened is not read, and opens afterwards as any other', async () => {
  const { client, reader } = setUp();
  const request = { ...(await place()), source };
  const { error, requests } = await refused(client, () => reader.read({ ...request, resident: true }));
  expect(error).toBeInstanceOf(BestpixelError);
  expect(error).toMatchObject(notRead);
  expect(requests).toBe(0);
  expect(await reader.read(request)).toEqual(await truth(request));
});

test('pixels of a file whose header alone is here are not read', async () => {
  const { client, reader } = setUp();
  const request = { ...ownGrid(await reader.describe(source)), source };
  const { error, requests } = await refused(client, () => reader.read({ ...request, resident: true }));
  expect(error).toMatchObject(notRead);
  expect(requests).toBe(0);
});

test('a window of which some blocks are missing is not read, a part of it that is here is', async () => {
  const { client, reader } = setUp();
  const info = await reader.describe(source);
  const part = { ...ownGrid(info, { width: 3, height: 2 }), source };
  await reader.read(part);
  const whole = { ...ownGrid(info), source, resident: true };
  const { error, requests } = await refused(client, () => reader.read(whole));
  expect(error).toMatchObject(notRead);
  expect(requests).toBe(0);
  expect(await reader.read({ ...part, resident: true })).toEqual(await truth(part));
});

test.each([
  ['while all its bytes are kept', 16 << 20],
  ['once decoded blocks alone are kept', 14_000],
])('what was read is given again %s, without a request', async (_, budgetBytes) => {
  const { client, reader } = setUp(budgetBytes);
  const request = { ...(await place()), source };
  const first = await reader.read(request);
  const before = client.requests.length;
  expect(await reader.read({ ...request, resident: true })).toEqual(first);
  expect(client.requests).toHaveLength(before);
});

test('bytes that are on their way count as not read, and arrive for who waits for them', async () => {
  const { client, reader } = setUp();
  const request = { ...ownGrid(await reader.describe(source)), source };
  const requestsOfHeader = client.requests.length;
  client.held = true;
  const coming = reader.read(request);
  await settle();
  expect(client.requests.length).toBeGreaterThan(requestsOfHeader);
  const { error, requests } = await refused(client, () => reader.read({ ...request, resident: true }));
  expect(error).toMatchObject(notRead);
  expect(requests).toBe(0);
  client.release();
  expect(await coming).toEqual(await truth(request));
  expect(await reader.read({ ...request, resident: true })).toEqual(await truth(request));
});

test('a band whose judge is not here is not read, while the same is read for others', async () => {
  const { client, reader } = setUp();
  const request = { ...(await place()), source: judged };
  await reader.read({ ...request, source });
  client.held = true;
  const coming = reader.read(request);
  await settle();
  const { error, requests } = await refused(client, () => reader.read({ ...request, resident: true }));
  expect(error).toMatchObject({ tag: 'not-read', where: 'memory:sparse-nodata' });
  expect(requests).toBe(0);
  client.release();
  expect(await coming).toEqual(await truth(request));
  expect(await reader.read({ ...request, resident: true })).toEqual(await truth(request));
});

test('a file that was not read has not failed: a retry drops nothing of it', async () => {
  const { client, reader } = setUp();
  const info = await reader.describe(source);
  const part = { ...ownGrid(info, { width: 3, height: 2 }), source };
  const window = await reader.read(part);
  await refused(client, () => reader.read({ ...ownGrid(info), source, resident: true }));
  reader.forgetFailures();
  const before = client.requests.length;
  expect(await reader.read(part)).toEqual(window);
  expect(client.requests).toHaveLength(before);
});

test('a file that failed tells how, without being asked for again', async () => {
  const { client, reader } = setUp();
  const lost = { ...(await place()), source: plainSource('memory:nowhere') };
  await refused(client, () => reader.read(lost));
  const { error, requests } = await refused(client, () => reader.read({ ...lost, resident: true }));
  expect(error).toMatchObject({ tag: 'http-status', where: 'memory:nowhere' });
  expect(requests).toBe(0);
});

test('who leaves gets an abort and not a failure', async () => {
  const { reader } = setUp();
  const request = { ...(await place()), source, resident: true };
  await expect(reader.read(request, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

test('a pool asks nobody for a signature, and keeps to the one by which the file was read', async () => {
  const client = new MemoryClient({ 'https://a.test/a.tif': fixture('mask-overviews-u16.tif') });
  const asked: string[] = [];
  const addresses = {
    of: (href: string) => {
      asked.push(href);
      return Promise.resolve(`${href}?sig=${asked.length}`);
    },
    refused: () => false,
  };
  const createWorker = (): FakeWorker => new FakeWorker(client);
  const pool: Reader = createReaderPool({
    createWorker,
    size: 2,
    budgetBytes: 8 << 20,
    blockBytes,
    addresses,
  });
  const signed = plainSource('https://a.test/a.tif', { token: 'https://pc.test/token' });
  const request = { ...(await place()), source: signed };
  await expect(pool.read({ ...request, resident: true })).rejects.toMatchObject({ tag: 'not-read' });
  expect([asked.length, client.requests.length]).toEqual([0, 0]);
  const window = await pool.read(request);
  const [asks, requests] = [asked.length, client.requests.length];
  expect(await pool.read({ ...request, resident: true })).toEqual(window);
  expect([asked.length, client.requests.length]).toEqual([asks, requests]);
  expect(new Set(client.requests.map(({ at }) => at))).toEqual(new Set([`${signed.href as string}?sig=1`]));
  pool.dispose();
});
