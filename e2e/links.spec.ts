import type { Page } from '@playwright/test';
import { expect, idle, openApp, waitForApp, watchErrors } from './support/app.ts';
import { jumpTo } from './support/demo.ts';
import { patchBands, patchGrid } from './support/patch.ts';
import {
  bestOf,
  chooseTime,
  expectTruth,
  load,
  openForm,
  overPatch,
  search,
  test,
  type PatchApi,
} from './support/patch-api.ts';
import { computePixels } from './support/pixels.ts';

test('A link brings all of a choice back: layers, scenes and pixels', async ({
  page,
  site,
  patch,
  browser,
}) => {
  const form = await openForm(page, site, patch);
  await form.getByLabel('Coordinates or GeoJSON').fill(JSON.stringify(outline));
  await chooseTime(form, 'Season');
  await form.getByLabel('First month').selectOption('July');
  await form.getByLabel('First year').fill('2019');
  await form.getByLabel('Last year').fill('2020');
  await form.getByRole('slider', { name: 'Cloud' }).fill('75');
  await form.getByText('More conditions').click();
  await form.getByLabel('Sensor').fill('sentinel-2a');
  await form.getByRole('button', { name: 'Add a condition' }).click();
  await form.getByLabel('Property').fill('eo:cloud_cover');
  await form.getByLabel('Comparison').selectOption('>=');
  await form.getByLabel('Value').fill('0');
  await form.getByLabel('Scenes at most').fill('50');
  expect((await search(form))[0]).toBe('3 scenes, 2019-07-10 – 2020-07-03');
  await load(page);
  await page.getByRole('button', { name: 'Scenes', exact: true }).click();
  await page.locator('.scene [title="summer-2019"]').getByRole('checkbox').uncheck();
  await expect.poll(() => page.url()).toContain('without=summer-2019');
  const before = await shownIn(page);
  expect(before.scenes).toEqual(['patch-0', 'patch-2']);

  const { hash } = new URL(page.url());
  const named = Object.fromEntries(new URLSearchParams(hash.slice(1)));
  expect(named).toEqual({
    map: expect.any(String) as unknown,
    collection: `${patch.api.root}/collections/patch`,
    place: '-102.06,40.09;-102.0375,40.09;-102.0375,40.11;-102.05,40.12;-102.06,40.11',
    dates: '2019-01-01/2021-01-01',
    months: '7-8',
    cloud: '75',
    sensor: 'sentinel-2a',
    where: 'eo:cloud_cover>=0',
    without: 'summer-2019',
    limit: '50',
  });
  const context = await browser.newContext({ viewport: page.viewportSize() });
  const other = await context.newPage();
  await other.goto(page.url());
  await waitForApp(other);
  expect(await shownIn(other)).toEqual(before);
  expect(other.url()).toBe(page.url());
  await other.getByRole('button', { name: 'Change data' }).click();
  await expect(other.getByRole('form').getByText('More conditions (3)')).toBeVisible();
  await expect(other.getByRole('slider', { name: 'Cloud', exact: true })).toHaveValue('75');
  await context.close();
});

test('An address that is changed by hand is followed, and so are Back and Forward', async ({
  page,
  site,
  patch,
}) => {
  const errors = watchErrors(page);
  await openApp(page, site, hashOf(patch, 'dates=2020-07-01/2020-07-05'));
  await idle(page);
  await expectTruth(page, 'own-best');
  const [whole, map] = [page.url(), mapOf(page)];
  await page.evaluate(() => {
    location.hash += '&without=patch-3';
  });
  await expect(page.locator('.shown-now')).toContainText('1 left out by hand');
  await idle(page);
  await expectTruth(page, 'own-best-without-3');
  expect(mapOf(page)).toBe(map);

  await page.goBack();
  await expect(page.locator('.shown-now')).not.toContainText('left out');
  await idle(page);
  await expectTruth(page, 'own-best');
  expect(page.url()).toBe(whole);
  await page.goForward();
  await expect(page.locator('.shown-now')).toContainText('1 left out by hand');
  await idle(page);
  await expectTruth(page, 'own-best-without-3');

  // What the map writes into the address leaves the choice as it is, and the other way round.
  await page.goBack();
  await idle(page);
  await jumpTo(page, { center: [-102.045, 40.1], zoom: 14 });
  await expect.poll(() => mapOf(page)).toBe('14/40.1/-102.045');
  expect(page.url()).toBe(whole.replace(map, '14/40.1/-102.045'));
  await page.evaluate(() => {
    location.hash = location.hash.replace('map=14/40.1/-102.045', 'map=13/40.1/-102.05');
  });
  await expect.poll(() => page.evaluate(() => window.bestpixel!.map.getZoom())).toBe(13);
  await idle(page);
  await expectTruth(page, 'own-best');
  await page.evaluate(() => {
    location.hash = location.hash.replace(/dates=[^&]*/, 'dates=2020-07-01/2020-07-04');
  });
  await expect(page.locator('.shown-now')).toContainText('2020-07-01 to 2020-07-03');
  await idle(page);
  expect(mapOf(page)).toBe('13/40.1/-102.05');
  expect(errors).toEqual([]);

  // What is no choice is told, and the picture stays.
  await page.evaluate(() => {
    location.hash = location.hash.replace(/dates=[^&]*/, 'dates=soon');
  });
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText("'dates' in the address");
  expect((await idle(page)).complete).toBe(true);
  expect((await bestOf(page)).scenes.map(({ id }) => id)).toContain('patch-1');
});

const mistakes: readonly (readonly [param: string, told: RegExp])[] = [
  ['dates=2020-07-01', /no span of days \('dates' in the address\)/],
  ['dates=2020-08-01/2020-07-01', /first day is not before the last.*'dates'/],
  ['dates=2020-02-30/2020-07-01', /'2020-02-30' is no day.*'dates'/],
  ['months=0-13', /'months' in the address/],
  ['cloud=cloudy', /'cloudy' is no percentage \('cloud' in the address\)/],
  ['place=200,10', /no place \('place' in the address\)/],
  ['orbit=up', /'up' is no orbit \('orbit' in the address\)/],
  ['limit=0', /'0' is no number of scenes \('limit' in the address\)/],
  ['where=nonsense', /'where' in the address/],
  ['catalog=earth', /'earth' is no web address \('catalog' in the address\)/],
  ['rewrite=https://a.test/', /no rewriting of addresses \('rewrite' in the address\)/],
  ['collection=', /empty \('collection' in the address\)/],
];

test('A mistake in the address is told by name, and the demo opens', async ({ page, site }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  for (const [param, told] of mistakes) {
    await page.goto('about:blank');
    await openApp(page, site, `#map=14/30/30&${param}`);
    await expect(page.getByRole('status', { name: 'Notices' }), param).toContainText(told);
    await expect(page.locator('.chip'), param).toContainText('Demo: synthetic Sentinel-2');
    expect(await page.evaluate(() => window.bestpixel!.layers.map(({ id }) => id))).toEqual([
      'collection',
      'best',
      'worst',
    ]);
  }
  hosts.delete('');
  expect([...hosts]).toEqual([new URL(site.url).host]);
});

test('A link whose source refuses says so, and shows nothing else instead', async ({ page, site, patch }) => {
  patch.api.refuse = () => 404;
  await openApp(page, site, hashOf(patch, ''));
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText(
    new RegExp(`404.*${new URL(patch.api.root).host}`),
  );
  expect((await idle(page)).failures).toEqual([]);
  expect(await page.evaluate(() => window.bestpixel!.layers.length)).toBe(0);
  await expect(page.locator('.shown-now')).toContainText('No collection is open.');
  expect(page.url()).toContain(`collection=${patch.api.root}/collections/patch`);
});

const outline = {
  type: 'Polygon',
  coordinates: [
    [
      [-102.06, 40.09],
      [-102.0375, 40.09],
      [-102.0375, 40.11],
      [-102.05, 40.12],
      [-102.06, 40.11],
      [-102.06, 40.09],
    ],
  ],
};

function hashOf({ api }: PatchApi, more: string): string {
  return `${overPatch}&collection=${api.root}/collections/patch&${more}`;
}

function mapOf(page: Page): string {
  return /map=([^&]*)/.exec(page.url())![1]!;
}

/** Layers, scenes and pixels. */
async function shownIn(page: Page) {
  expect((await idle(page)).complete).toBe(true);
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const layers = await viewer.evaluate(({ layers }) =>
    layers.map(({ id, name, visParams, shown, opacity }) => ({ id, name, visParams, shown, opacity })),
  );
  const pixels = [];
  for (const { id } of layers) {
    pixels.push(await computePixels(viewer, { layer: id, grid: patchGrid('own'), bands: patchBands }));
  }
  return { layers, pixels, scenes: pixels[0]!.scenes.map(({ id }) => id) };
}
