import { describe, expect, it } from 'vitest';
import { isAbort, tell } from '../errors.ts';
import { settle } from './testing/fake-clock.ts';
import { type Answer, deaf, json, unreachable } from './testing/fake-server.ts';
import { rejection, setUpWith } from './testing/set-up.ts';

const page = 'https://page.test';
const url = 'https://host.test/a/items.json?sig=secret';

/** A host in its two faces: what comes of questions whose answer stays unread, and of what a page would read. */
function host(faces: { readonly unread: Answer; readonly read: Answer; readonly post?: Answer }): Answer {
  return (request, init) => {
    if (init.mode === 'no-cors') return faces.unread(request, init);
    const preflighted = request.headers.get('Content-Type') === 'application/json';
    return (preflighted ? (faces.post ?? faces.read) : faces.read)(request, init);
  };
}

const there: Answer = () => new Response(null);
const closed = host({ unread: there, read: unreachable });
const open = host({ unread: there, read: json('ok') });
const gone = host({ unread: unreachable, read: unreachable });
const postless = host({ unread: there, read: json('ok'), post: unreachable });

function methods(server: { readonly requests: readonly { readonly method: string }[] }): string {
  return server.requests.map(({ method }) => method).join(' ');
}

describe('a host that answers, but not to pages,', () => {
  it('is named with what to do, and not asked again', async () => {
    const { http, server, clock } = setUpWith({ origin: page }, closed);
    const error = await rejection(http.json(url));
    expect(error).toMatchObject({ tag: 'cors', where: 'https://host.test/a/items.json' });
    expect(tell(error)).toMatch(/CORS.*proxy.*mirror.*download/s);
    expect(methods(server)).toBe('GET HEAD HEAD');
    expect(clock.pending).toBe(0);
  });

  it('is questioned once for all of its files, and again after a while', async () => {
    const { http, server, clock } = setUpWith({ origin: page }, closed);
    const files = [1, 2, 3].map((n) => rejection(http.json(`https://host.test/${n}`)));
    for (const error of await Promise.all(files)) expect(error).toMatchObject({ tag: 'cors' });
    expect(methods(server)).toBe('GET GET GET HEAD HEAD');
    await clock.advance(60_000);
    expect(await rejection(http.json(url))).toMatchObject({ tag: 'cors' });
    expect(methods(server)).toBe('GET GET GET HEAD HEAD GET HEAD HEAD');
  });

  it('is read as soon as it lets itself be', async () => {
    const { http } = setUpWith({ origin: page }, closed, closed, closed, open);
    expect(await rejection(http.json(url))).toMatchObject({ tag: 'cors' });
    expect(await http.json(url)).toBe('ok');
  });

  it('is questioned without the body of the request, as the request was made', async () => {
    const { http, server } = setUpWith({ origin: page }, closed);
    await rejection(http.range(url, { offset: 8, length: 8 }));
    expect(server.requests.map(({ range }) => range)).toEqual(['bytes=8-15', null, 'bytes=8-15']);
  });
});

describe('a failure is of the network, and tried again,', () => {
  it('where the host was read before', async () => {
    const { http, server, clock } = setUpWith({ origin: page }, open, closed);
    expect(await http.json(url)).toBe('ok');
    const error = rejection(http.json(url));
    await clock.advance(60_000);
    expect(await error).toMatchObject({ tag: 'network' });
    expect(methods(server)).toBe('GET GET GET GET GET');
  });

  it('where the host lets itself be read a moment later', async () => {
    const { http, server, clock } = setUpWith({ origin: page }, unreachable, open);
    const result = http.json(url);
    await clock.advance(500);
    expect(await result).toBe('ok');
    expect(methods(server)).toBe('GET HEAD HEAD GET');
  });

  it('where the host is not there at all, and it is questioned once', async () => {
    const { http, server, clock } = setUpWith({ origin: page }, gone);
    const error = rejection(http.json(url));
    await clock.advance(60_000);
    expect(await error).toMatchObject({ tag: 'network' });
    expect(methods(server)).toBe('GET HEAD HEAD GET GET GET');
  });

  it('where the host keeps silent when it is questioned', async () => {
    const { http, clock } = setUpWith({ origin: page }, unreachable, deaf, deaf, open);
    const result = http.json(url);
    await clock.advance(60_000);
    expect(await result).toBe('ok');
    expect(clock.pending).toBe(0);
  });

  it('on the page’s own host', async () => {
    const { http, clock } = setUpWith({ origin: 'https://host.test' }, closed);
    const error = rejection(http.json(url));
    await clock.advance(60_000);
    expect(await error).toMatchObject({ tag: 'network' });
  });

  it('without a page', async () => {
    const { http, server, clock } = setUpWith({ origin: null }, closed);
    const error = rejection(http.json(url));
    await clock.advance(60_000);
    expect(await error).toMatchObject({ tag: 'network' });
    expect(methods(server)).toBe('GET GET GET GET');
  });
});

describe('a search by POST', () => {
  it('is kept out by CORS where only GET is let in', async () => {
    const { http, server } = setUpWith({ origin: page }, postless);
    expect(await http.json(url)).toBe('ok');
    expect(await rejection(http.json(url, { method: 'POST', body: {} }))).toMatchObject({ tag: 'cors' });
    expect(methods(server)).toBe('GET POST HEAD HEAD');
    expect(await http.json(url)).toBe('ok');
  });

  it('that was let in once is of the network', async () => {
    const { http, clock } = setUpWith({ origin: page }, open, postless);
    expect(await http.json(url, { method: 'POST', body: {} })).toBe('ok');
    const error = rejection(http.json(url, { method: 'POST', body: {} }));
    await clock.advance(60_000);
    expect(await error).toMatchObject({ tag: 'network' });
  });
});

it('a page that came by https is told that it may not read http', async () => {
  const { http, server } = setUpWith({ origin: page }, gone);
  const error = await rejection(http.json('http://host.test/a'));
  expect(error).toMatchObject({ tag: 'bad-input', message: expect.stringContaining('https') });
  expect(methods(server)).toBe('GET');
});

it('an abort ends the questions at once', async () => {
  const { http, clock } = setUpWith({ origin: page }, unreachable, deaf);
  const leaver = new AbortController();
  const error = rejection(http.json(url, { signal: leaver.signal }));
  await settle();
  leaver.abort();
  expect(isAbort(await error)).toBe(true);
  await clock.advance(20_000);
  expect(clock.pending).toBe(0);
});
