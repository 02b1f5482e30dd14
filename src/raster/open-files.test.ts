import { describe, expect, test } from 'vitest';
import { createLocalReader } from './local-reader.ts';
import type { BandWindow, Reader } from './reader.ts';
import { fixture } from './testing/fixture.ts';
import { MemoryClient } from './testing/memory-client.ts';
import { ownGrid, plainSource } from './testing/own-grid.ts';

const href = 'https://host.test/a.tif';
const source = plainSource(href);
const before = fixture('deflate-pixel-u16.tif');
/** Other files, other pixels. */
const longer = fixture('mask-overviews-u16.tif');
/** Uncompressed, so that any of its pixels may become another. */
const plain = fixture('none-u32.tif');

/** A file in blocks so small that its header and its pixels come in several requests. */
function setUp(file: Uint8Array = before) {
  const client = new MemoryClient({ [href]: file });
  let address: (href: string) => string = (href) => href;
  const addressOf = (href: string): string => address(href);
  const reader = createLocalReader({ client, budgetBytes: 16 << 20, blockBytes: 512, addressOf });
  return { client, reader, readAt: (rule: (href: string) => string) => (address = rule) };
}

async function readAll(reader: Reader): Promise<BandWindow> {
  return reader.read({ ...ownGrid(await reader.describe(source)), source });
}

function truth(file: Uint8Array): Promise<BandWindow> {
  const client = new MemoryClient({ [href]: file });
  return readAll(createLocalReader({ client, budgetBytes: 16 << 20 }));
}

describe('a file that changes while it is read', () => {
  const edited = plain.slice();
  edited[edited.length - 1] ^= 1;

  test.each<[how: string, after: Uint8Array, validator: 'etag' | 'modified' | null]>([
    ['its ETag', edited, 'etag'],
    ['its time', edited, 'modified'],
    ['its size', longer, null],
  ])('is known by %s, fails by name, and is read anew and whole on retry', async (_how, after, validator) => {
    const { client, reader } = setUp(plain);
    if (validator) client[validator] = 'first';
    const place = ownGrid(await reader.describe(source));
    client.set(href, after);
    if (validator) client[validator] = 'second';
    const failure = { tag: 'changed', where: href, remedy: expect.any(String) };
    await expect(reader.read({ ...place, source })).rejects.toMatchObject(failure);
    const asked = client.requests.length;
    await expect(readAll(reader)).rejects.toMatchObject(failure);
    expect(client.requests).toHaveLength(asked);
    reader.forgetFailures();
    expect(await readAll(reader)).toEqual(await truth(after));
    expect(client.requests.slice(asked).every(({ anew }) => anew)).toBe(true);
  });

  test('leaves the other readers of it no bytes of two editions', async () => {
    const { client, reader } = setUp();
    client.etag = '"1"';
    const place = ownGrid(await reader.describe(source));
    client.held = true;
    const reads = [0, 1, 2].map((sample) => reader.read({ ...place, source: { ...source, sample } }));
    client.etag = '"2"';
    client.release();
    for (const read of reads) await expect(read).rejects.toMatchObject({ tag: 'changed' });
  });

  test('is one file while servers say nothing or the same', async () => {
    const { client, reader } = setUp();
    client.etag = '"1"';
    await reader.describe(source);
    client.etag = null;
    client.tellsSize = false;
    expect(await readAll(reader)).toEqual(await truth(before));
  });
});

describe('a retry', () => {
  test('after a lost connection reads nothing again that was read', async () => {
    const { client, reader } = setUp();
    const place = ownGrid(await reader.describe(source));
    const header = client.requests.length;
    client.held = true;
    const lost = reader.read({ ...place, source });
    while (client.requests.length === header) await Promise.resolve();
    client.fail(header);
    await expect(lost).rejects.toMatchObject({ tag: 'network' });
    client.release();
    reader.forgetFailures();
    expect(await readAll(reader)).toEqual(await truth(before));
    const offsets = client.requests.map(({ offset }) => offset);
    expect(offsets.slice(header).some((offset) => offsets.slice(0, header).includes(offset))).toBe(false);
  });

  test('leaves a band alone whose judge was broken', async () => {
    const judgeHref = 'https://host.test/scl.tif';
    const { client, reader } = setUp();
    client.set(judgeHref, new TextEncoder().encode('<html>no file</html>'));
    const place = ownGrid(await reader.describe(source));
    const judged = { ...source, validWhere: { source: plainSource(judgeHref), not: [] } };
    await expect(reader.read({ ...place, source: judged })).rejects.toMatchObject({ tag: 'corrupt' });
    await readAll(reader);
    const asked = client.requests.length;
    reader.forgetFailures();
    await readAll(reader);
    expect(client.requests).toHaveLength(asked);
    client.set(judgeHref, before);
    expect((await reader.read({ ...place, source: judged })).valid).toBeGreaterThan(0);
  });
});

describe('a file that is read at another address', () => {
  test('goes on there with a new signature, and keeps what it has', async () => {
    const { client, reader, readAt } = setUp();
    readAt((href) => `${href}?sig=1`);
    await reader.describe(source);
    const header = client.requests.map(({ offset }) => offset);
    readAt((href) => `${href}?sig=2`);
    expect(await readAll(reader)).toEqual(await truth(before));
    const later = client.requests.slice(header.length);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every(({ at, offset }) => at === `${href}?sig=2` && !header.includes(offset))).toBe(true);
  });

  test('is read anew at another place, of which nothing meets what was kept', async () => {
    const { client, reader, readAt } = setUp();
    client.etag = '"1"';
    await readAll(reader);
    const asked = client.requests.length;
    readAt(() => 'https://mirror.test/a.tif');
    client.set(href, longer);
    client.etag = '"mirror"';
    expect(await readAll(reader)).toEqual(await truth(longer));
    expect(client.requests.slice(asked).every(({ at }) => at === 'https://mirror.test/a.tif')).toBe(true);
  });

  test('ends what was begun where it was begun', async () => {
    const { client, reader, readAt } = setUp();
    const place = ownGrid(await reader.describe(source));
    client.held = true;
    const begun = reader.read({ ...place, source });
    readAt(() => 'https://mirror.test/a.tif');
    client.release();
    expect(await begun).toEqual(await truth(before));
    expect(client.requests.every(({ at }) => at === undefined)).toBe(true);
  });

  test('is tried there after it was refused, and only there', async () => {
    const { client, reader, readAt } = setUp();
    client.refuses = (address) => address.endsWith('sig=1');
    readAt((href) => `${href}?sig=1`);
    await expect(reader.describe(source)).rejects.toMatchObject({ tag: 'http-status', status: 403 });
    await expect(reader.describe(source)).rejects.toMatchObject({ tag: 'http-status', status: 403 });
    expect(client.requests).toHaveLength(1);
    readAt((href) => `${href}?sig=2`);
    expect((await reader.describe(source)).dtype).toBe('uint16');
  });
});
