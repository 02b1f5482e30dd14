import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { expect, idle, openApp, test as base } from './support/app.ts';
import { amid } from './support/demo.ts';
import { computePixels, sample, type Pixels } from './support/pixels.ts';
import { Host } from './host.ts';
import { earthSearch, StacApi } from './stac/api.ts';
import type { ApiItem } from './stac/search.ts';

const real = 'https://earth-search.aws.element84.com';
const button = (page: Page) => page.getByRole('button', { name: 'Do this on real Sentinel-2, here' });

interface Item extends ApiItem {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | undefined>>;
  readonly assets: Readonly<Record<string, { readonly href: string }>>;
}

/** The demo's items as Earth Search has them, with an older making of one whose files are gone. */
function itemsAt(url: string): Item[] {
  const { features } = JSON.parse(readFileSync('public/demo/items.json', 'utf8')) as { features: Item[] };
  const at = ({ properties, ...item }: Item, folder: string): Item => ({
    ...item,
    // Else it is told that they are made up.
    properties: { ...properties, 'bestpixel:synthetic': undefined },
    assets: Object.fromEntries(
      Object.entries(item.assets).map(([key, asset]) => [
        key,
        { ...asset, href: new URL(asset.href, `${url}/${folder}/`).href },
      ]),
    ),
  });
  const [first] = features;
  const uri = first!.properties['s2:product_uri']!.replace('_N0500_', '_N0214_');
  const properties = {
    ...first!.properties,
    's2:product_uri': uri,
    's2:processing_baseline': '02.14',
  };
  return [
    ...features.map((item) => at(item, 'demo')),
    at({ ...first!, id: `${first!.id}_0214`, properties }, 'gone'),
  ];
}

/** Answers for Earth Search from a local API. */
const test = base.extend<{ asked: string[] }, { earth: StacApi; files: Host }>({
  files: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const files = new Host({ '/demo': resolve('public/demo') });
      await use(files);
      await files.stop();
    },
    { scope: 'worker' },
  ],
  earth: [
    async ({ files }, use) => {
      const api = new StacApi(earthSearch);
      const url = await files.start();
      await api.start();
      api.collections.set('sentinel-2-c1-l2a', itemsAt(url));
      await use(api);
      await api.stop();
    },
    { scope: 'worker' },
  ],
  asked: async ({ page, earth }, use) => {
    const asked: string[] = [];
    await page.route(`${real}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      asked.push(pathname);
      const answer = await answerOf(route, new URL(earth.root).origin + pathname + search);
      const body = answer.text.replaceAll(new URL(earth.root).origin, real);
      await route.fulfill({ status: answer.status, contentType: 'application/json', body, headers });
    });
    await use(asked);
  },
});

const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'content-type' };

async function answerOf(route: Route, url: string): Promise<{ status: number; text: string }> {
  const request = route.request();
  const body = request.postData()?.replaceAll(real, new URL(url).origin);
  const response = await fetch(url, { method: request.method(), ...(body && { body }) });
  return { status: response.status, text: await response.text() };
}

const hash = '#map=12.4/40.14/-103.137';
const grid = {
  dimensions: { width: 160, height: 120 },
  affineTransform: { scaleX: 60, translateX: 651_000, scaleY: -60, translateY: 4_449_000 },
  crsCode: 'EPSG:32613',
};
const layers = ['best', 'worst', 'collection'] as const;

test('The demo is done on real Sentinel-2 by one click, and not before', async ({
  page,
  site,
  asked,
  files,
}) => {
  await page.setViewportSize({ width: 760, height: 480 });
  const others: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== site.url) others.push(request.url());
  });
  await openApp(page, site, hash);
  expect((await idle(page)).complete).toBe(true);
  const made = await pixelsOf(page);
  await expect(button(page)).toContainText(/about [\d.]+ [MG]B from earth-search\.aws\.element84\.com/);
  await page.getByRole('button', { name: 'Change data' }).click();
  await expect(button(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Close' }).click();
  expect(others).toEqual([]);

  await button(page).click();
  await expect(page.locator('.chip')).toContainText('Sentinel-2 L2A, Collection 1 (Earth Search)');
  expect(asked.every((path) => path.startsWith('/v1'))).toBe(true);
  expect(asked).toContain('/v1/search');
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('catalog')).toBe(`${real}/v1`);
  await expect(page.getByRole('banner').getByText('synthetic', { exact: true })).toHaveCount(0);
  await expect(button(page)).toHaveCount(0);

  // The older making is neither counted nor read.
  await expect(page.locator('.shown-now')).toContainText('16 scenes');
  expect(files.requests.filter(({ path }) => path.startsWith('/gone'))).toEqual([]);
  expect(await pixelsOf(page)).toEqual(made);
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const [lng, lat] = amid;
  const { series } = (await sample(viewer, { lng, lat, scale: 20 }))['collection']!;
  const sweeps = series.map(({ scene }) => scene.id.replace(/_T13.E_/, '_').slice(0, 19));
  expect(sweeps.length).toBeGreaterThan(10);
  expect(new Set(sweeps).size).toBe(sweeps.length);
});

test('What is refused there is told, and the demo stays', async ({ page, site, asked, earth }) => {
  await page.setViewportSize({ width: 760, height: 480 });
  await openApp(page, site, '#map=15/40.14/-103.137');
  expect((await idle(page)).complete).toBe(true);
  const before = page.url();
  const state = () =>
    page.evaluate(() =>
      JSON.stringify(window.bestpixel!.layers.map(({ id, name, state }) => [id, name, state])),
    );
  const layers = await state();
  earth.refuse = () => 403;
  await button(page).click();
  const notices = page.getByRole('status', { name: 'Notices' });
  await expect(notices).toContainText('403');
  await expect(notices).toContainText('earth-search.aws.element84.com');
  earth.refuse = (path) => (path.endsWith('/search') ? 400 : null);
  await button(page).click();
  await expect(notices).toContainText('400');
  earth.refuse = () => null;
  expect(asked.length).toBeGreaterThan(1);
  expect((await idle(page)).complete).toBe(true);
  expect(await state()).toBe(layers);
  expect(page.url()).toBe(before);
  await expect(page.locator('.chip')).toContainText('Demo: synthetic Sentinel-2');
  await expect(button(page)).toBeVisible();
});

async function pixelsOf(page: Page): Promise<Omit<Pixels, 'scenes'>[]> {
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const found: Omit<Pixels, 'scenes'>[] = [];
  for (const layer of layers) {
    const { scenes, ...pixels } = await computePixels(viewer, { layer, grid });
    expect(scenes).toHaveLength(16);
    found.push(pixels);
  }
  return found;
}
