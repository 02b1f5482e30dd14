import type { Page } from '@playwright/test';
import { expect, idle, openApp, test } from './support/app.ts';
import { expectAccessible } from './support/access.ts';
import { clickMap, dragBox, inspectorOf, layerRow, openMenu } from './support/panels.ts';

const home = '#map=11/40.14/-103.19';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 180_000 });

test('axe finds nothing serious at the start', async ({ page, site }) => {
  await openApp(page, site, home);
  await idle(page);
  await expectAccessible(page, 'at the start');
});

test('axe finds nothing serious in the inspector: read in part and whole, several pins, a box, the table', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const inspector = inspectorOf(page);
  await page.getByRole('button', { name: 'Inspector', exact: true }).click();
  await expectAccessible(page, 'inspector without a pin');
  await clickMap(page, 0.62, 0.5);
  await expect(inspector.locator('.date-chip').first()).toBeVisible();
  await expectAccessible(page, 'inspector of one pin');
  await readRest(page);
  await expectAccessible(page, 'inspector with the rest read');
  await inspector.getByRole('button', { name: 'Add pin' }).click();
  await clickMap(page, 0.58, 0.4);
  await expect(inspector.getByRole('list', { name: 'Pins' }).getByRole('listitem')).toHaveCount(3);
  await inspector.locator('.date-chip').nth(3).click();
  await expect(inspector.locator('.date-chip[aria-pressed="true"]')).toHaveCount(1);
  await expectAccessible(page, 'inspector of two pins with a scene on the map');
  await inspector.getByRole('button', { name: 'Box', exact: true }).click();
  await dragBox(page, [0.55, 0.35], [0.65, 0.6]);
  await expect(inspector.getByRole('heading')).toContainText(' to ');
  await expectAccessible(page, 'inspector of a box');
});

test('axe finds nothing serious in the layers: style, palette, menu, cost of the margin, legend of dates, undo', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const row = layerRow(page, /^Best/);
  await row.getByRole('button', { name: /^Style of/ }).click();
  await expect(row.locator('.count-line')).toContainText('Of this view');
  await expectAccessible(page, 'style editor');
  await row.getByLabel('Bands', { exact: true }).selectOption({ label: 'Single band' });
  await expect(row.getByRole('group', { name: 'Palette' })).toBeVisible();
  await row.getByLabel('Colours').fill('no colour');
  await expect(row.locator('.fault')).toBeVisible();
  await expectAccessible(page, 'palette with a fault');
  await row.getByRole('button', { name: /^Style of/ }).click();
  const menu = await openMenu(row);
  await expectAccessible(page, 'menu of a layer');
  await menu.getByRole('menuitem', { name: /margin/ }).click();
  await expect(row.locator('.aspect-offer')).toContainText('needs every scene');
  await expectAccessible(page, 'cost of the margin');
  await row.locator('.aspect-offer').getByRole('button', { name: 'Cancel' }).click();
  await (await openMenu(row)).getByRole('menuitem', { name: /date of pixel/ }).click();
  await idle(page);
  await expect(page.getByRole('region', { name: 'Legend' })).toContainText('share of the area');
  await expectAccessible(page, 'legend of the dates');
  await (await openMenu(row)).getByRole('menuitem', { name: 'Rename…' }).click();
  await expectAccessible(page, 'renaming');
  await page.keyboard.press('Escape');
  await (await openMenu(row)).getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expectAccessible(page, 'removed layer');
});

test('axe finds nothing serious in the quality rule: open gate, expression and its error, script', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const rule = page.locator('.rule');
  await rule.getByLabel('Rule', { exact: true }).selectOption('clear-sky');
  await rule.getByText(/classes left out/).click();
  for (const fold of await rule.getByText(/^(Why|Equivalent)/).all()) await fold.click();
  await expect(rule.locator('.rule-script')).toBeVisible();
  await idle(page);
  await expectAccessible(page, 'clear sky with its gate open');
  await rule.getByLabel('Rule', { exact: true }).selectOption('custom');
  await rule.getByLabel('Expression', { exact: true }).fill('B8 +');
  await rule.getByRole('button', { name: 'Apply' }).click();
  await expect(rule.locator('.fault')).toBeVisible();
  for (const fold of await rule.getByText(/^(Bands|Properties) \(/).all()) await fold.click();
  await expectAccessible(page, 'custom expression with an error');
});

test('axe finds nothing serious while layers are compared and the time is limited', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const compare = page.getByRole('checkbox', { name: 'Compare', exact: true });
  await compare.setChecked(true);
  await expect(page.getByRole('slider', { name: 'Swipe' })).toBeVisible();
  await expectAccessible(page, 'comparison');
  const last = page.getByRole('slider', { name: 'Last day' });
  await last.focus();
  await page.keyboard.press('PageDown');
  await expectAccessible(page, 'time with a range in question');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'All dates' })).toBeEnabled();
  await page.getByRole('slider', { name: 'Day', exact: true }).press('Enter');
  await expectAccessible(page, 'time with a range and a scene on the map');
});

test('axe finds nothing serious with the script beside the inspector', async ({ page, site }) => {
  await openApp(page, site, home);
  await idle(page);
  await page.getByRole('button', { name: 'Script', exact: true }).click();
  await expect(page.locator('.cm-editor')).toBeVisible();
  await clickMap(page, 0.6, 0.5);
  await expect(inspectorOf(page).locator('.date-chip').first()).toBeVisible();
  await expectAccessible(page, 'script and inspector');
});

test('axe finds nothing serious where reading failed', async ({ page, site }) => {
  site.host.break(/\.tif$/, { kind: 'status', status: 404 });
  await openApp(page, site, home);
  await idle(page);
  await expect(
    page.locator('.layer[data-state="error"], .layer[data-state="incomplete"]').first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Inspector', exact: true }).click();
  await clickMap(page, 0.62, 0.5);
  await expect(inspectorOf(page).locator('.inspector-head h2')).toContainText('N,');
  await expectAccessible(page, 'failures');
});

test('axe finds nothing serious in any sheet of a small screen', async ({ page, site }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  await openApp(page, site, home);
  await idle(page);
  await expectAccessible(page, 'small screen');
  await page.locator('.sheet-handle').click();
  await expectAccessible(page, 'small screen with panels');
  await clickMap(page, 0.5, 0.4);
  await expect(inspectorOf(page).locator('.date-chip').first()).toBeVisible();
  await expectAccessible(page, 'small screen with the chart');
  await inspectorOf(page).getByRole('button', { name: 'Table', exact: true }).click();
  await expectAccessible(page, 'small screen with the table');
  await page.getByRole('button', { name: 'Script', exact: true }).click();
  await expect(page.locator('.cm-editor')).toBeVisible();
  await expectAccessible(page, 'small screen with the script');
});

async function readRest(page: Page): Promise<void> {
  const inspector = inspectorOf(page);
  const read = inspector.getByRole('button', { name: /^Read (it|them)/ });
  if (await read.isVisible()) await read.click();
  await expect(inspector.getByRole('button', { name: /^(Read (it|them)|Cancel)/ })).toHaveCount(0);
}
