import { resolve } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { expect, idle, openApp, test } from './support/app.ts';
import { jumpTo } from './support/demo.ts';
import { colourAt, distance, picture, project, type Colour } from './support/picture.ts';
import { spotItems, spots, writeSpots, type Spot } from './support/two-places.ts';
import { Host } from './host.ts';
import { earthSearch, StacApi } from './stac/api.ts';

const [east, west] = spots;
const [white, grey] = [255, 128].map((value): Colour => [value, value, value]) as [Colour, Colour];
const view = { zoom: 12, pitch: 0, bearing: 0 };

test('Scenes are listed and composed where the map goes, and kept where it was', async ({
  page,
  site,
}, info) => {
  const { api, files } = await serve(info);
  await page.setViewportSize({ width: 860, height: 560 });
  const collection = `${api.root}/collections/spots`;
  await openApp(page, site, `#map=12/${east.lat}/${east.lng}&collection=${collection}`);
  await expect(page.locator('.chip')).toContainText('1 scene');
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await expectColour(page, east, white);
  await expect(page.locator('.shown-now')).toContainText('2020-07-01');
  const searches = () => api.searches().length;
  const reads = () => files.requests.map(({ path }) => path);
  expect(new Set(reads())).toEqual(new Set(['/east.tif']));
  const [asked, read] = [searches(), reads().length];

  // Half a view further on, the scene is still in sight, and stays so while the list for there is awaited.
  const half = await holdSearch(page);
  await jumpTo(page, { ...view, center: [east.lng + 0.06, east.lat] });
  await half.asked;
  const edge = { ...east, lng: east.lng + 0.02 };
  const settled = await page.evaluateHandle(() => {
    const idle = { settled: false };
    void window.bestpixel!.idle().then(() => (idle.settled = true));
    return idle;
  });
  await expectColour(page, edge, white);
  await expect(page.locator('.layer[data-state="loading"]')).toHaveCount(1);
  expect(await settled.jsonValue()).toEqual({ settled: false });
  await half.release();
  await page.waitForFunction((idle) => idle.settled, settled);
  await expectColour(page, edge, white);
  expect(reads().slice(read)).toEqual([]);

  const far = await holdSearch(page);
  await jumpTo(page, { ...view, center: [west.lng, west.lat] });
  await far.asked;
  expect(reads().slice(read)).toEqual([]);
  await far.release();
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await expectColour(page, west, grey);
  expect(new Set(reads().slice(read))).toEqual(new Set(['/west.tif']));
  await expect(page.locator('.shown-now')).toContainText('2020-07-02');
  expect(searches()).toBe(asked + 2);

  const before = reads().length;
  await jumpTo(page, { ...view, center: [east.lng, east.lat] });
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await expectColour(page, east, white);
  expect(reads().slice(before)).toEqual([]);

  const narrow = searches();
  await jumpTo(page, { ...view, center: [east.lng, east.lat], zoom: 3 });
  expect((await idle(page)).complete).toBe(false);
  await expect(page.locator('.layer[data-state="zoom-in"]')).toContainText('Zoom in to draw this layer');
  expect(searches()).toBe(narrow);
  expect(page.url()).toContain(`collection=${collection}`);
});

test('A view that was passed by is not searched to its end', async ({ page, site }, info) => {
  const { api } = await serve(info);
  await page.setViewportSize({ width: 860, height: 560 });
  await openApp(page, site, `#map=12/${east.lat}/${east.lng}&collection=${api.root}/collections/spots`);
  await idle(page);
  const held = await holdSearch(page);
  const given = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/search'));
  await jumpTo(page, { ...view, center: [-103.5, east.lat] });
  await held.asked;
  await jumpTo(page, { ...view, center: [west.lng, west.lat] });
  await given;
  await held.release();
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await expectColour(page, west, grey);
  await expect(page.getByRole('status', { name: 'Notices' })).toBeEmpty();
});

async function serve(info: TestInfo): Promise<{ api: StacApi; files: Host }> {
  const folder = resolve(info.outputPath('spots'));
  await writeSpots(folder);
  const files = new Host({ '/': folder });
  const api = new StacApi(earthSearch);
  const url = await files.start();
  await api.start();
  api.collections.set('spots', spotItems(url));
  servers.push(api, files);
  return { api, files };
}

const servers: { stop(): Promise<void> }[] = [];
test.afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** Keeps searches from their answers; `asked` resolves with the first. */
async function holdSearch(page: Page): Promise<{ asked: Promise<unknown>; release: () => Promise<void> }> {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  await page.route('**/search', async (route) => {
    await gate;
    // It may be given up by then.
    await route.continue().catch(() => {});
  });
  const asked = page.waitForRequest((request) => request.url().endsWith('/search'));
  return {
    asked,
    release: async () => {
      open();
      await page.unroute('**/search');
    },
  };
}

async function expectColour(page: Page, { lng, lat }: Spot, colour: Colour): Promise<void> {
  const [at] = await project(page, [[lng, lat]]);
  const found = colourAt(await picture(page), at!);
  expect(distance(found, colour), found.join()).toBeLessThanOrEqual(2);
}
