import type { Locator, Page } from '@playwright/test';
import { expect, idle, watchErrors } from './support/app.ts';
import {
  chooseTime,
  expectTruth,
  load,
  openForm,
  search,
  setDates,
  test,
  type PatchApi,
} from './support/patch-api.ts';

test('A collection of an API is listed, searched, estimated and composed; nothing is asked too early', async ({
  page,
  site,
  patch,
}) => {
  const errors = watchErrors(page);
  const asked = patch.api.requests.length;
  const form = await openForm(page, site, patch);
  await expect(form.getByText('2 collections')).toBeVisible();
  await expect(form).toContainText('since 2015-06-27 · The collection patch');
  expect(patch.api.requests.slice(asked).map(({ path }) => path)).toEqual(['/v1', '/v1/collections']);
  await setDates(form, '2020-07-01', '2020-07-04');

  const told = await search(form);
  expect(told).toEqual([
    `5 scenes in 4 acquisitions, 2020-07-01 – 2020-07-04`,
    expect.stringMatching(/^About [\d.]+ (k|M)B to read for this view, \d+ MiB of graphics memory$/),
    'More is found as the map moves',
  ]);
  expect(patch.files.requests).toEqual([]);
  await expect(page.locator('.layer')).toHaveCount(3);
  await load(page);
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await expectTruth(page, 'own-best');
  await expect(page.locator('.shown-now')).toContainText('5 scenes in 4 acquisitions');
  await expect(page.getByRole('list', { name: 'Chosen' })).toHaveText('2020-07-01 to 2020-07-04');
  expect(errors).toEqual([]);
});

test('A place is chosen by each means, and scenes elsewhere are left out', async ({ page, site, patch }) => {
  const form = await openForm(page, site, patch);
  const place = form.getByRole('group', { name: 'Place' });
  const typed = place.getByLabel('Coordinates or GeoJSON');
  const placeOf = () => place.getByRole('status').first().textContent();
  const found = async () => {
    const [scenes] = await search(form);
    return { scenes: scenes!, asked: askedPlace(patch) };
  };

  await expect(place.getByRole('button', { name: 'Follow the map' })).toHaveAttribute('aria-pressed', 'true');
  const all = await found();
  expect(all.scenes).toContain('8 scenes in 7 acquisitions');
  expectAround(all.asked, await viewBounds(page), 0.5);

  await place.getByRole('button', { name: 'This view' }).click();
  expectAround((await found()).asked, await viewBounds(page), 1e-5);

  // From the south-east of the patch to its north-west.
  await place.getByRole('button', { name: 'Draw a box' }).click();
  const [from, to] = [await onPage(page, -102.0405, 40.0955), await onPage(page, -102.0515, 40.1035)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  expect(await placeOf()).toMatch(/^40\.09\d*° to 40\.10\d*° N, 102\.05\d*° to 102\.04\d*° W$/);
  const boxed = await found();
  expect(boxed.scenes).toContain('7 scenes, ');
  expectNear(boxed.asked, [-102.0515, 40.0955, -102.0405, 40.1035], 1e-4);

  await place.getByRole('button', { name: 'Click a point' }).click();
  const beside = await onPage(page, -102.0312, 40.0995);
  await page.mouse.click(beside.x, beside.y);
  expect(await placeOf()).toMatch(/^40\.099\d*° N, 102\.031\d*° W$/);
  expect((await found()).scenes).toContain('1 scene, 2020-07-04');

  await typed.fill('40.0995, -99.0462');
  await typed.press('Enter');
  expect(await placeOf()).toBe('40.0995° N, 99.0462° W');
  await expect(form.getByRole('button', { name: 'Load 2 scenes' })).toBeVisible();
  expect(askedPlace(patch)).toEqual([-99.0462, 40.0995, -99.0462, 40.0995]);

  await typed.fill('-102.052, 40.09, -102.04, 40.11');
  expect((await found()).scenes).toContain('7 scenes, ');

  // A triangle that meets the one beside, and not the patch.
  const ring = [
    [-102.034, 40.09],
    [-102.02, 40.09],
    [-102.034, 40.11],
    [-102.034, 40.09],
  ];
  const triangle = { type: 'Polygon', coordinates: [ring] };
  await typed.fill(JSON.stringify(triangle));
  expect((await found()).scenes).toContain('1 scene, 2020-07-04');
  expect(await placeOf()).toBe('an outline of 3 corners');

  const feature = {
    type: 'Feature',
    properties: {},
    geometry: { ...triangle, coordinates: [ring.map(west)] },
  };
  await place.getByLabel('From a GeoJSON file').setInputFiles({
    name: 'place.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify(feature)),
  });
  await expect(place.getByRole('status').first()).toContainText('an outline of 3 corners');
  expect((await found()).scenes).toContain('7 scenes, ');

  await place.getByRole('button', { name: 'Follow the map' }).click();
  expect((await found()).scenes).toBe(all.scenes);
  expect(patch.files.requests).toEqual([]);
});

test('Times, cloud, orbit, sensor, conditions and a limit leave what they say', async ({
  page,
  site,
  patch,
}) => {
  const form = await openForm(page, site, patch);
  const scenes = async () => /^\d+/.exec((await search(form))[0]!)?.[0] ?? 'none';

  await setDates(form, '2020-07-02', '2020-07-03');
  expect(await scenes()).toBe('2');
  expect(lastSearch(patch)).toMatchObject({ datetime: '2020-07-02T00:00:00.000Z/2020-07-03T23:59:59.999Z' });
  await setDates(form, '2019-01-01', '2020-07-05');
  await form.getByLabel('Only some months of each year').check();
  await form.getByLabel('First month').selectOption('December');
  await form.getByLabel('Last month').selectOption('January');
  expect(await scenes()).toBe('1');
  await chooseTime(form, 'Season');
  await form.getByLabel('First month').selectOption('June');
  await form.getByLabel('Last month').selectOption('August');
  await form.getByLabel('First year').fill('2019');
  await form.getByLabel('Last year').fill('2020');
  expect(await scenes()).toBe('7');
  await form.getByLabel('Last year').fill('2019');
  expect(await scenes()).toBe('1');
  await chooseTime(form, 'Any time');
  expect(await scenes()).toBe('8');

  const cloud = form.getByRole('slider', { name: 'Cloud' });
  await cloud.fill('40');
  await expect(cloud).toHaveAttribute('aria-valuetext', 'at most 40 %');
  expect(await scenes()).toBe('5');
  expect(lastSearch(patch)).toMatchObject({ query: { 'eo:cloud_cover': { lte: 40 } } });
  await cloud.fill('100');

  await form.getByText('More conditions').click();
  const orbit = form.getByLabel('Orbit');
  await orbit.fill('ascending');
  expect(await scenes()).toBe('3');
  await orbit.fill('98');
  expect(await scenes()).toBe('3');
  await orbit.fill('');
  const sensor = form.getByLabel('Sensor');
  await sensor.fill('sentinel-2b');
  expect(await scenes()).toBe('3');
  await sensor.fill('');

  await form.getByRole('button', { name: 'Ask what there is' }).click();
  await expect(form).toContainText('The source names 2 that can be searched by.');
  await form.getByRole('button', { name: 'Add a condition' }).click();
  await form.getByLabel('Property').fill('eo:cloud_cover');
  await expect(form.getByLabel('Value')).toHaveAttribute('placeholder', '0 … 100');
  await form.getByLabel('Comparison').selectOption('>');
  await form.getByLabel('Value').fill('20');
  expect(await scenes()).toBe('4');
  await form.getByLabel('Scenes at most').fill('2');
  expect((await search(form)).join()).toMatch(/^2 scenes.*The first 2 of 4, shared out over the view/);
  expect(patch.files.requests).toEqual([]);
});

test('A search can be given up, and what is wrong is said beside what it is about', async ({
  page,
  site,
  patch,
}) => {
  const form = await openForm(page, site, patch);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/search', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  for (const giveUp of [
    () => form.getByRole('button', { name: 'Stop searching' }).click(),
    () => page.keyboard.press('Escape'),
    () => form.getByRole('slider', { name: 'Cloud' }).fill('50'),
  ]) {
    const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/search'));
    await form.getByRole('button', { name: 'Search' }).click();
    await expect(form).toContainText('Searching…');
    await giveUp();
    await ended;
    await expect(form.getByRole('button', { name: 'Search', exact: true })).toBeVisible();
    await expect(form.getByRole('alert')).toHaveCount(0);
  }
  release();
  await page.unroute('**/v1/search');

  await form.getByText('More conditions').click();
  await form.getByLabel('Orbit').fill('sideways');
  await form.getByLabel('Scenes at most').fill('0');
  await form.getByRole('button', { name: 'Add a condition' }).click();
  await form.getByLabel('Property').fill('eo:cloud_cover');
  await setDates(form, '2020-07-04', '2020-07-01');
  const searches = patch.api.searches().length;
  await form.getByLabel('Scenes at most').press('Enter');
  await expect(form.getByRole('group', { name: 'Time' }).getByRole('alert')).toContainText('first day');
  await expectFault(form.getByLabel('Orbit'), "'sideways' is no orbit");
  await expectFault(form.getByLabel('Scenes at most'), "'0' is no number of scenes");
  await expectFault(form.getByLabel('Value'), 'Write');
  await expect(form.getByLabel('Orbit')).toBeFocused();
  expect(patch.api.searches()).toHaveLength(searches);

  await form.getByLabel('Orbit').fill('');
  await expect(form.getByRole('alert')).toHaveCount(0);
  await form.getByLabel('Scenes at most').fill('');
  await form.getByRole('button', { name: 'Remove eo:cloud_cover' }).click();
  await setDates(form, '2020-07-01', '2020-07-04');
  // Enter in any field searches.
  await form.getByLabel('Orbit').press('Enter');
  await expect(form.getByRole('button', { name: 'Load 3 scenes' })).toBeVisible();

  patch.api.refuse = (path) => (path.endsWith('/search') ? 400 : null);
  await form.getByLabel('Orbit').fill('11');
  await search(form);
  await expect(form.locator('.search-result').getByRole('alert')).toContainText('400');
  patch.api.refuse = () => null;
  const address = form.getByLabel('Address', { exact: true });
  await address.fill(`${patch.api.root}/nowhere`);
  await form.getByRole('button', { name: 'List' }).click();
  await expect(form.getByRole('alert')).toContainText('404');
  await address.fill('nonsense');
  await address.press('Enter');
  await expectFault(address, "'nonsense' is no web address");
});

/** The last search's place, as a box. */
function askedPlace(api: PatchApi): [number, number, number, number] {
  const { bbox, intersects } = lastSearch(api);
  const numbers = bbox ?? (JSON.stringify(intersects).match(/-?\d+\.?\d*/g) ?? []).map(Number);
  const [lngs, lats] = [0, 1].map((at) => numbers.filter((_, i) => i % 2 === at)) as [number[], number[]];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

function lastSearch({ api }: PatchApi) {
  return api.searches().at(-1)!.params;
}

async function expectFault(field: Locator, sentence: string): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(new RegExp(sentence));
}

function viewBounds(page: Page): Promise<[number, number, number, number]> {
  return page.evaluate(() => {
    const bounds = window.bestpixel!.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  });
}

/** Where a place is, in CSS pixels of the page. */
function onPage(page: Page, lng: number, lat: number): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([lng, lat]) => {
      const { map } = window.bestpixel!;
      const { left, top } = map.getCanvas().getBoundingClientRect();
      const { x, y } = map.project([lng!, lat!]);
      return { x: left + x, y: top + y };
    },
    [lng, lat],
  );
}

const west = ([lng, lat]: number[]) => [lng! - 0.015, lat!];

function expectNear(box: readonly number[], expected: readonly number[], tolerance: number): void {
  for (const [i, value] of expected.entries())
    expect(Math.abs(box[i]! - value), `${box.join()}, not ${expected.join()}`).toBeLessThan(tolerance);
}

/** All of a view, and not much more. */
function expectAround(box: readonly number[], view: readonly number[], margin: number): void {
  const [w, s, e, n] = box as [number, number, number, number];
  const [west, south, east, north] = view as [number, number, number, number];
  expect(w).toBeLessThanOrEqual(west + 1e-6);
  expect(s).toBeLessThanOrEqual(south + 1e-6);
  expect(e).toBeGreaterThanOrEqual(east - 1e-6);
  expect(n).toBeGreaterThanOrEqual(north - 1e-6);
  expect(Math.max(west - w, south - s, e - east, n - north)).toBeLessThan(margin);
}
