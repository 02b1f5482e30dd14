import { describe, expect, it } from 'vitest';
import { type BestpixelError, tell } from '../errors.ts';
import { joined, lengthOf } from './parts.ts';
import { settle } from './testing/fake-clock.ts';
import { type Answer, file, SlowBody, status } from './testing/fake-server.ts';
import { rejection, setUp } from './testing/set-up.ts';

describe('Http.range', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);
  const tif = 'https://host.test/a.tif?sig=secret';

  it('asks for one range and gives its bytes, with the size of the file', async () => {
    const { http, server } = setUp(file(bytes));
    const answer = await http.range(tif, { offset: 10, length: 4 });
    expect(server.requests[0]!.range).toBe('bytes=10-13');
    expect([...joined(answer.parts)]).toEqual([10, 11, 12, 13]);
    expect(answer).toMatchObject({ offset: 10, total: 100 });
  });

  it('gives less where the file ends', async () => {
    const { http } = setUp(file(bytes));
    const answer = await http.range(tif, { offset: 90, length: 64 });
    expect(lengthOf(answer.parts)).toBe(10);
  });

  it('does without a Content-Range that the server hides from other origins', async () => {
    const { http } = setUp(() => new Response(bytes.slice(0, 8), { status: 206 }));
    expect(await http.range(tif, { offset: 0, length: 8 })).toMatchObject({ total: null });
  });

  it('tries a short body again, then calls the file truncated', async () => {
    const short: Answer = () =>
      new Response(bytes.slice(0, 5), { status: 206, headers: { 'Content-Range': 'bytes 0-7/100' } });
    const { http, server, clock } = setUp(short);
    const error = rejection(http.range(tif, { offset: 0, length: 8 }));
    await clock.advance(60_000);
    expect(await error).toMatchObject({ tag: 'truncated', message: 'only 5 of 8 bytes arrived' });
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    ['an empty body', null, {}],
    [
      'a head that stops before the range and the file end',
      bytes.slice(0, 4),
      { 'Content-Range': 'bytes 0-3/100' },
    ],
    ['fewer bytes than Content-Length', bytes.slice(0, 4), { 'Content-Length': '8' }],
  ])('does not take %s for the end of the file', async (_name, body, headers) => {
    const { http, clock } = setUp(() => new Response(body, { status: 206, headers }));
    const error = rejection(http.range(tif, { offset: 0, length: 8 }));
    await clock.advance(60_000);
    expect(await error).toMatchObject({ tag: 'truncated', where: 'https://host.test/a.tif' });
  });

  it('refuses a whole file at once, reading none of it', async () => {
    const slow = new SlowBody();
    slow.send(1);
    const { http, server } = setUp(() => new Response(slow.stream));
    const error = await rejection(http.range(tif, { offset: 0, length: 8 }));
    expect(error).toMatchObject({ tag: 'range-ignored', where: 'https://host.test/a.tif' });
    expect((error as BestpixelError).remedy).toContain('range');
    await settle();
    expect(slow.cancelled).toBe(true);
    expect(server.requests).toHaveLength(1);
    expect(http.stats().bytes).toBe(0);
  });

  it.each([
    ['bytes from elsewhere', 'bytes 8-15/100', 8],
    ['more bytes than asked for', 'bytes 0-99/100', 100],
  ])('refuses %s', async (_name, contentRange, count) => {
    const { http } = setUp(
      () => new Response(bytes.slice(0, count), { status: 206, headers: { 'Content-Range': contentRange } }),
    );
    expect(await rejection(http.range(tif, { offset: 0, length: 8 }))).toMatchObject({
      tag: 'range-ignored',
    });
  });

  it.each([
    ['a Content-Range that cannot be read', { 'Content-Range': 'bytes 0-7' }],
    ['a Content-Range beyond its own end', { 'Content-Range': 'bytes 0-7/4' }],
    ['a range in an envelope', { 'Content-Type': 'multipart/byteranges; boundary=x' }],
  ])('refuses %s', async (_name, headers) => {
    const { http } = setUp(() => new Response(bytes.slice(0, 8), { status: 206, headers }));
    expect(await rejection(http.range(tif, { offset: 0, length: 8 }))).toMatchObject({
      tag: 'range-ignored',
    });
  });

  it('reads elsewhere what it is told to, and keeps the name', async () => {
    const { http, server } = setUp(file(bytes), status(403));
    const at = 'https://mirror.test/a.tif?sig=secret';
    await http.range(tif, { offset: 0, length: 8, at });
    expect(server.requests[0]!.url).toBe(at);
    const error = await rejection(http.range(tif, { offset: 0, length: 8, at }));
    expect(error).toMatchObject({ where: 'https://host.test/a.tif, read at https://mirror.test/a.tif' });
    expect(tell(error)).not.toContain('secret');
  });

  it('reads anew past what the browser has kept', async () => {
    const { http, server } = setUp(file(bytes));
    await http.range(tif, { offset: 0, length: 8, anew: true });
    await http.range(tif, { offset: 0, length: 8 });
    expect(server.requests.map(({ cache }) => cache)).toEqual(['reload', 'default']);
  });

  it('gives what tells the edition', async () => {
    const headers = { 'Content-Range': 'bytes 0-7/100', ETag: '"1"', 'Last-Modified': 'today' };
    const { http } = setUp(() => new Response(bytes.slice(0, 8), { status: 206, headers }));
    const answer = await http.range(tif, { offset: 0, length: 8 });
    expect(answer).toMatchObject({ etag: '"1"', modified: 'today', total: 100 });
  });

  it('stops reading a body that is longer than the range', async () => {
    const slow = new SlowBody();
    const { http } = setUp(() => new Response(slow.stream, { status: 206 }));
    slow.send(...bytes.slice(0, 20));
    expect(await rejection(http.range(tif, { offset: 0, length: 8 }))).toMatchObject({
      tag: 'range-ignored',
    });
    expect(slow.cancelled).toBe(true);
  });

  it('names 416 as a file that ends too early', async () => {
    const { http, server } = setUp(file(bytes));
    expect(await rejection(http.range(tif, { offset: 100, length: 8 }))).toMatchObject({ tag: 'truncated' });
    expect(server.requests).toHaveLength(1);
  });

  it('names a missing file', async () => {
    const { http } = setUp(status(404));
    expect(tell(await rejection(http.range(tif, { offset: 0, length: 8 })))).toBe(
      'the server answered 404 (not found) (https://host.test/a.tif). Check the address: the file may have moved or been removed.',
    );
  });
});
