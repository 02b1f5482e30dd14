import { readFileSync } from 'node:fs';
import type { FeatureCollection } from 'geojson';
import { expect, idle, openApp, test, watchErrors } from './support/app.ts';
import { expectAccessible } from './support/access.ts';
import { clickMap, dragBox, inspectorOf } from './support/panels.ts';
import { picture, shareChanged } from './support/picture.ts';
import {
  canvasOf,
  coloursIn,
  decoded,
  drawerOf,
  openSave,
  saved,
  savedPicture,
  scaleOf,
  textsOf,
  topOf,
  watchDownloads,
} from './support/saved.ts';

const home = '#map=11/40.14/-103.19';
const tiff = /\.tif$/;

test.use({ viewport: { width: 1100, height: 720 }, contextOptions: { reducedMotion: 'reduce' } });

test('A picture at 1× has the colours of the map, and below it what it shows', async ({ page, site }) => {
  const errors = watchErrors(page);
  await openApp(page, site, home);
  await openSave(page);
  await idle(page);
  const before = await canvasOf(page);
  const { name, data } = await savedPicture(page, 1);
  expect(name).toMatch(/^bestpixel-best-2020-07-\d\d_2020-08-\d\d-1x\.png$/);
  const png = await decoded(page, data);
  expect(png.width).toBe(before.clientWidth);
  expect(png.height).toBeGreaterThan(before.clientHeight + 100);
  expect(shareChanged(await picture(page), topOf(png, before.clientHeight))).toBe(0);
  expect(coloursIn(png, before.clientHeight, png.height)).toBeGreaterThan(8);
  expect(await canvasOf(page)).toEqual(before);
  const { Title, Description } = textsOf(data);
  expect(Title).toContain('Best-pixel mosaic');
  for (const fact of [
    'Quality rule: Cloud score',
    'Centre 40.14000° N, 103.19000° W',
    'dates used: 2020-07-',
    'Basemap: Natural Earth',
    'synthetic data',
  ])
    expect(Description).toContain(fact);
  expect(Description).not.toContain('incomplete');
  expect(errors).toEqual([]);
});

test('A picture at 3× has nine times the pixels, is composed for them, and leaves the map as it was', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  const drawer = await openSave(page);
  await idle(page);
  const before = await canvasOf(page);
  const seen = await picture(page);
  await scaleOf(page, 3).click();
  await expect(drawer.locator('.save-cost')).toContainText(
    `${3 * before.clientWidth} × ${3 * before.clientHeight} pixels`,
  );
  await expect(drawer.locator('.save-cost')).toContainText('to read');
  const tiffs = () => site.host.requests.filter(({ path }) => tiff.test(path)).length;
  const read = tiffs();
  const { name, data } = await savedPicture(page, 3);
  expect(name).toMatch(/-3x\.png$/);
  expect(tiffs()).toBeGreaterThan(read);
  const png = await decoded(page, data);
  const rows = 3 * before.clientHeight;
  expect(png.width).toBe(3 * before.clientWidth);
  expect(png.height).toBeGreaterThan(rows + 300);
  // Drawn in so many pixels, and not the same picture enlarged: neighbours differ within a pixel of the map.
  expect(coloursIn(png, 0, rows)).toBeGreaterThan(coloursIn(seen, 0, seen.height));
  expect(await canvasOf(page)).toEqual(before);
  await idle(page);
  expect(shareChanged(seen, await picture(page))).toBe(0);
});

test('Cancelled or moved, a picture is given up, no file is left, and the map has its own pixels', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  const drawer = await openSave(page);
  await idle(page);
  const before = await canvasOf(page);
  const downloads = watchDownloads(page);
  await scaleOf(page, 4).click();
  site.host.break(tiff, { kind: 'stall' });
  await drawer.getByRole('button', { name: 'Save picture' }).click();
  await expect.poll(async () => (await canvasOf(page)).ratio).toBe(4);
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => canvasOf(page)).toEqual(before);
  await expect(drawer.locator('.save-said')).toHaveText('Given up: nothing was saved');

  await drawer.getByRole('button', { name: 'Save picture' }).click();
  await expect.poll(async () => (await canvasOf(page)).ratio).toBe(4);
  await page.evaluate(() => void window.bestpixel!.map.panBy([40, 0], { duration: 0 }));
  await expect(drawer.getByRole('alert')).toContainText('The map was moved or resized');
  await expect.poll(() => canvasOf(page)).toEqual(before);
  site.host.mend();
  await idle(page);
  expect(downloads).toEqual([]);
});

test('The graphics lost in the middle are told, and everything comes back', async ({ page, site }) => {
  await openApp(page, site, home);
  const drawer = await openSave(page);
  await idle(page);
  const before = await canvasOf(page);
  await scaleOf(page, 2).click();
  site.host.break(tiff, { kind: 'stall' });
  await drawer.getByRole('button', { name: 'Save picture' }).click();
  await expect.poll(async () => (await canvasOf(page)).ratio).toBe(2);
  const restore = await page.evaluateHandle(() => {
    const gl = window.bestpixel!.map.getCanvas().getContext('webgl2')!;
    const extension = gl.getExtension('WEBGL_lose_context')!;
    extension.loseContext();
    return () => extension.restoreContext();
  });
  await expect(drawer.getByRole('alert')).toContainText('The graphics were lost');
  site.host.mend();
  await restore.evaluate((restore) => restore());
  await idle(page);
  await expect.poll(() => canvasOf(page)).toEqual(before);
});

test('A picture that lacks scenes says so', async ({ page, site }) => {
  site.host.break(/S2A_T13TFE_20200821.*\.tif$/, { kind: 'status', status: 404 });
  await openApp(page, site, home);
  await openSave(page);
  expect((await idle(page)).complete).toBe(false);
  const { Description } = textsOf((await savedPicture(page, 1)).data);
  expect(Description).toMatch(/Best-pixel mosaic.*: incomplete: \d+ scenes? could not be read/);
});

test('Both sides of the swipe, pins and dates are in the picture', async ({ page, site }, info) => {
  await openApp(page, site, home);
  await page.getByRole('checkbox', { name: 'Compare', exact: true }).setChecked(true);
  await page.getByRole('button', { name: /^More on Best/ }).click();
  await page.getByRole('menuitem', { name: 'Show date of pixel' }).click();
  await clickMap(page, 0.6, 0.5);
  await expect(inspectorOf(page).locator('.date-chip').first()).toBeVisible();
  await openSave(page);
  await idle(page);
  const { data } = await savedPicture(page, 2);
  const png = await decoded(page, data);
  const { clientWidth, clientHeight } = await canvasOf(page);
  expect(png.width).toBe(2 * clientWidth);
  // The line between the sides is white in the middle.
  const at = 4 * (clientHeight * png.width + clientWidth);
  expect([...png.rgba.subarray(at, at + 3)]).toEqual([255, 255, 255]);
  expect(textsOf(data)['Title']).toContain('Date of pixel');
  await info.attach('picture', { body: data, contentType: 'image/png' });
});

test('Two pins and a box are saved as CSV and GeoJSON, shares of dates as CSV', async ({ page, site }) => {
  await openApp(page, site, home);
  await idle(page);
  const drawer = await openSave(page);
  await expect(drawer.getByText('No pins: click the map')).toBeVisible();
  await expect(drawer.getByRole('button', { name: 'GeoJSON', exact: true })).toBeDisabled();
  const inspector = inspectorOf(page);
  await clickMap(page, 0.6, 0.4);
  await expect(inspector.locator('.date-chip').first()).toBeVisible();
  await inspector.getByRole('button', { name: 'Add pin' }).click();
  await clickMap(page, 0.4, 0.4);
  await inspector.getByRole('button', { name: 'Add pin' }).click();
  await inspector.getByRole('button', { name: 'Box', exact: true }).click();
  await dragBox(page, [0.5, 0.3], [0.55, 0.45]);
  await expect(inspector.getByRole('list', { name: 'Pins' }).getByRole('listitem')).toHaveCount(4);
  const rest = drawer.getByRole('button', { name: /^Read them/ });
  await expect(rest.or(drawer.getByText('3 places'))).not.toHaveCount(0);
  await expect(drawer.getByText('Still being read')).toHaveCount(0);
  if (await rest.isVisible()) await rest.click();
  await expect(drawer.getByText('Still being read')).toHaveCount(0);

  const csv = (await savedOf(page, 'Series of pins and boxes', 'CSV')).data.toString('utf8');
  const { name, data } = await saved(page, 'GeoJSON');
  expect(name).toMatch(/^bestpixel-.*\.geojson$/);
  const { type, features } = JSON.parse(data.toString('utf8')) as FeatureCollection;
  expect(type).toBe('FeatureCollection');
  expect(features.map(({ geometry }) => geometry.type).filter((kind) => kind === 'Polygon').length).toBe(
    features.length / 3,
  );
  expect(csv.trimEnd().split('\r\n')).toHaveLength(features.length + 1);
  expect(new Set(features.map(({ properties }) => properties!['pin'] as string))).toEqual(
    new Set(['Pin 1', 'Pin 2', 'Pin 3']),
  );
  const { properties } = features.find((feature) => feature.properties!['state'] === 'read')!;
  expect(typeof properties!['B4 (stored)']).toBe('number');

  const shares = await saved(page, 'Shares as CSV');
  expect(shares.name).toMatch(/^bestpixel-shares-2020-.*\.csv$/);
  const rows = shares.data.toString('utf8').trimEnd().split('\r\n').slice(1);
  const ofView = rows.map((row) => Number(row.split(',')[3]));
  expect(ofView.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(rows.every((row) => row.includes(',yes,'))).toBe(true);
});

/** Of a section, where others have a button of that name, too. */
async function savedOf(page: Parameters<typeof saved>[0], section: string, button: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    drawerOf(page)
      .getByRole('region', { name: section })
      .getByRole('button', { name: button, exact: true })
      .click(),
  ]);
  return { data: readFileSync(await download.path()) };
}

test('axe finds nothing serious in the Save drawer; it shares its place with the script', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  const drawer = await openSave(page);
  await idle(page);
  await expectAccessible(page, 'Save without pins');
  await clickMap(page, 0.5, 0.5);
  await expect(inspectorOf(page).locator('.date-chip').first()).toBeVisible();
  await expectAccessible(page, 'Save with a pin');
  site.host.break(tiff, { kind: 'stall' });
  await scaleOf(page, 4).click();
  await drawer.getByRole('button', { name: 'Save picture' }).click();
  await expect(drawer.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expectAccessible(page, 'Save while a picture is made');
  await page.keyboard.press('Escape');
  site.host.mend();
  await page.getByRole('button', { name: 'Script', exact: true }).click();
  await expect(drawer).toBeHidden();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#script')).toBeHidden();
  await page.setViewportSize({ width: 400, height: 800 });
  // There is room for one, and the inspector comes first.
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(inspectorOf(page)).toBeHidden();
  await expectAccessible(page, 'Save on a small screen');
  await drawer.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeFocused();
});
