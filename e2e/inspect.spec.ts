import type { Page } from '@playwright/test';
import { ee } from '../src/ee/ee.ts';
import type { LayerSpec } from '../src/engine/layer.ts';
import { randomNumbers } from '../src/raster/testing/tamper.ts';
import {
  expect,
  hasSharedData,
  idle,
  openApp,
  test,
  withoutSharedData,
  type Site,
  unmark,
} from './support/app.ts';
import {
  chartOf,
  inspectCentre,
  inspectorOf,
  readSeries,
  rolesAt,
  tableOf,
  wholeCsvOf,
  type Series,
} from './support/inspect.ts';
import { placeOf, samplesOf } from './support/series.ts';

test.use({ viewport: { width: 1280, height: 760 } });

const seed = 20261123;

/** Three layers of the real series, hidden: what is inspected is read for that alone. */
async function showSeries(page: Page, site: Site): Promise<void> {
  // No line of a first visit lies over the middle.
  await openApp(page, site, '#map=10/46/14.5');
  await unmark(page);
  const scenes = ee.ImageCollection(`${site.url}/shared/s2-series/itemcollection_68.json`);
  const ranked = scenes.map((scene) => scene.addBands(scene.select('clp').multiply(-1).rename('clear')));
  const bands = (...names: string[]) => ({ bands: names, min: 0, max: 1 });
  const layers: readonly LayerSpec[] = [
    { id: 'collection', name: 'Collection', image: scenes.node, visParams: bands('clp'), shown: false },
    {
      id: 'best',
      name: 'Best',
      image: ranked.qualityMosaic('clear').node,
      visParams: bands('ndvi'),
      shown: false,
    },
    {
      id: 'worst',
      name: 'Worst',
      image: scenes.qualityMosaic('clp').node,
      visParams: bands('ndvi'),
      shown: false,
    },
  ];
  // Playwright's types cannot follow an expression's.
  await page.evaluate(
    (layers) => window.bestpixel!.setLayers(layers as readonly LayerSpec[]),
    layers as unknown,
  );
}

/** So close that a pixel of the map lies within one of the files. */
async function inspectPixel(page: Page, pixel: number): Promise<void> {
  const { lng, lat } = placeOf(pixel);
  await page.evaluate(
    (center) => {
      // Given back, the whole map would travel.
      window.bestpixel!.map.jumpTo({ center, zoom: 17 });
    },
    [lng, lat] as [number, number],
  );
  await idle(page);
  await inspectCentre(page);
}

const number = (text: string): number | null => (text === '' ? null : Number(text));
const masked = (value: number): number | null => (value === 255 ? null : value);

async function expectCsv(page: Page, series: Series, pixel: number): Promise<void> {
  // What is read comes row by row.
  const rows = await wholeCsvOf(page);
  expect(rows.map(({ scene }) => scene)).toEqual(series.ids);
  expect(rows.map((row) => row['date (UTC)'])).toEqual(series.datetimes);
  const { clp, ndvi } = series;
  expect(rows.map((row) => number(row['clp (stored)']!))).toEqual(clp.map((scene) => masked(scene[pixel]!)));
  expect(rows.map((row) => number(row['ndvi (stored)']!))).toEqual(
    ndvi.map((scene) => (Number.isNaN(scene[pixel]) ? null : scene[pixel])),
  );
  for (const [name, sign] of [
    ['Best', -1],
    ['Worst', 1],
  ] as const) {
    const { winner, ties, second, scores } = rolesAt(series, pixel, sign);
    const [index] = await samplesOf(`truth/s68_q8_${name.toLowerCase()}_last_index.tif`);
    expect(winner).toBe(index![pixel]);
    const of = (title: string): number[] =>
      rows.flatMap((row, i) => (row[title]!.split('; ').includes(name) ? [i] : []));
    expect(of('winner of')).toEqual([winner]);
    expect(of('same quality as the winner of')).toEqual(ties);
    expect(of('second of')).toEqual(second === null ? [] : [second]);
    // Earth Engine's -0 is told as 0.
    expect(rows.map((row) => number(row[`quality of ${name}`]!))).toEqual(
      scores.map((score) => (score === null ? null : score + 0)),
    );
  }
}

/** Of 50 random pixels. */
const halves = [0, 25];

for (const half of halves) {
  test(`Random pixels of a real series are told as their files hold them (${half + 1} to ${half + 25}, seed ${seed})`, async ({
    page,
    site,
  }) => {
    test.skip(!hasSharedData, withoutSharedData);
    test.setTimeout(600_000);
    await showSeries(page, site);
    const series = await readSeries();
    const random = randomNumbers(seed);
    const pixels = Array.from({ length: 50 }, () => random(100 * 101)).slice(half, half + 25);

    await inspectPixel(page, pixels[0]!);
    await inspectorOf(page).getByRole('checkbox', { name: 'Always' }).check();
    for (const pixel of pixels) {
      await inspectPixel(page, pixel);
      await expectCsv(page, series, pixel);
      // It is drawn a moment after the rest is told.
      await expect
        .poll(() => chartOf(page))
        .toMatchObject({
          time: series.datetimes.map((date) => Date.parse(date) / 1000),
          clp: series.clp.map((scene) => masked(scene[pixel]!)),
          ndvi: series.ndvi.map((scene) => scene[pixel]),
        });
    }

    const pixel = pixels.at(-1)!;
    const rows = await tableOf(page);
    expect(rows.map((row) => row['Scene'])).toEqual(series.ids);
    expect(rows.map((row) => number(row['clp']!))).toEqual(series.clp.map((scene) => masked(scene[pixel]!)));
    const { winner } = rolesAt(series, pixel, -1);
    expect(rows.flatMap((row, i) => (row['Mosaics']!.includes('Best: wins') ? [i] : []))).toEqual([winner]);
  });
}

test('What is read already is told without a request, the rest on request alone', async ({ page, site }) => {
  await openApp(page, site, '#map=13/40.14/-103.19');
  await idle(page);
  await inspectCentre(page);
  const inspector = inspectorOf(page);
  const offer = inspector.getByRole('button', { name: /^Read (it|them)/ });
  await expect(offer).toBeVisible();
  await page.getByRole('button', { name: 'Close the inspector' }).click();
  // The map is as high as before.
  await idle(page);
  const asked = site.host.requests.length;
  await inspectCentre(page);
  await expect(offer).toBeVisible();
  expect(site.host.requests.length).toBe(asked);
  await offer.click();
  await wholeCsvOf(page);
  await expect(offer).toHaveCount(0);
  expect(site.host.requests.length).toBeGreaterThan(asked);
});
