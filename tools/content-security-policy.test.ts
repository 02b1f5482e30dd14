import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from './browser.ts';

const html = readFileSync(join(import.meta.dirname, '../index.html'), 'utf8');
const meta = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"\s*\/>/.exec(html);
const policy = meta?.[1] ?? '';

function directive(name: string): string[] | undefined {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return parts.find(([first]) => first === name)?.slice(1);
}

describe('the app’s Content-Security-Policy', () => {
  it('lets scripts come from the app alone: none from elsewhere, inline or made of text', () => {
    expect(directive('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    // These would take its place for some scripts.
    expect(directive('script-src-elem')).toBeUndefined();
    expect(directive('script-src-attr')).toBeUndefined();
    expect(directive('worker-src')).toEqual(["'self'", 'blob:']);
  });

  it('keeps what is not named to the app, and shuts the side doors', () => {
    expect(directive('default-src')).toEqual(["'self'"]);
    for (const name of ['object-src', 'base-uri', 'form-action']) expect(directive(name)).toEqual(["'none'"]);
    expect(directive('img-src')).toEqual(["'self'", 'data:', 'blob:']);
  });

  it('stands before every script, of which none is inline', () => {
    expect(meta).not.toBeNull();
    expect(html.indexOf('<script')).toBeGreaterThan(meta!.index);
    for (const [, attributes, text] of html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
      expect(attributes).toContain('src="/');
      expect(text).toBe('');
    }
    expect(html).not.toMatch(/\son[a-z]+\s*="|=\s*"javascript:/i);
  });
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs });
  }, 60_000);
  afterAll(() => browser?.close());

  /** What a page under the policy does, when it tries all of this. */
  async function attempts(head: string): Promise<unknown> {
    const page = await browser.newPage();
    const own = `
      const done = (f) => { try { f(); return true; } catch { return false; } };
      window.done = {
        eval: done(() => eval('1')),
        function: done(() => new Function('1')()),
        wasm: done(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
      };
      const markup = document.createElement('div');
      markup.innerHTML = '<img src="data:," onerror="window.injected = true"><a href="javascript:window.injected = true">x</a>';
      document.body.append(markup);
      markup.querySelector('a').click();`;
    const body = `${head}<body><script>window.inline = true</script><script src="/own.js"></script>
      <script src="https://elsewhere.test/x.js"></script></body>`;
    await page.route('**/*', (route) => {
      const { host, pathname } = new URL(route.request().url());
      if (host === 'elsewhere.test') return route.fulfill({ body: 'window.foreign = true' });
      if (pathname === '/own.js') return route.fulfill({ body: own, contentType: 'text/javascript' });
      return route.fulfill({ body, contentType: 'text/html' });
    });
    await page.goto('https://app.test/');
    // The picture has failed, and the handler would have run, by the time another one has.
    const tried = await page.evaluate(`new Promise((resolve) => {
      const image = new Image();
      image.addEventListener('error', () => setTimeout(() => resolve({
        ...window.done,
        inline: !!window.inline, foreign: !!window.foreign, injected: !!window.injected,
      })));
      image.src = 'data:,';
    })`);
    await page.close();
    return tried;
  }

  it('injected markup runs nothing, text becomes no code, WebAssembly compiles', async () => {
    expect(await attempts(meta![0])).toEqual({
      eval: false,
      function: false,
      inline: false,
      foreign: false,
      injected: false,
      wasm: true,
    });
  });

  it('all of it happens without the policy, so that the test can fail', async () => {
    expect(await attempts('')).toEqual({
      eval: true,
      function: true,
      inline: true,
      foreign: true,
      injected: true,
      wasm: true,
    });
  });
});
