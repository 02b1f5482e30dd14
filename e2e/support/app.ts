import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { Host } from '../host.ts';

/** The built app; another folder by `BESTPIXEL_DIST`. */
export const dist = resolve(process.env['BESTPIXEL_DIST'] ?? 'dist');
/** Real data beside the repository: see its README. Not everybody has it. */
export const sharedData = resolve('../shared/data');

export const hasSharedData = existsSync(sharedData);
export const withoutSharedData = 'skipped: the real series in ../shared/data is not on this machine';

export interface Site {
  readonly host: Host;
  /** Where the app is, without a slash at the end; `/shared/` and `/fixtures/` lie beside it. */
  readonly url: string;
}

/** Playwright's test with the app on a host of its own. Faults are mended after each test. */
export const test = base.extend<{ mended: void }, { site: Site }>({
  site: [
    // Playwright reads the names of what a fixture needs from this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const host = new Host({ '/': dist, '/shared/': sharedData, '/fixtures/': resolve('e2e/fixtures') });
      const url = await host.start();
      await use({ host, url });
      await host.stop();
    },
    { scope: 'worker' },
  ],
  mended: [
    async ({ site }, use) => {
      await use();
      site.host.mend();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** Opens the app (`hash`: as in "#map=9/40/-103") and waits for its viewer and panels. */
export async function openApp(page: Page, { url }: Site, hash = ''): Promise<void> {
  await page.goto(`${url}/${hash}`);
  await waitForApp(page);
}

/** Waits for the viewer and the panels of an app that is opening. */
export async function waitForApp(page: Page): Promise<void> {
  // Polled: unless told otherwise it is looked for in animation frames, which a hidden tab does not get.
  await page.waitForFunction(() => window.bestpixel !== undefined, undefined, { polling: 50 });
  await page.locator('#panels').waitFor({ state: 'attached' });
}

/** Opens the app and takes its layers away, so that nothing is read which the test did not ask for. */
export async function openEmptyApp(page: Page, site: Site): Promise<void> {
  await openApp(page, site);
  await page.evaluate(() => window.bestpixel!.setLayers([]));
  await unmark(page);
}

/** Takes the mark of the chosen place off the map, which would lie over pixels that are looked at. */
export function unmark(page: Page): Promise<void> {
  return page.evaluate(() => window.bestpixel!.stage.view.mark(null));
}

/** What the page threw or logged as an error, as it comes. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** Settles the shown layers; what `idle` gives, in plain words. */
export function idle(page: Page): Promise<{ complete: boolean; failures: PlainFailure[] }> {
  return page.evaluate(async () => {
    const { complete, failures } = await window.bestpixel!.idle();
    return {
      complete,
      failures: failures.map(({ scene, band, error, sentence }) => ({
        scene,
        band,
        tag: error.tag,
        sentence,
      })),
    };
  });
}

export interface PlainFailure {
  readonly scene: string;
  readonly band: string;
  readonly tag: string;
  readonly sentence: string;
}
