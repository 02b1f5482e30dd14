import { describe, expect, it } from 'vitest';
import { tell } from '../errors.ts';
import { settle } from './testing/fake-clock.ts';
import { deaf, json, SlowBody, status, text, unreachable } from './testing/fake-server.ts';
import { rejection, setUp } from './testing/set-up.ts';

const url = 'https://host.test/a/items.json?token=secret#frag';

describe('Http.json', () => {
  it('gives the document and counts the request and its bytes', async () => {
    const { http } = setUp(text('{"a":[1,2]}'));
    expect(await http.json(url)).toEqual({ a: [1, 2] });
    expect(http.stats()).toEqual({ requests: 1, bytes: 11 });
  });

  it('posts a body as JSON', async () => {
    const { http, server } = setUp(json({}));
    await http.json(url, { method: 'POST', body: { limit: 3 } });
    expect(server.requests[0]).toMatchObject({ method: 'POST', body: '{"limit":3}' });
  });

  it('names the address of a page that is not JSON, without the secrets in its query', async () => {
    const { http } = setUp(text('<html>'));
    const error = await rejection(http.json(url));
    expect(error).toMatchObject({ tag: 'corrupt', where: 'https://host.test/a/items.json' });
    expect(tell(error)).not.toContain('secret');
  });

  it.each(['s3://bucket/key', 'javascript:alert(1)', 'file:///etc/passwd', 'items.json'])(
    'refuses %s without a request',
    async (address) => {
      const { http, server } = setUp(json({}));
      expect(await rejection(http.json(address))).toMatchObject({ tag: 'bad-input' });
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe('retries', () => {
  it.each([
    ['a dead line', unreachable],
    ['429', status(429)],
    ['500', status(500)],
    ['503', status(503)],
  ])('passes over %s, waiting longer each time', async (_name, bad) => {
    const { http, server, clock } = setUp(bad, bad, bad, json('ok'));
    const result = http.json(url);
    await clock.advance(499);
    expect(server.requests).toHaveLength(1);
    await clock.advance(1);
    expect(server.requests).toHaveLength(2);
    await clock.advance(999);
    expect(server.requests).toHaveLength(2);
    await clock.advance(1 + 2000);
    expect(await result).toBe('ok');
    expect(server.requests).toHaveLength(4);
    expect(clock.pending).toBe(0);
  });

  it('gives up after four tries and says what the last one met', async () => {
    const { http, server, clock } = setUp(status(503));
    const error = rejection(http.json(url));
    await clock.advance(60_000);
    expect(tell(await error)).toBe(
      'the server answered 503 (unavailable) (https://host.test/a/items.json). Try again later.',
    );
    expect(server.requests).toHaveLength(4);
  });

  it.each([400, 401, 403, 404, 410, 418])('never repeats %d', async (code) => {
    const { http, server, clock } = setUp(status(code));
    const error = await rejection(http.json(url));
    expect(error).toMatchObject({ tag: 'http-status', message: expect.stringContaining(String(code)) });
    expect(server.requests).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['seconds', '7', 7000],
    ['a date', new Date(Date.UTC(2020, 6, 1, 0, 0, 9)).toUTCString(), 9000],
    ['an hour, of which it waits a minute', '3600', 60_000],
    ['nonsense, for which it does not wait longer', 'soon', 500],
    ['the past, for which it does not wait longer', 'Wed, 21 Oct 2015 07:28:00 GMT', 500],
  ])('honours a Retry-After of %s', async (_name, after, wait) => {
    const { http, server, clock } = setUp(status(429, { 'Retry-After': after }), json('ok'));
    const result = http.json(url);
    await clock.advance(wait - 1);
    expect(server.requests).toHaveLength(1);
    await clock.advance(1);
    expect(await result).toBe('ok');
  });

  it('gives up a server that is silent, and tries again', async () => {
    const { http, server, clock } = setUp(deaf, json('ok'));
    const result = http.json(url);
    await clock.advance(10_000 + 500);
    expect(await result).toBe('ok');
    expect(server.requests).toHaveLength(2);
  });

  it('lets a slow body take its time while bytes arrive, and gives it up when they stop', async () => {
    const slow = new SlowBody();
    const { http, clock } = setUp(() => new Response(slow.stream), json('ok'));
    const result = http.json(url);
    await settle();
    slow.send(0x5b);
    await clock.advance(9_000);
    slow.send(0x31);
    await clock.advance(9_000);
    expect(slow.cancelled).toBe(false);
    await clock.advance(1_500);
    expect(slow.cancelled).toBe(true);
    expect(await result).toBe('ok');
  });

  it('waits as long for the first byte as for the answer itself', async () => {
    const slow = new SlowBody();
    let answer = (): void => {};
    const { http, server, clock } = setUp(
      () => new Promise((resolve) => (answer = () => resolve(new Response(slow.stream)))),
    );
    const result = http.json(url);
    await clock.advance(9_000);
    answer();
    await clock.advance(9_000);
    slow.send(0x31);
    slow.end();
    expect(await result).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  it('tries again when the body breaks off', async () => {
    const slow = new SlowBody();
    const { http, clock } = setUp(() => new Response(slow.stream), json('ok'));
    const result = http.json(url);
    await settle();
    slow.send(0x5b);
    slow.breakOff();
    await clock.advance(500);
    expect(await result).toBe('ok');
  });
});
