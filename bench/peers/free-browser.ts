import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import { browserArgs, findBrowser } from '../../tools/browser.ts';
import { finished, view } from './place.ts';

/** Milliseconds. */
const settling = 2500;
const starting = 30_000;
const look = 50;

/**
 * Opens an address in a browser of its own, in which nobody debugs before the page calls itself finished: a debugger has
 * every byte that a page reads copied for it. Then `use` may go on with the page; null where it did not finish in time.
 */
export async function visit<T>(
  address: string,
  patience: number,
  use: (page: Page | null) => Promise<T>,
): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'bestpixel-browser-'));
  const browser = start(profile);
  try {
    const origin = await debuggerOf(profile);
    // It is busy with its own new window first, which is nobody's run.
    await sleep(settling);
    await fetch(`${origin}/json/new?${encodeURIComponent(address)}`, { method: 'PUT' });
    if (!(await isFinished(origin, address, patience))) return await use(null);
    const debugged = await chromium.connectOverCDP(origin);
    try {
      const pages = debugged.contexts().flatMap((context) => context.pages());
      const page = pages.find((each) => each.url() === address)!;
      page.setDefaultTimeout(patience);
      // tsx wraps functions in a helper that a page does not have.
      await page.evaluate('globalThis.__name = (f) => f');
      return await use(page);
    } finally {
      await debugged.close();
    }
  } finally {
    await ended(browser);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

function start(profile: string): ChildProcess {
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  // Beside the page's own picture, which its style gives its size.
  const size = `--window-size=${view.width},${view.height + 200}`;
  return spawn(findBrowser()!, [...browserArgs, ...own, size, 'about:blank'], { stdio: 'ignore' });
}

/** Where the browser that has this profile is debugged. */
async function debuggerOf(profile: string): Promise<string> {
  for (const begun = performance.now(); performance.now() < begun + starting;) {
    await sleep(look);
    const port = /^(\d+)\n/.exec(textOf(join(profile, 'DevToolsActivePort')))?.[1];
    if (port) return `http://127.0.0.1:${port}`;
  }
  throw new Error('the browser did not start');
}

/** Empty where there is no such file yet, and while it is written. */
function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function isFinished(origin: string, address: string, patience: number): Promise<boolean> {
  for (const begun = performance.now(); performance.now() < begun + patience;) {
    await sleep(look);
    const pages = (await (await fetch(`${origin}/json/list`)).json()) as { url: string; title: string }[];
    if (pages.some(({ url, title }) => url === address && title === finished)) return true;
  }
  return false;
}

async function ended(browser: ChildProcess): Promise<void> {
  if (browser.exitCode !== null || browser.signalCode !== null) return;
  const exit = new Promise((resolve) => browser.once('exit', resolve));
  browser.kill();
  await exit;
}
