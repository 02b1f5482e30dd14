import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { Host } from '../host.ts';
import { earthSearch, StacApi } from '../stac/api.ts';
import type { ApiItem } from '../stac/search.ts';
import { expect, openApp, test as base, type Site } from './app.ts';
import { patchBands, patchGrid, truthDifferences, truthOf } from './patch.ts';
import { computePixels, type Pixels } from './pixels.ts';

interface PatchItem extends ApiItem {
  readonly bbox: readonly [number, number, number, number];
  readonly assets: Readonly<Record<string, { readonly href: string }>>;
}

/** A STAC API that lists the committed collection, and the host that has its files. */
export interface PatchApi {
  readonly api: StacApi;
  readonly files: Host;
  /** Where `files` is, without a slash at the end. */
  readonly url: string;
}

/** All of the patch, in a view of about 700 × 600 pixels. */
export const overPatch = '#map=13.5/40.0995/-102.0462';

/** What the items of the collection "patch" say: the five of NumPy's truth, and others that searches tell apart. */
const said = [
  { of: 0, cloud: 5, platform: 'sentinel-2a', direction: 'ascending', orbit: 11 },
  { of: 1, cloud: 20, platform: 'sentinel-2b', direction: 'descending', orbit: 98 },
  { of: 2, cloud: 40, platform: 'sentinel-2a', direction: 'ascending', orbit: 11 },
  { of: 3, cloud: 60, platform: 'sentinel-2b', direction: 'descending', orbit: 98 },
  { of: 4, cloud: 80, platform: 'sentinel-2a', direction: 'ascending', orbit: 55 },
  { of: 0, id: 'summer-2019', datetime: '2019-07-10T17:00:00Z', cloud: 0, platform: 'sentinel-2a' },
  { of: 0, id: 'winter-2019', datetime: '2019-12-10T17:00:00Z', cloud: 0, platform: 'sentinel-2a' },
  // Beside the patch, taken with patch-3 in one sweep.
  {
    of: 1,
    id: 'beside',
    datetime: '2020-07-04T17:00:03Z',
    cloud: 60,
    platform: 'sentinel-2b',
    direction: 'descending',
    orbit: 98,
    east: 0.015,
  },
  { of: 1, id: 'elsewhere', cloud: 0, platform: 'sentinel-2a', east: 3 },
  { of: 2, id: 'elsewhere-again', cloud: 0, platform: 'sentinel-2a', east: 3 },
] as const;

/** Longitudes are moved by `east`; files stay what they are. */
function itemsAt(url: string): PatchItem[] {
  const { features } = JSON.parse(readFileSync('e2e/fixtures/patch/items.json', 'utf8')) as {
    features: PatchItem[];
  };
  return said.map((more) => {
    const { of, id, datetime, cloud, platform, direction, orbit, east = 0 } = { ...none, ...more };
    const item = features[of]!;
    const [west, south, far, north] = item.bbox.map((value, i) => value + (i % 2 === 0 ? east : 0)) as [
      number,
      number,
      number,
      number,
    ];
    return {
      ...item,
      id: id ?? item.id,
      collection: 'patch',
      bbox: [west, south, far, north],
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [far, south],
            [far, north],
            [west, north],
            [west, south],
          ],
        ],
      },
      properties: {
        ...item.properties,
        ...(datetime && { datetime }),
        platform,
        'eo:cloud_cover': cloud,
        'grid:code': east === 0 ? 'MGRS-13TGE' : 'MGRS-13THE',
        ...(direction && { 'sat:orbit_state': direction, 'sat:relative_orbit': orbit }),
      },
      assets: Object.fromEntries(
        Object.entries(item.assets).map(([key, asset]) => [
          key,
          { ...asset, href: new URL(asset.href, `${url}/patch/`).href },
        ]),
      ),
    };
  });
}

const none: { id?: string; datetime?: string; direction?: string; orbit?: number; east?: number } = {};

/** Playwright's test with that API in Earth Search's manners. */
export const test = base.extend<{ mendedApi: void }, { patch: PatchApi }>({
  patch: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const files = new Host({ '/': resolve('e2e/fixtures') });
      const url = await files.start();
      const api = new StacApi(earthSearch);
      await api.start();
      api.collections.set('patch', itemsAt(url));
      api.collections.set('another', []);
      await use({ api, files, url });
      await api.stop();
      await files.stop();
    },
    { scope: 'worker' },
  ],
  mendedApi: [
    async ({ patch }, use) => {
      patch.files.requests.length = 0;
      await use();
      patch.files.mend();
      patch.api.refuse = () => null;
    },
    { auto: true },
  ],
});

export function formOf(page: Page): Locator {
  return page.getByRole('form', { name: 'Change data' });
}

/** Opens the app over the patch and its form on the API's collection, listed and picked as a person does. */
export async function openForm(
  page: Page,
  site: Site,
  { api }: PatchApi,
  hash = overPatch,
): Promise<Locator> {
  await openApp(page, site, hash);
  await page.getByRole('button', { name: 'Change data' }).click();
  const form = formOf(page);
  await form.getByLabel('Source').selectOption('A STAC address…');
  await form.getByLabel('Address', { exact: true }).fill(api.root);
  await form.getByRole('button', { name: 'List' }).click();
  await form.getByLabel('Collections of A local STAC API').selectOption('Collection patch');
  await chooseTime(form, 'Any time');
  return form;
}

/** The radio itself is unseen: its label is what a person clicks. */
export function chooseTime(form: Locator, kind: 'Any time' | 'Dates' | 'Season'): Promise<void> {
  return form.getByRole('group', { name: 'Time' }).getByText(kind, { exact: true }).click();
}

export async function setDates(form: Locator, from: string, to: string): Promise<void> {
  await chooseTime(form, 'Dates');
  await form.getByLabel('From', { exact: true }).fill(from);
  await form.getByLabel('To, included').fill(to);
}

/** Searches, and gives what the form says of the result. */
export async function search(form: Locator): Promise<string[]> {
  await form.getByRole('button', { name: 'Search' }).click();
  const result = form.locator('.search-result');
  const told = result.getByRole('status').locator('p:not(.quiet)');
  await expect(told.or(result.getByRole('alert')).first()).toBeVisible();
  return told.allTextContents();
}

export async function load(page: Page): Promise<void> {
  await formOf(page)
    .getByRole('button', { name: /^Load / })
    .click();
  await expect(formOf(page)).toHaveCount(0);
}

/** The shown layer "best" is as NumPy has it on the patch's own grid. */
export async function expectTruth(page: Page, name: string): Promise<void> {
  const { scenes, ...pixels } = await bestOf(page);
  // NumPy counts the patch's scenes alone.
  const numbers = scenes.map(({ id }) => Number(/^patch-(\d)$/.exec(id)?.[1] ?? -2));
  const scene = pixels.scene.map((winner) => numbers[winner] ?? -1);
  expect(truthDifferences({ ...pixels, scene, scenes }, await truthOf(name))).toEqual([]);
}

export async function bestOf(page: Page): Promise<Pixels> {
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  return computePixels(viewer, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
}
