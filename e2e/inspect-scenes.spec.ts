import type { Page } from '@playwright/test';
import { randomNumbers } from '../src/raster/testing/tamper.ts';
import { expect, hasSharedData, idle, openApp, test, unmark, withoutSharedData } from './support/app.ts';
import {
  inspectCentre,
  inspectorOf,
  readSeries,
  rolesAt,
  tableOf,
  wholeCsvOf,
  without,
  type Series,
} from './support/inspect.ts';
import { bandDifferences, computePixels, sample } from './support/pixels.ts';
import { grid, placeOf } from './support/series.ts';

test.use({ viewport: { width: 1280, height: 700 } });

const seed = 20261124;
const best = 'Best-pixel mosaic (custom expression)';

/** Reads what is not read, as a person would. */
async function readRest(page: Page): Promise<void> {
  const offer = inspectorOf(page).getByRole('button', { name: /^Read (it|them)/ });
  await offer.click();
  await expect(offer).toHaveCount(0);
}

const dateIn = (page: Page, scene: string) =>
  inspectorOf(page).getByRole('row').filter({ hasText: scene }).getByRole('button');

/** Names of the layers in the list. */
const layerNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.bestpixel!.stage.engine.layers.map(({ name }) => name));

async function expectScene(page: Page, series: Series, at: number): Promise<void> {
  const name = `Scene ${series.ids[at]!}`;
  await expect.poll(() => layerNames(page)).toContain(name);
  await expect(page.locator('.layer').getByText(name)).toBeVisible();
  await expect(dateIn(page, series.ids[at]!)).toHaveAttribute('aria-pressed', 'true');
  await idle(page);
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const pixels = await computePixels(viewer, { layer: 'scene', grid, bands: ['ndvi', 'clp'] });
  const [ndvi, clp] = [series.ndvi[at]!, series.clp[at]!];
  const there = (data: ArrayLike<number>, of: (value: number) => boolean) =>
    Array.from(data, (value) => Number(of(value)));
  const valid = { ndvi: there(ndvi, (value) => !Number.isNaN(value)), clp: there(clp, (v) => v !== 255) };
  expect(bandDifferences(pixels, 'ndvi', { data: ndvi, mask: valid.ndvi })).toEqual([]);
  expect(bandDifferences(pixels, 'clp', { data: clp, mask: valid.clp })).toEqual([]);
}

/** Who wins by panel and by mosaic is whom a plain loop over the series names. */
async function expectWinner(page: Page, series: Series, pixel: number): Promise<string> {
  const { winner, ties, second } = rolesAt(series, pixel, -1);
  await expect
    .poll(async () => (await wholeCsvOf(page)).map(({ scene }) => scene), { timeout: 60_000 })
    .toEqual(series.ids);
  const rows = await wholeCsvOf(page);
  const of = (title: string) => rows.flatMap((row, i) => (row[title]!.split('; ').includes(best) ? [i] : []));
  expect([of('winner of'), of('same quality as the winner of')]).toEqual([[winner], ties]);
  expect(of('second of')).toEqual(second === null ? [] : [second]);
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const sampled = await sample(viewer, placeOf(pixel));
  expect(sampled['best']!.scene!.id).toBe(series.ids[winner]);
  return series.ids[winner]!;
}

test(`A date is laid on the map, and left out; then the next best wins (seed ${seed})`, async ({
  page,
  site,
}) => {
  test.skip(!hasSharedData, withoutSharedData);
  test.setTimeout(240_000);
  const whole = await readSeries();
  const pixel = randomNumbers(seed)(100 * 101);
  const { lng, lat } = placeOf(pixel);
  const collection = `${site.url}/shared/s2-series/itemcollection_68.json`;
  await openApp(page, site, `#map=17/${lat}/${lng}&collection=${collection}&rule=custom;expression=100-clp`);
  await idle(page);
  await unmark(page);
  await inspectCentre(page);
  await readRest(page);

  let series = whole;
  const clearest = await expectWinner(page, series, pixel);
  const at = series.ids.indexOf(clearest);
  await dateIn(page, clearest).click();
  await expectScene(page, series, at);

  // The arrow keys step through the dates, and the scene on the map follows.
  const step = at === series.ids.length - 1 ? -1 : 1;
  const chip = inspectorOf(page).getByRole('toolbar', { name: 'Dates' }).locator('[aria-pressed=true]');
  await chip.press(step === 1 ? 'ArrowRight' : 'ArrowLeft');
  await expectScene(page, series, at + step);
  await chip.press(step === 1 ? 'ArrowLeft' : 'ArrowRight');
  await expect(dateIn(page, clearest)).toHaveAttribute('aria-pressed', 'true');

  await inspectorOf(page).getByRole('button', { name: 'Not this date' }).click();
  series = without(series, at);
  const next = await expectWinner(page, series, pixel);
  expect(next).not.toBe(clearest);
  expect(await layerNames(page)).not.toContain(`Scene ${clearest}`);
  await expect.poll(() => page.url()).toContain(clearest);
});

test('The table is sorted by its columns, and told raw or scaled', async ({ page, site }) => {
  await openApp(page, site, '#map=13/40.14/-103.19');
  await idle(page);
  await inspectCentre(page);
  await readRest(page);
  const inspector = inspectorOf(page);
  const raw = await wholeCsvOf(page);
  expect(raw.length).toBeGreaterThan(10);
  const stored = raw.map((row) => row['B4 (stored)']!);
  const numbers = (texts: readonly string[]) => texts.filter((text) => text !== '').map(Number);
  expect(numbers(stored).length).toBeGreaterThan(5);
  const column = async (title: string) => (await tableOf(page)).map((row) => row[title]!);
  expect(await column('B4')).toEqual(stored);

  const head = (name: string) => inspector.getByRole('columnheader', { name, exact: true });
  const ascending = numbers(stored).toSorted((a, b) => a - b);
  await head('B4').getByRole('button').click();
  await expect(head('B4')).toHaveAttribute('aria-sort', 'ascending');
  // Dates without a value come last either way.
  const blanks = stored.filter((text) => text === '');
  expect(await column('B4')).toEqual([...ascending.map(String), ...blanks]);
  await head('B4').getByRole('button').click();
  await expect(head('B4')).toHaveAttribute('aria-sort', 'descending');
  expect(await column('B4')).toEqual([...ascending.toReversed().map(String), ...blanks]);
  await head('Date (UTC)').getByRole('button').click();
  expect(await column('B4')).toEqual(stored);

  await inspector.getByRole('button', { name: 'Scaled' }).click();
  await expect(inspector.getByRole('button', { name: 'Scaled' })).toHaveAttribute('aria-pressed', 'true');
  // Reflectance is a ten-thousandth of what Earth Engine's harmonized bands hold.
  const scaled = await wholeCsvOf(page);
  const title = Object.keys(scaled[0]!).find((name) => name.startsWith('B4 ('))!;
  expect(title).toBe('B4 (stored · 0.0001 + 0)');
  const expected = stored.map((text) => (text === '' ? '' : String(Number(text) * 0.0001)));
  expect(scaled.map((row) => row[title])).toEqual(expected);
  expect(await column('B4')).toEqual(
    expected.map((text) => (text === '' ? '' : String(Number(Number(text).toPrecision(6))))),
  );
  await inspector.getByRole('button', { name: 'Raw' }).click();
  expect(await column('B4')).toEqual(stored);
});
