import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { ee, type ImageCollection } from '../../src/ee/ee.ts';
import { expect, openApp, test as base, type Site } from './app.ts';
import type { ViewerHandle } from './pixels.ts';

/** What a folder holds: paths in it, and the file that is copied there, or its content. */
export type Content = Readonly<Record<string, string | Buffer>>;

interface Fixtures {
  /** Makes a folder of this name; it is gone after the test. Gives its path. */
  readonly folder: (name: string, content: Content) => string;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), 'bestpixel-'));
    await use((name, content) => {
      const folder = join(root, name);
      mkdirSync(folder, { recursive: true });
      for (const [path, from] of Object.entries(content)) {
        const to = join(folder, path);
        mkdirSync(dirname(to), { recursive: true });
        if (typeof from === 'string') copyFileSync(from, to);
        else writeFileSync(to, from);
      }
      return folder;
    });
    rmSync(root, { recursive: true });
  },
});

/** Far from the demo and from everything that is opened: nothing is read before a test asks for it. */
export const farAway = '#map=8/-30/20';

export function formOf(page: Page): Locator {
  return page.getByRole('form', { name: 'Change data' });
}

/** Opens the app far from any data, and its form on files of this computer. */
export async function openFilesForm(page: Page, site: Site): Promise<Locator> {
  // A person who left the panels open, where they start folded.
  await page.addInitScript(() => localStorage.setItem('bestpixel.sheet', 'open'));
  await openApp(page, site, farAway);
  return changeToFiles(page);
}

export async function changeToFiles(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Change data' }).click();
  const form = formOf(page);
  await form.getByLabel('Source').selectOption('Files on this computer…');
  return form;
}

/** Drops files and folders on the map, as the system hands them to the browser. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data });
  }
  await session.detach();
}

/** Shows what was opened, and gives the id of the collection that it became. */
export async function showFiles(page: Page): Promise<string> {
  const form = formOf(page);
  await form.getByRole('button', { name: 'Show', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  return new URLSearchParams(new URL(page.url()).hash.slice(1)).get('collection')!;
}

/** What is wrong or refused, by name. */
export function refusedIn(form: Locator): Promise<Record<string, string>> {
  return form
    .locator('.local-refused li')
    .evaluateAll((items) =>
      Object.fromEntries(
        items.map((item) => [item.querySelector('b')!.textContent, item.querySelector('span')!.textContent]),
      ),
    );
}

/** Shows what was opened, whole and unasked. */
export async function showOpened(page: Page, scenes: string): Promise<ImageCollection> {
  const opened = formOf(page).locator('.local-files');
  await expect(opened).toContainText(scenes);
  await expect(opened.locator('.local-refused, fieldset')).toHaveCount(0);
  return ee.ImageCollection(await showFiles(page));
}

export function viewerOf(page: Page): Promise<ViewerHandle> {
  return page.evaluateHandle(() => window.bestpixel!);
}

/** What is asked of any host from now on, workers included, but for the app's own files. */
export function watchRequests(page: Page, { url, host }: Site): () => string[] {
  const seen: string[] = [];
  page.context().on('request', (request) => seen.push(request.url()));
  const before = host.requests.length;
  return () => {
    const logged = host.requests.slice(before).map(({ path }) => url + path);
    return [...new Set([...seen, ...logged])].filter((address) => !isOwn(address, url));
  };
}

function isOwn(address: string, url: string): boolean {
  return address.startsWith(`${url}/assets/`) || address === `${url}/favicon.svg`;
}

export const patch = resolve('e2e/fixtures/patch');

/** The committed series: its list of items, and its files. */
export function patchFiles(): string[] {
  return readdirSync(patch)
    .filter((file) => /\.(tif|json)$/.test(file))
    .map((file) => `${patch}/${file}`);
}
