import { describe, expect, it } from 'vitest';
import { abortError } from './abort.ts';
import { HostLimit, type Slots } from './host-limit.ts';
import { type BestpixelError, tell } from '../errors.ts';
import { settle } from './testing/fake-clock.ts';
import { deaf, json, SlowBody, status, text, unreachable } from './testing/fake-server.ts';
import { rejection, setUp, setUpWith } from './testing/set-up.ts';

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

describe('requests that wait for their turn', () => {
  it('go in order of their bytes, after documents', async () => {
    const asked: number[] = [];
    const slots: Slots = {
      acquire: (_host, priority) => {
        asked.push(priority());
        return Promise.reject(abortError());
      },
    };
    const { http } = setUpWith({ slots }, json({}));
    const all = [
      http.range(url, { offset: 0, length: 300 }),
      http.range(url, { offset: 9, length: 20 }),
      http.range(url, { offset: 0, length: 9, priority: () => 7 }),
      http.json(url),
    ];
    await Promise.allSettled(all);
    expect(asked).toEqual([300, 20, 7, -1]);
  });
});

describe('headers that a link asks for', () => {
  const headers = { Accept: 'application/geo+json', Authorization: 'Bearer mine', Cookie: 'a=b' };
  const sent = async (headersFrom?: string): Promise<Readonly<Record<string, string>>> => {
    const { http, server } = setUp(json({}));
    await http.json(url, { method: 'POST', body: {}, headers, headersFrom });
    return server.requests[0]!.headers;
  };

  it('are sent beside those of the request, credentials to where they came from', async () => {
    const own = { accept: 'application/geo+json', 'content-type': 'application/json' };
    expect(await sent()).toEqual(own);
    expect(await sent('https://elsewhere.test/')).toEqual(own);
    expect(await sent('https://host.test/')).toEqual({ ...own, authorization: 'Bearer mine' });
  });
});

describe('rewriting', () => {
  const rewrite = (address: string): string => address.replace('host.test', 'proxy.test');

  it('sends requests elsewhere, and names both places when they fail', async () => {
    const { http, server } = setUpWith({ rewrite }, json('ok'), status(404));
    expect(await http.json(url)).toBe('ok');
    expect(new URL(server.requests[0]!.url).host).toBe('proxy.test');
    expect(await rejection(http.json(url))).toMatchObject({
      where: 'https://host.test/a/items.json, read at https://proxy.test/a/items.json',
      status: 404,
    });
  });

  it('goes by what is set when a request is made', async () => {
    let host = 'first.test';
    const { http, server } = setUpWith({ rewrite: (address) => address.replace('host.test', host) }, json(1));
    await http.json(url);
    host = 'second.test';
    await http.json(url);
    expect(server.requests.map((request) => new URL(request.url).host)).toEqual([
      'first.test',
      'second.test',
    ]);
  });

  it('counts requests in flight by where they go', async () => {
    const { http, server } = setUpWith({ rewrite, slots: new HostLimit(1) }, deaf);
    void http.json('https://host.test/1');
    void http.json('https://proxy.test/2');
    await settle();
    expect(server.requests).toHaveLength(1);
  });
});

describe('a redirect', () => {
  const redirectedTo = (end: string) => () =>
    Object.defineProperties(Response.json('ok'), { redirected: { value: true }, url: { value: end } });

  it('is followed while it keeps to https', async () => {
    const { http } = setUp(redirectedTo('https://elsewhere.test/'));
    expect(await http.json(url)).toBe('ok');
  });

  it('from https to http is refused: it would tell secrets', async () => {
    const { http, server } = setUp(redirectedTo('http://host.test/'));
    const error = await rejection(http.json(url));
    expect(error).toMatchObject({ tag: 'network', message: expect.stringContaining('https to http') });
    expect(server.requests).toHaveLength(1);
  });

  it('from http may go anywhere', async () => {
    const { http } = setUp(redirectedTo('http://host.test/b'));
    expect(await http.json('http://host.test/a')).toBe('ok');
  });
});

it('no secret of an address is told, not even as the cause of a failure', async () => {
  const { http, clock } = setUp((request) => {
    throw new TypeError(`cannot fetch ${request.url}`);
  });
  const error = rejection(http.json(url));
  await clock.advance(60_000);
  expect(JSON.stringify(((await error) as BestpixelError).toPlain())).not.toContain('secret');
});

it('an address with a password is refused, and not repeated', async () => {
  const { http, server } = setUp(json({}));
  const error = await rejection(http.json('https://me:secret@host.test/a'));
  expect(error).toMatchObject({ tag: 'bad-input' });
  expect(tell(error)).not.toContain('secret');
  expect(server.requests).toHaveLength(0);
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
