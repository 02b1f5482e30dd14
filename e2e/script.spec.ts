import { expect, idle, openApp, test, waitForApp, watchErrors } from './support/app.ts';
import {
  editorOf,
  exampleScript,
  openScript,
  printed,
  runScript,
  write,
  writtenIn,
} from './support/script.ts';
import { amidMain, layerPixels, layersOf, withoutId } from './support/script-layers.ts';

test.use({ viewport: { width: 1100, height: 640 } });

test("Earth Engine's example gives what the app opens with: layers, stretch, centre and pixels", async ({
  page,
  site,
}) => {
  const errors = watchErrors(page);
  await openApp(page, site, '#map=13/40.14/-103.19');
  const opening = await layersOf(page);
  const made = await layerPixels(
    page,
    opening.map(({ id }) => id),
    amidMain,
  );

  const panel = await openScript(page);
  await write(panel, exampleScript);
  await runScript(panel);
  const layers = await layersOf(page);
  expect(layers.map(withoutId)).toEqual(opening.map(withoutId));
  expect(layers.map(({ name, shown, opacity }) => ({ name, shown, opacity }))).toEqual([
    { name: 'Collection (for series inspection)', shown: false, opacity: 1 },
    { name: 'Best-pixel mosaic (by cloud score)', shown: true, opacity: 1 },
    { name: 'Worst-pixel mosaic (by cloud score)', shown: false, opacity: 1 },
  ]);
  expect(layers.map(({ visParams }) => visParams)).toEqual(
    Array.from({ length: 3 }, () => ({ bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 })),
  );
  const view = await page.evaluate(() => {
    const { map } = window.bestpixel!;
    return { ...map.getCenter(), zoom: map.getZoom() };
  });
  // A tile of Earth Engine's maps is half as wide as one of MapLibre's.
  expect(view).toEqual({
    lng: expect.closeTo(-103.19, 6) as unknown,
    lat: expect.closeTo(40.14, 6) as unknown,
    zoom: expect.closeTo(8, 6) as unknown,
  });
  expect(await page.locator('.layer-name').allTextContents()).toEqual(
    layers.map(({ name }) => name).toReversed(),
  );
  expect(
    await layerPixels(
      page,
      layers.map(({ id }) => id),
      amidMain,
    ),
  ).toEqual(made);
  expect(errors).toEqual([]);
});

test('A mistake is told with its line and column, and what was shown stays', async ({ page, site }) => {
  await openApp(page, site, '#map=13/40.14/-103.19');
  const before = await layersOf(page);
  const panel = await openScript(page);
  await write(
    panel,
    "var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED');\nvar a = 1;\n  col.qualityMosiac('B4');\n",
  );
  await runScript(panel, 'failed');
  const [line] = (await printed(panel)).slice(-1);
  expect(line).toContain('qualityMosiac');
  expect(line).toContain('qualityMosaic');
  await panel.getByRole('button', { name: /^line 3, column \d+$/ }).click();
  await expect(editorOf(panel)).toBeFocused();
  await expect(panel.locator('.cm-activeLine')).toContainText('qualityMosiac');
  expect(await layersOf(page)).toEqual(before);

  await write(panel, 'Export.image.toDrive({image: ee.Image(1)});\n');
  await runScript(panel, 'failed');
  expect((await printed(panel)).at(-1)).toMatch(/Export.*Save/);
});

test('What is printed comes in order, and values once they are known', async ({ page, site }) => {
  await openApp(page, site, '#map=13/40.14/-103.19');
  const panel = await openScript(page);
  await write(
    panel,
    `${exampleScript}
print('scenes', col.size());
print(col.first().bandNames().get(0), {a: [1, 2]});
print(ee.Date('2020-07-01').advance(1, 'month').format('YYYY-MM-dd'));
print('<img src=x onerror=alert(1)>');
`,
  );
  await runScript(panel);
  const lines = panel.getByRole('log').getByRole('listitem');
  await expect(lines.nth(0)).toHaveText(/^scenes 16$/);
  await expect(lines.nth(1)).toHaveText(/^B2 /);
  await expect(lines.nth(2)).toHaveText(/2020-08-01/);
  await expect(lines.nth(3)).toHaveText('<img src=x onerror=alert(1)>');
  await expect(lines).toHaveCount(4);
  await expect(panel.locator('img')).toHaveCount(0);
});

test('What the panels made is shown as a script, which makes the same again', async ({ page, site }) => {
  await openApp(page, site, '#map=13/40.14/-103.19');
  await page.evaluate(() => {
    const [collection, best] = window.bestpixel!.layers;
    collection!.shown = true;
    best!.opacity = 0.5;
  });
  const before = await layersOf(page);
  const panel = await openScript(page);
  await panel.getByRole('button', { name: 'Show as script' }).click();
  await expect(editorOf(panel)).toContainText('qualityMosaic');
  expect(await writtenIn(panel)).toContain("ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')");
  await runScript(panel);
  expect((await layersOf(page)).map(withoutId)).toEqual(before.map(withoutId));
});

test('A script in a link is shown and does not run until it is told to; one of the gallery runs', async ({
  page,
  site,
}) => {
  await openApp(page, site, '#map=13/40.14/-103.19');
  const before = await layersOf(page);
  const panel = await openScript(page);
  await write(
    panel,
    "Map.addLayer(ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').mosaic(), {bands: ['B8']}, 'Mine');\n",
  );
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: (text: string) => ((window as { copied?: string }).copied = text) && Promise.resolve(),
      },
    });
  });
  await panel.getByRole('button', { name: 'Link' }).click();
  const link = await page.waitForFunction(() => (window as { copied?: string }).copied);
  const address = (await link.jsonValue())!;

  const other = await page.context().newPage();
  await other.goto(address);
  await waitForApp(other);
  await expect(other.getByText('This script came with the link. Read it, then press Run.')).toBeVisible();
  await expect(editorOf(other.locator('.script-panel'))).toContainText("'Mine'");
  await idle(other);
  expect((await layersOf(other)).map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  await runScript(other.locator('.script-panel'));
  expect((await layersOf(other)).map(({ name }) => name)).toEqual(['Mine']);
  await other.close();

  const third = await page.context().newPage();
  await openApp(third, site, '#example=greenest');
  await expect(third.locator('.script-console').getByRole('status')).toHaveText('done');
  expect((await layersOf(third)).map(({ name }) => name).join()).toMatch(/green/i);
  await third.close();
});

test('A script that never ends is stopped by its time, or by its reader, and the map stays alive', async ({
  page,
  site,
}) => {
  await openApp(page, site, '#map=13/40.14/-103.19');
  await idle(page);
  const panel = await openScript(page);
  await write(panel, 'for (;;) {}\n');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await page.evaluate(() => void window.bestpixel!.map.zoomIn({ duration: 0 }));
  await panel.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(panel.locator('.script-console').getByRole('status')).toHaveText('stopped');
  await runScript(panel, 'failed');
  expect((await printed(panel)).at(-1)).toMatch(/stopped after 5 s/);
  await write(panel, "print('alive');\n");
  await runScript(panel);
  expect(await printed(panel)).toEqual(['alive']);
});
