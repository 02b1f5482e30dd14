import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, idle, openApp, test, waitForApp } from './support/app.ts';
import { Host } from './host.ts';
import { expectAccessible } from './support/access.ts';
import { drop } from './support/local-files.ts';

test.use({ viewport: { width: 1000, height: 720 }, permissions: ['clipboard-read', 'clipboard-write'] });

/** Another host than the page's, which serves the committed scenes. */
const elsewhere = test.extend<{ other: { readonly host: Host; readonly url: string } }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  other: async ({}, use) => {
    const host = new Host({ '/fixtures/': resolve('e2e/fixtures') });
    const url = (await host.start()).replace('127.0.0.1', 'localhost');
    await use({ host, url });
    await host.stop();
  },
});

async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByLabel('Link')).toHaveValue(/recipe=/);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText('The link is copied.')).toBeVisible();
  await expectAccessible(page, 'the Share dialog');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
  return page.evaluate(() => navigator.clipboard.readText());
}

const arrangement = (page: Page) =>
  page.evaluate(() =>
    window.bestpixel!.stage.engine.layers.map(({ id, name, aspect, shown, opacity, visParams }) => ({
      id,
      name,
      aspect,
      shown,
      opacity,
      visParams,
    })),
  );

test('A link brings back layers, their order and styles, aspects, the comparison, the rule and the place', async ({
  page,
  site,
  browser,
}) => {
  await openApp(page, site, '#map=12/40.14/-103.15&rule=greenest&compare=0.3,worst,,best');
  await idle(page);
  await page.evaluate(() => {
    const { stage } = window.bestpixel!;
    const specs = stage.engine.layers.map((fields) => ({
      id: fields.id,
      name: fields.name,
      image: fields.node,
      visParams: fields.visParams,
      shown: fields.shown,
      opacity: fields.opacity,
      aspect: fields.aspect,
    }));
    const best = specs.find(({ id }) => id === 'best')!;
    const copy = {
      ...best,
      id: 'best+2',
      name: 'Ours',
      opacity: 0.5,
      visParams: { bands: ['B8'], min: 100, max: 5000, palette: ['#000000', '#00ff00'] },
    };
    const dates = {
      ...best,
      id: 'best~date',
      name: 'Dates',
      aspect: 'date' as const,
      visParams: {},
      shown: false,
    };
    stage.arrange([copy, ...specs.toReversed(), dates]);
    window.bestpixel!.projection = 'mercator';
    window.bestpixel!.map.jumpTo({ center: [-103.14, 40.15], zoom: 11.5, bearing: 20, pitch: 30 });
  });
  await idle(page);
  const before = await arrangement(page);
  const link = await sharedLink(page);
  const context = await browser.newContext({ viewport: page.viewportSize() });
  const other = await context.newPage();
  await other.goto(link);
  await waitForApp(other);
  await expect.poll(() => arrangement(other)).toEqual(before);
  const view = (of: Page) =>
    of.evaluate(() => {
      const { map, projection, stage } = window.bestpixel!;
      const { lng, lat } = map.getCenter();
      return [
        ...[lng, lat, map.getZoom(), map.getBearing(), map.getPitch()].map((n) => n.toFixed(4)),
        projection,
        stage.view.compare,
      ];
    });
  expect(await view(other)).toEqual(await view(page));
  expect((await idle(other)).complete).toBe(true);
  await context.close();
});

test('A link that is cut off is told, and the demo opens', async ({ page, site }) => {
  await openApp(page, site, '#map=12/40.14/-103.15');
  await idle(page);
  const link = await sharedLink(page);
  const hash = new URL(link).hash;
  await page.goto('about:blank');
  await openApp(page, site, hash.slice(0, -20));
  await expect(page.getByText(/This link is broken/)).toBeVisible();
  expect((await idle(page)).complete).toBe(true);
});

test('A recipe is saved as a file, and opened from it; another file is refused by name', async ({
  page,
  site,
}, info) => {
  await openApp(page, site, '#map=12/40.14/-103.15');
  await idle(page);
  await page.evaluate(() => {
    const worst = window.bestpixel!.layers.find(({ id }) => id === 'worst')!;
    worst.shown = true;
    worst.opacity = 0.25;
  });
  const before = await arrangement(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save recipe' }).click(),
  ]);
  const path = info.outputPath('recipe.json');
  await saved.saveAs(path);
  await dialog
    .getByLabel('Open recipe…')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"x"}') });
  await expect(dialog.getByRole('alert')).toContainText('This is no recipe of Bestpixel');
  for (const way of ['chosen', 'dropped'] as const) {
    await page.goto('about:blank');
    await openApp(page, site, '#map=3/0/0');
    const opened = page.waitForEvent('load');
    if (way === 'dropped') await drop(page, [path]);
    else {
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await dialog.getByLabel('Open recipe…').setInputFiles(path);
    }
    await opened;
    await waitForApp(page);
    await expect.poll(() => arrangement(page), { message: way }).toEqual(before);
    expect(await page.evaluate(() => Math.round(window.bestpixel!.map.getZoom()))).toBe(12);
  }
});

elsewhere(
  'A link to another host speaks to nobody before the person agrees',
  async ({ page, site, other }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).hostname === 'localhost') asked.push(request.url());
    });
    const hash = `#map=13/40.1/-102.05&collection=${other.url}/fixtures/patch/items.json`;
    await page.goto(`${site.url}/${hash}`);
    const dialog = page.getByRole('dialog', { name: 'Open this link?' });
    await expect(dialog.getByRole('listitem')).toHaveText(['localhost']);
    await expect(dialog).toContainText('items.json');
    expect(asked).toEqual([]);
    expect(other.host.requests).toEqual([]);
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await waitForApp(page);
    await expect(page.getByText('Demo: synthetic Sentinel-2').first()).toBeVisible();
    expect((await idle(page)).complete).toBe(true);
    expect(asked).toEqual([]);

    await page.reload();
    await dialog.getByRole('button', { name: 'Open' }).click();
    await waitForApp(page);
    await idle(page);
    expect(asked.length).toBeGreaterThan(0);
    // Once agreed, nobody is asked again.
    await page.reload();
    await waitForApp(page);
    await expect(dialog).toHaveCount(0);
  },
);

elsewhere(
  'A shared link with a script runs nothing, and an address written by hand asks, too',
  async ({ page, site, other, browser }) => {
    await openApp(page, site, '#map=12/40.14/-103.15');
    await idle(page);
    const { hash } = new URL(page.url());
    await page.evaluate(
      (next) => (location.hash = next),
      `${hash}&collection=${other.url}/fixtures/patch/items.json`,
    );
    const dialog = page.getByRole('dialog', { name: 'Open this link?' });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(other.host.requests).toEqual([]);

    const script = `var a = ee.ImageCollection('${other.url}/fixtures/patch/items.json'); Map.addLayer(a.mosaic(), {bands: ['red'], max: 5000}, 'Mine');`;
    await page.evaluate((script) => window.bestpixel!.run(script), script);
    await expect.poll(async () => (await arrangement(page)).map(({ name }) => name)).toEqual(['Mine']);
    const link = await sharedLink(page);
    const asked = other.host.requests.length;
    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(link);
    await waitForApp(theirs);
    await idle(theirs);
    expect(other.host.requests).toHaveLength(asked);
    await expect(theirs.getByRole('complementary', { name: 'Script' })).toBeVisible();
    await context.close();
  },
);
