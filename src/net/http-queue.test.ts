import { describe, expect, it } from 'vitest';
import { isAbort } from '../errors.ts';
import { HostLimit } from './host-limit.ts';
import { Http } from './http.ts';
import { FakeClock, settle } from './testing/fake-clock.ts';
import { deaf, FakeServer, json, SlowBody, status } from './testing/fake-server.ts';
import { rejection, setUp } from './testing/set-up.ts';

const url = 'https://host.test/a/items.json';

describe('the limit per host', () => {
  it('holds requests back and asks who is next when a slot opens', async () => {
    const bodies = Array.from({ length: 4 }, () => new SlowBody());
    const server = new FakeServer(...bodies.map((body) => () => new Response(body.stream)));
    const http = new Http({ fetch: server.fetch, clock: new FakeClock(), slots: new HostLimit(1) });
    const order: string[] = [];
    const distance: Record<string, number> = { a: 0, b: 1, c: 2, d: 2 };
    for (const name of ['a', 'b', 'c', 'd']) {
      void http
        .json(`https://host.test/${name}`, { priority: () => distance[name]! })
        .then(() => order.push(name));
    }
    await settle();
    expect(server.requests).toHaveLength(1);
    distance['b'] = 9;
    for (const body of bodies) {
      body.send(0x31);
      body.end();
      await settle();
    }
    expect(order).toEqual(['a', 'c', 'd', 'b']);
  });

  it('lets documents go before ranges', async () => {
    const server = new FakeServer(deaf, status(404));
    const http = new Http({ fetch: server.fetch, clock: new FakeClock(), slots: new HostLimit(1) });
    const leaver = new AbortController();
    const first = http.json('https://host.test/first', { signal: leaver.signal });
    const ends = [
      http.range('https://host.test/a.tif', { offset: 0, length: 1 }),
      http.json('https://host.test/items.json'),
    ].map((end) => end.catch(() => {}));
    await settle();
    leaver.abort();
    await first.catch(isAbort);
    await Promise.all(ends);
    expect(server.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/first',
      '/items.json',
      '/a.tif',
    ]);
  });

  it('counts hosts apart', async () => {
    const server = new FakeServer(deaf);
    const http = new Http({ fetch: server.fetch, clock: new FakeClock(), slots: new HostLimit(2) });
    for (const host of ['a', 'a', 'a', 'b', 'b', 'b']) void http.json(`https://${host}.test/`);
    await settle();
    expect(server.requests.map((request) => new URL(request.url).host)).toEqual([
      'a.test',
      'a.test',
      'b.test',
      'b.test',
    ]);
  });

  it('is not held by a request that sleeps before its next try', async () => {
    const server = new FakeServer(status(503), json('second'));
    const http = new Http({ fetch: server.fetch, clock: new FakeClock(), slots: new HostLimit(1) });
    void http.json('https://host.test/first');
    expect(await http.json('https://host.test/second')).toBe('second');
  });
});

describe('abort', () => {
  it.each([
    ['while the request is under way', deaf],
    ['while the body is read', () => new Response(new SlowBody().stream)],
    ['while it sleeps between tries', status(503)],
  ])('is immediate %s, leaves no alarm and frees the slot', async (_name, answer) => {
    const server = new FakeServer(answer, json('next'));
    const clock = new FakeClock();
    const http = new Http({ fetch: server.fetch, clock, slots: new HostLimit(1) });
    const controller = new AbortController();
    const error = rejection(http.json(url, { signal: controller.signal }));
    await settle();
    controller.abort('a reason of its own');
    expect(isAbort(await error)).toBe(true);
    expect(clock.pending).toBe(0);
    expect(await http.json(url)).toBe('next');
  });

  it('is immediate while it waits for a slot, and the place in the queue is given up', async () => {
    const server = new FakeServer(deaf);
    const http = new Http({ fetch: server.fetch, clock: new FakeClock(), slots: new HostLimit(1) });
    const first = new AbortController();
    const second = new AbortController();
    const firstError = rejection(http.json(url, { signal: first.signal }));
    const secondError = rejection(http.json(url, { signal: second.signal }));
    void http.json('https://host.test/third');
    await settle();
    second.abort();
    expect(isAbort(await secondError)).toBe(true);
    first.abort();
    expect(isAbort(await firstError)).toBe(true);
    await settle();
    expect(server.requests.map((request) => request.url)).toEqual([url, 'https://host.test/third']);
  });

  it('beforehand sends nothing', async () => {
    const { http, server } = setUp(json('ok'));
    expect(isAbort(await rejection(http.json(url, { signal: AbortSignal.abort() })))).toBe(true);
    expect(server.requests).toHaveLength(0);
  });

  it('of one does not harm another', async () => {
    const { http } = setUp(deaf, json('ok'));
    const controller = new AbortController();
    const aborted = rejection(http.json(url, { signal: controller.signal }));
    await settle();
    const other = http.json(url);
    controller.abort();
    expect(isAbort(await aborted)).toBe(true);
    expect(await other).toBe('ok');
  });
});
