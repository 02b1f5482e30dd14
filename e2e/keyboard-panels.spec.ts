import { expect, idle, openApp, test } from './support/app.ts';
import { press, tabTo } from './support/keyboard.ts';
import { layerRow, openMenu } from './support/panels.ts';
import { picture, shareChanged } from './support/picture.ts';

const home = '#map=11.7/40.14/-103.19';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 180_000 });

// By keys alone, as keyboard.spec.ts walks the map.
test('layers are ordered, doubled, removed and brought back, and made fainter, by keys', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const names = page.locator('.layer .layer-name span');
  const start = await names.allTextContents();
  await tabTo(page, page.locator('.layer-handle').first());
  await page.keyboard.press('Alt+ArrowDown');
  await expect(names).toHaveText([start[1]!, start[0]!, ...start.slice(2)]);
  await expect(page.locator('.layer-handle').nth(1)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(names).toHaveText(start);
  const row = layerRow(page, /^Best/).first();
  await tabTo(page, row.getByRole('button', { name: /^More on/ }));
  await openMenu(row);
  await press(page, 'd', 'Enter');
  await expect(names).toHaveCount(start.length + 1);
  await tabTo(page, row.getByRole('button', { name: /^More on/ }));
  await openMenu(row);
  await press(page, 'End', 'Enter');
  await expect(names).toHaveCount(start.length);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(names).toHaveCount(start.length + 1);
  await expect(page.locator('.layer-handle').and(page.locator(':focus'))).toHaveCount(1);
  const opacity = layerRow(page, /^Best/)
    .first()
    .getByRole('slider', { name: /^Opacity/ });
  await tabTo(page, opacity);
  await press(page, 'Home', 'ArrowRight');
  await expect(opacity).toHaveAttribute('aria-valuetext', '1 %');
  expect(await page.evaluate(() => window.bestpixel!.layers.map(({ opacity }) => opacity))).toContain(0.01);
});

test('the style of a layer is set by keys: bands, ends, percentiles, palette', async ({ page, site }) => {
  await openApp(page, site, home);
  await idle(page);
  const row = layerRow(page, /^Best/);
  await tabTo(page, row.getByRole('button', { name: /^Style of/ }));
  await page.keyboard.press('Enter');
  await expect(row.locator('.count-line')).toContainText('Of this view');
  const params = () =>
    page.evaluate(() => window.bestpixel!.layers.find(({ name }) => name.startsWith('Best'))!.visParams);
  const max = row.getByRole('textbox', { name: 'Max' });
  await tabTo(page, max);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('9000');
  await expect.poll(async () => [(await params()).max].flat()[0]).toBe(9000);
  await tabTo(page, row.getByRole('button', { name: 'Natural 2–98 %' }));
  await page.keyboard.press('Enter');
  await expect.poll(async () => [(await params()).max].flat()[0]).toBeLessThan(9000);
  const bands = row.getByLabel('Bands', { exact: true });
  await tabTo(page, bands);
  await page.keyboard.type('Single');
  await expect(bands).toHaveValue('single');
  const swatch = row.locator('.swatch input').first();
  await tabTo(page, swatch);
  await page.keyboard.press('ArrowRight');
  await expect(row.locator('.swatch input').nth(1)).toBeChecked();
  await expect.poll(async () => [(await params()).palette].flat().length).toBeGreaterThan(1);
  await tabTo(page, row.getByRole('button', { name: 'Reset' }));
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await params()).bands).toEqual(['B4', 'B3', 'B2']);
});

test('the date of each pixel is shown by keys, and the margin tells what it takes before', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const row = layerRow(page, /^Best/).first();
  await tabTo(page, row.getByRole('button', { name: /^More on/ }));
  await openMenu(row);
  await press(page, 's', 'Enter');
  await expect(page.getByRole('region', { name: 'Legend' })).toContainText(/\d{4}-\d\d-\d\d/);
  await tabTo(page, row.getByRole('button', { name: /^More on/ }));
  const menu = await openMenu(row);
  while (!(await menu.getByRole('menuitem', { name: /margin/ }).evaluate((item) => item.matches(':focus')))) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(row.locator('.aspect-offer')).toContainText(/The margin needs every scene: 16 scenes, /);
  await expect(row.getByRole('button', { name: 'Show', exact: true })).toBeFocused();
  const count = await page.locator('.layer').count();
  await page.keyboard.press('Enter');
  await expect(page.locator('.layer')).toHaveCount(count + 1);
});

test('the quality rule is set by keys: gate, tolerance, date, an expression with an error and a right one', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const rule = page.locator('.rule');
  const kind = rule.getByLabel('Rule', { exact: true });
  await tabTo(page, kind);
  await page.keyboard.type('Clear');
  await expect(kind).toHaveValue('clear-sky');
  const target = rule.getByRole('slider', { name: 'Target date, day by day' });
  await tabTo(page, target);
  const day = await target.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await expect(target).not.toHaveAttribute('aria-valuetext', day!);
  const fold = rule.locator('summary', { hasText: 'classes left out' });
  const left = await fold.textContent();
  await tabTo(page, fold);
  await press(page, 'Enter', 'Tab', 'Space');
  await expect(fold).not.toHaveText(left!);
  const gate = rule.getByRole('switch', { name: 'Leave classes out' });
  await tabTo(page, gate);
  await page.keyboard.press('Space');
  await expect(fold).toHaveCount(0);
  const tolerance = rule.getByRole('slider', { name: 'Tolerance' });
  await tabTo(page, tolerance);
  await page.keyboard.press('ArrowRight');
  await expect(tolerance).not.toHaveAttribute('aria-valuetext', 'none');
  await idle(page);
  const before = await picture(page);
  await tabTo(page, kind);
  await page.keyboard.type('Custom');
  await expect(kind).toHaveValue('custom');
  const text = rule.getByLabel('Expression', { exact: true });
  await tabTo(page, text);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('B8 +');
  await page.keyboard.press('Enter');
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('B4 * 1.0');
  await page.keyboard.press('Enter');
  await expect(text).not.toHaveAttribute('aria-invalid', 'true');
  expect((await idle(page)).complete).toBe(true);
  expect(shareChanged(before, await picture(page), 8)).toBeGreaterThan(0.02);
});

test('the time strip is stepped, shows a scene, and is limited, freed and folded, by keys', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const days = page.getByRole('slider', { name: 'Day', exact: true });
  await tabTo(page, days);
  await page.keyboard.press('Home');
  await expect(days).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('ArrowRight');
  await expect(days).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('Enter');
  await expect(days).toHaveAttribute('aria-valuetext', /on the map/);
  await page.keyboard.press('Escape');
  await expect(days).not.toHaveAttribute('aria-valuetext', /on the map/);
  const last = page.getByRole('slider', { name: 'Last day' });
  const until = await last.getAttribute('aria-valuetext');
  await tabTo(page, last);
  await page.keyboard.press('PageDown');
  await expect(page.locator('.time-told')).toContainText('Enter limits to them');
  await page.keyboard.press('Enter');
  const all = page.getByRole('button', { name: 'All dates' });
  await expect(all).toBeEnabled();
  await expect.poll(() => page.evaluate(() => window.bestpixel!.layers.length)).toBeGreaterThan(0);
  await tabTo(page, all);
  await page.keyboard.press('Enter');
  await expect(last).toHaveAttribute('aria-valuetext', until!);
  const fold = page.getByRole('button', { name: 'Time', exact: true });
  await expect(fold).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(days).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(days).toBeVisible();
});
