import { describe, expect, it } from 'vitest';
import { BestpixelError, isAbort, tell } from '../errors.ts';
import { Addresses, type Rewrite } from './addresses.ts';
import { Http } from './http.ts';
import { FakeClock, settle } from './testing/fake-clock.ts';
import { type Answer, deaf, FakeServer, json, status, text } from './testing/fake-server.ts';
import { rejection } from './testing/set-up.ts';

const service = 'https://pc.test/api/sas/v1/token/sentinel-2';
const file = 'https://blob.test/s2/B04.tif';
const minute = 60_000;
const start = Date.UTC(2020, 6, 1);

function setUp(...answers: Answer[]) {
  const server = new FakeServer(...answers);
  const clock = new FakeClock();
  const http = new Http({ fetch: server.fetch, clock, random: () => 1 });
  return { server, clock, addresses: new Addresses(http, clock) };
}

/** A token that ends so many milliseconds after the clock's start. */
function token(sig: string, life?: number): Answer {
  const expiry = life === undefined ? {} : { 'msft:expiry': new Date(start + life).toISOString() };
  return json({ token: `se=2020&sig=${sig}`, ...expiry });
}

describe('rewriting', () => {
  const rewritten = (href: string, ...rewrites: Rewrite[]): string => {
    const { addresses } = setUp(status(500));
    addresses.rewrites = rewrites;
    return addresses.rewrite(href);
  };

  it.each([
    ['https://a.test/x/', 'https://b.test/y/', 'https://a.test/x/z.tif?q=1', 'https://b.test/y/z.tif?q=1'],
    ['https://a.test/', 'https://b.test', 'https://a.test/z.tif', 'https://b.test/z.tif'],
    ['https://a.test', 'https://b.test/y/', 'https://a.test/z.tif', 'https://b.test/y/z.tif'],
    ['https://a.test', 'http://localhost:8080/y', 'https://a.test/z.tif', 'http://localhost:8080/y/z.tif'],
    ['https://', 'https://proxy.test/', 'https://a.test/z.tif', 'https://proxy.test/a.test/z.tif'],
    [
      'https://a.test/',
      'https://proxy.test/?url=https%3A%2F%2Fa.test%2F',
      'https://a.test/z.tif?q=1&r=2',
      'https://proxy.test/?url=https%3A%2F%2Fa.test%2Fz.tif%3Fq%3D1%26r%3D2',
    ],
    ['https://a.test/', 'https://b.test/', 'https://c.test/z.tif', 'https://c.test/z.tif'],
    ['https://a.test', 'https://b.test', 'https://a.test.evil/z.tif', 'https://a.test.evil/z.tif'],
    ['https://a.test', 'https://b.test', 'https://a.test:81/z.tif', 'https://a.test:81/z.tif'],
  ])('of %s to %s reads %s at %s', (from, to, href, expected) => {
    expect(rewritten(href, { from, to })).toBe(expected);
  });

  it('goes by the first rule that fits, once', () => {
    const rules = [
      { from: 'https://a.test/x/', to: 'https://b.test/' },
      { from: 'https://a.test/', to: 'https://c.test/' },
      { from: 'https://b.test/', to: 'https://d.test/' },
    ];
    expect(rewritten('https://a.test/x/1', ...rules)).toBe('https://b.test/1');
    expect(rewritten('https://a.test/2', ...rules)).toBe('https://c.test/2');
  });

  it.each([
    ['', 'https://b.test/'],
    ['s3://bucket/', 'https://b.test/'],
    ['https://a.test/', 'javascript:alert(1)//'],
    ['https://a.test/', 'data:,'],
    ['https://a.test/', '/proxy/'],
    ['https://a.test/', 'https://'],
  ])('from %j to %j is refused, and the rules before stay', (from, to) => {
    const { addresses } = setUp(status(500));
    const rules = [{ from: 'https://a.test/', to: 'https://b.test/' }];
    addresses.rewrites = rules;
    expect(() => {
      addresses.rewrites = [{ from, to }];
    }).toThrow(BestpixelError);
    expect(addresses.rewrites).toEqual(rules);
  });

  it('takes the signature along, for proxies and mirrors', async () => {
    const { addresses } = setUp(token('A'));
    addresses.rewrites = [{ from: 'https://blob.test/', to: 'https://mirror.test/' }];
    expect(await addresses.of(file, service)).toBe('https://mirror.test/s2/B04.tif?se=2020&sig=A');
  });
});

describe('a token', () => {
  it('is not asked for where none is needed', async () => {
    const { addresses, server } = setUp(token('A'));
    expect(await addresses.of(file)).toBe(file);
    expect(server.requests).toEqual([]);
  });

  it('is asked for once for everybody, and put into the query', async () => {
    const { addresses, server } = setUp(token('A', 60 * minute));
    const hrefs = [file, `${file}?v=1`, `${file}?se=2019&sig=old&v=2#part`];
    expect(await Promise.all(hrefs.map((href) => addresses.of(href, service)))).toEqual([
      `${file}?se=2020&sig=A`,
      `${file}?v=1&se=2020&sig=A`,
      `${file}?v=2&se=2020&sig=A`,
    ]);
    await addresses.of('https://blob.test/s2/other.tif', service);
    expect(server.requests.map(({ url }) => url)).toEqual([service]);
  });

  it('is of one service', async () => {
    const { addresses, server } = setUp(token('A'), token('B'));
    expect(await addresses.of(file, service)).toContain('sig=A');
    expect(await addresses.of(file, 'https://pc.test/other')).toContain('sig=B');
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['some minutes before it ends', token('A', 60 * minute), 55 * minute, 57 * minute],
    ['after some 45 minutes where its end is not told', token('A'), 40 * minute, 45 * minute],
    [
      'no sooner than in minutes, by a clock that goes wrong',
      token('A', -120 * minute),
      4 * minute,
      6 * minute,
    ],
  ])('is renewed %s', async (_when, answer, good, over) => {
    const { addresses, clock, server } = setUp(answer, token('B', 24 * 60 * minute));
    await addresses.of(file, service);
    await clock.advance(good);
    expect(await addresses.of(file, service)).toContain('sig=A');
    expect(server.requests).toHaveLength(1);
    await clock.advance(over - good);
    expect(await addresses.of(file, service)).toContain('sig=B');
    expect(server.requests).toHaveLength(2);
  });

  it('is used to its end while no new one can be had', async () => {
    const { addresses, clock } = setUp(token('A', 60 * minute), status(404));
    await addresses.of(file, service);
    await clock.advance(58 * minute);
    expect(await addresses.of(file, service)).toContain('sig=A');
    await clock.advance(2 * minute);
    expect(await rejection(addresses.of(file, service))).toMatchObject({ tag: 'http-status' });
  });

  it('that cannot be had is named, with the file; the failure is not kept', async () => {
    const { addresses } = setUp(status(404), token('A'));
    const error = await rejection(addresses.of(`${file}?sig=secret`, service));
    expect(error).toMatchObject({ tag: 'http-status', status: 404 });
    expect(tell(error)).toContain(`there is no token to read it with`);
    expect(tell(error)).toContain(`${file}, token from ${service}`);
    expect(tell(error)).not.toContain('secret');
    expect(await addresses.of(file, service)).toContain('sig=A');
  });

  it.each([
    ['nothing', json({})],
    ['null', json(null)],
    ['a number', json({ token: 7 })],
    ['no text', json({ token: '' })],
    ['an escape from the query', json({ token: 'a#b' })],
    ['a break of the line', json({ token: 'a\nb' })],
    ['a web page', text('<html>')],
  ])('that is %s is refused by name', async (_what, answer) => {
    const { addresses } = setUp(answer);
    expect(await rejection(addresses.of(file, service))).toMatchObject({ tag: 'corrupt' });
  });

  it('comes to the others when one of them leaves; when all have left nobody asks', async () => {
    let give = (): void => {};
    const held: Answer = (...request) =>
      new Promise((resolve) => (give = () => resolve(token('A')(...request))));
    const { addresses, server } = setUp(held);
    const leaver = new AbortController();
    const first = rejection(addresses.of(file, service, leaver.signal));
    const second = addresses.of(file, service, new AbortController().signal);
    await settle();
    leaver.abort('a reason of its own');
    expect(isAbort(await first)).toBe(true);
    give();
    expect(await second).toContain('sig=A');
    expect(server.requests).toHaveLength(1);

    const { addresses: others, server: silent } = setUp(deaf, token('B'));
    const only = new AbortController();
    const left = rejection(others.of(file, service, only.signal));
    await settle();
    only.abort();
    expect(isAbort(await left)).toBe(true);
    expect(await others.of(file, service)).toContain('sig=B');
    expect(silent.requests).toHaveLength(2);
  });
});

describe('a refusal', () => {
  it('lets go of the token that was used, and of no other', async () => {
    const { addresses, server } = setUp(token('A'), token('B'), token('C'));
    const old = await addresses.of(file, service);
    expect(addresses.refused(service, old)).toBe(true);
    const renewed = await addresses.of(file, service);
    expect(renewed).toContain('sig=B');
    expect(addresses.refused(service, old)).toBe(true);
    expect(await addresses.of(file, service)).toBe(renewed);
    expect(server.requests).toHaveLength(2);
  });

  it('knows a token inside a proxy’s query', async () => {
    const { addresses } = setUp(token('A'), token('B'));
    addresses.rewrites = [{ from: 'https://blob.test/', to: 'https://proxy.test/?url=' }];
    expect(addresses.refused(service, await addresses.of(file, service))).toBe(true);
    expect(decodeURIComponent(await addresses.of(file, service))).toContain('sig=B');
  });

  it('again at once is not the token’s fault: no more are asked for', async () => {
    const { addresses, clock, server } = setUp(token('A'), token('B'), token('C'));
    addresses.refused(service, await addresses.of(file, service));
    const renewed = await addresses.of(file, service);
    expect(addresses.refused(service, renewed)).toBe(false);
    expect(await addresses.of(file, service)).toBe(renewed);
    expect(server.requests).toHaveLength(2);
    await clock.advance(minute);
    expect(addresses.refused(service, renewed)).toBe(true);
    expect(await addresses.of(file, service)).toContain('sig=C');
  });
});
