import { createServer } from 'vite';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../tools/browser.ts';
import { anybody, drop, LiveServer, ranged, redirect } from './testing/live-server.ts';

/** What a browser hides of a failed request, and how much of it is found out, on a page and in a worker. */
const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const vite = await createServer({
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, ws: false },
  logLevel: 'error',
});
let own = '';
let browser: Browser;
let page: Page;
let server: LiveServer;
let host = '';

beforeAll(async () => {
  await vite.listen();
  own = vite.resolvedUrls!.local[0]!;
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs });
  page = await browser.newPage();
  await page.goto(`${own}src/net/http.ts`);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await vite.close();
});

beforeEach(async () => {
  server = new LiveServer();
  host = await server.start();
  return () => server.stop();
});

/** What came of a call of an Http made anew there: its result, or its error's tag and text. */
async function inBrowser(call: string, where: 'page' | 'worker' = 'page'): Promise<unknown> {
  const code = `
    const { Http } = await import('${own}src/net/http.ts');
    const http = new Http({ random: () => 0, tries: 2 });
    const host = '${host}';
    const result = await (${call}).catch((error) => ({ tag: error.tag, what: error.message, where: error.where }));
    return result.parts ? result.parts.flatMap((part) => [...part]) : result;`;
  if (where === 'page') return page.evaluate(`(async () => {${code}})()`);
  const inside = `postMessage(await (async () => {${code}})());`;
  return page.evaluate(`new Promise((resolve) => {
    const url = URL.createObjectURL(new Blob([${JSON.stringify(inside)}], { type: 'text/javascript' }));
    const worker = new Worker(url, { type: 'module' });
    worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
  })`);
}

const read = "http.range(host + '/a.tif', { offset: 5, length: 4 })";
const part = [5, 6, 7, 8];

describe.each(['page', 'worker'] as const)('on a %s', (where) => {
  it('a host that lets no page read is named as such, and is not asked again', async () => {
    server.on['/a.tif'] = ranged(bytes, {});
    expect(await inBrowser(read, where)).toMatchObject({ tag: 'cors', where: `${host}/a.tif` });
    expect(server.count('GET')).toBe(1);
    expect(server.count('HEAD')).toBe(2);
  });

  it('a line that is cut once is no question of CORS', async () => {
    const whole = ranged(bytes);
    server.on['/a.tif'] = (...exchange) => {
      if (server.count('GET') === 1) drop(...exchange);
      else whole(...exchange);
    };
    expect(await inBrowser(read, where)).toEqual(part);
  });

  it('a host that is not there is a matter of the network, after two tries', async () => {
    server.on['/a.tif'] = drop;
    expect(await inBrowser(read, where)).toMatchObject({ tag: 'network' });
    expect(server.count('GET')).toBe(2);
  });
});

it('a search that fails in its preflight is named as CORS, though the same host is read by GET', async () => {
  server.on['/search'] = (request, response) => {
    response.writeHead(request.method === 'OPTIONS' ? 403 : 200, anybody).end('{}');
  };
  const call =
    "http.json(host + '/search').then(() => http.json(host + '/search', { method: 'POST', body: {} }))";
  expect(await inBrowser(call)).toMatchObject({ tag: 'cors' });
  expect(server.count('POST')).toBe(0);
});

it('a redirect is followed, with the range', async () => {
  server.on['/a.tif'] = redirect(`${host}/b.tif`);
  server.on['/b.tif'] = ranged(bytes);
  expect(await inBrowser(read)).toEqual(part);
});

it('redirects in a circle are named', async () => {
  server.on['/a.tif'] = redirect(`${host}/a.tif`);
  expect(await inBrowser(read)).toMatchObject({ tag: 'network', what: expect.stringContaining('circle') });
});

it('a redirect to where no page may read is named as CORS', async () => {
  server.on['/a.tif'] = redirect(`${host}/b.tif`);
  server.on['/b.tif'] = ranged(bytes, {});
  expect(await inBrowser(read)).toMatchObject({ tag: 'cors' });
});

it('a range is asked for without a preflight', async () => {
  server.on['/a.tif'] = ranged(bytes);
  expect(await inBrowser(read)).toEqual(part);
  expect(server.log).toEqual(['GET /a.tif']);
});

it('a file that changed is fetched past what the browser has kept', async () => {
  const served = (first: number) =>
    ranged(bytes.slice(first), { ...anybody, 'Cache-Control': 'max-age=600', ETag: `"${first}"` });
  server.on['/a.tif'] = served(0);
  expect(await inBrowser(read)).toEqual(part);
  server.on['/a.tif'] = served(1);
  expect(await inBrowser(read)).toEqual(part);
  const anew = "http.range(host + '/a.tif', { offset: 5, length: 4, anew: true })";
  expect(await inBrowser(anew)).toEqual([6, 7, 8, 9]);
  expect(server.count('OPTIONS')).toBe(0);
});
