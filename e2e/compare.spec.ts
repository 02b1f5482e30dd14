import type { Page } from '@playwright/test';
import { expect, idle, openApp, test, unmark, type Site, waitForApp } from './support/app.ts';
import { jumpTo } from './support/demo.ts';
import { layerRow, openMenu } from './support/panels.ts';
import { countPasses, since, tilesWanted, workOf } from './support/passes.ts';
import { picture, type Picture } from './support/picture.ts';
import { changedBetween, dragLine, drawn, lineOf, only, watchLine } from './support/swipe.ts';

test.use({ viewport: { width: 900, height: 620 }, actionTimeout: 10_000 });
test.describe.configure({ timeout: 120_000 });
const compared = '#map=12.4/40.14/-103.19&compare=0.5,worst,,best';
const nothing = { bytes: 0, requests: 0, select: 0, gather: 0 };

async function openCompared(page: Page, site: Site): Promise<void> {
  await openApp(page, site, compared);
  await unmark(page);
  expect((await idle(page)).complete).toBe(true);
}

/** What fills the map on either side. */
async function sides(page: Page): Promise<{ readonly left: Picture; readonly right: Picture }> {
  await only(page, 'right');
  const right = await picture(page);
  await only(page, 'left');
  const left = await picture(page);
  expect(changedBetween(left, right, [0, 1])).toBeGreaterThan(0.1);
  // To where a mouse takes it: at an end half of it is cut off.
  for (let i = 0; i < 5; i++) await lineOf(page).press('PageDown');
  await expect(lineOf(page)).toHaveAttribute('aria-valuenow', '50');
  return { left, right };
}

test('left of the line is the one layer and right of it the other, wherever it is dragged; the address keeps it', async ({
  page,
  site,
}) => {
  await openCompared(page, site);
  const { left, right } = await sides(page);
  for (const at of [0.3, 0.71]) {
    await dragLine(page, at);
    await idle(page);
    const both = await picture(page);
    const position = await page.evaluate(() => window.bestpixel!.stage.view.compare!.position);
    expect(Math.abs(position - at)).toBeLessThan(0.004);
    expect(changedBetween(both, left, [0, position])).toBe(0);
    expect(changedBetween(both, right, [position, 1])).toBe(0);
    expect(changedBetween(both, right, [0, position])).toBeGreaterThan(0.05);
    expect(changedBetween(both, left, [position, 1])).toBeGreaterThan(0.05);
    await expect(page).toHaveURL(new RegExp(`compare=${position},worst,,best`));
  }
  const before = await picture(page);
  await page.reload();
  await waitForApp(page);
  await unmark(page);
  expect((await idle(page)).complete).toBe(true);
  await expect(lineOf(page)).toHaveAttribute('aria-valuenow', '71');
  expect(changedBetween(before, await picture(page), [0, 1])).toBe(0);
});

test('a held key or name shows one side alone, and both again when it is let go', async ({ page, site }) => {
  await openCompared(page, site);
  const { left, right } = await sides(page);
  await dragLine(page, 0.5);
  await idle(page);
  const both = await picture(page);
  for (const side of ['right', 'left'] as const) {
    if (side === 'left') await page.keyboard.down('Shift');
    await page.keyboard.down(side === 'left' ? 'B' : 'b');
    await expect(page.locator('.swipe')).toHaveAttribute('data-blink', side);
    expect(changedBetween(side === 'left' ? left : right, await picture(page), [0, 1])).toBe(0);
    await page.keyboard.up(side === 'left' ? 'B' : 'b');
    if (side === 'left') await page.keyboard.up('Shift');
    await expect(page.locator('.swipe')).not.toHaveAttribute('data-blink');
  }
  await page.locator('.swipe-side[data-side=left] button').hover();
  await page.mouse.down();
  await expect(page.locator('.swipe')).toHaveAttribute('data-blink', 'left');
  expect(changedBetween(left, await picture(page), [0, 1])).toBe(0);
  await page.mouse.up();
  await expect(page.locator('.swipe')).not.toHaveAttribute('data-blink');
  expect(changedBetween(both, await picture(page), [0, 1])).toBe(0);
});

for (const projection of ['mercator', 'globe'] as const) {
  test(`the line stays where it is when the map is moved, zoomed and turned: ${projection}`, async ({
    page,
    site,
  }) => {
    await openCompared(page, site);
    await page.evaluate((projection) => void (window.bestpixel!.projection = projection), projection);
    await dragLine(page, 0.4);
    for (const view of [
      { center: [-103.17, 40.13], zoom: 12 },
      { center: [-103.19, 40.14], zoom: 9.5 },
      { center: [-103.19, 40.14], zoom: 11, bearing: 50, pitch: 40 },
    ] as const) {
      await jumpTo(page, { bearing: 0, pitch: 0, ...view, center: [...view.center] });
      await idle(page);
      await expect(lineOf(page)).toHaveAttribute('aria-valuenow', '40');
      const both = await picture(page);
      await page.keyboard.down('b');
      const right = await picture(page);
      await page.keyboard.up('b');
      await page.keyboard.down('Shift');
      await page.keyboard.down('B');
      const left = await picture(page);
      await page.keyboard.up('B');
      await page.keyboard.up('Shift');
      const position = await page.evaluate(() => window.bestpixel!.stage.view.compare!.position);
      expect(changedBetween(left, right, [0, 1])).toBeGreaterThan(0.002);
      expect(changedBetween(both, left, [0, position])).toBe(0);
      expect(changedBetween(both, right, [position, 1])).toBe(0);
    }
    await expect(page).toHaveURL(/compare=0\.4\d*,worst,,best/);
  });
}

test('at the first start the line stands between Collection and Best, and moves once by itself', async ({
  page,
  site,
}) => {
  const positions = await watchLine(page);
  await openApp(page, site);
  await expect(page.locator('.swipe-side[data-side=left]')).toContainText('Collection');
  await expect(page.locator('.swipe-side[data-side=right]')).toContainText('Best');
  await idle(page);
  // It comes through the middle on its way.
  const isBack = (way: readonly number[]) => way.some((at) => at > 50) && way.at(-1) === 50;
  await expect.poll(async () => isBack(await positions())).toBe(true);
  const way = await positions();
  // However few frames there are, it goes left, then right, and no further than it should.
  expect(way[0]).toBe(50);
  expect(Math.min(...way)).toBeGreaterThanOrEqual(25);
  expect(Math.max(...way)).toBeLessThanOrEqual(75);
  const sides = way.filter((at) => at !== 50).map((at) => (at < 50 ? 'left' : 'right'));
  expect(sides.filter((side, i) => side !== sides[i - 1])).toEqual(['left', 'right']);
  // More to compose does not set it off again.
  await jumpTo(page, { center: [-103.1, 40.12], zoom: 12.5 });
  await idle(page);
  await drawn(page, 60);
  expect(await positions()).toEqual(way);
  await page.goto(`${site.url}/`);
  await waitForApp(page);
  await idle(page);
  await expect(page.locator('.layer')).not.toHaveCount(0);
  await expect(lineOf(page)).toHaveCount(0);
});

test('where no motion is wanted the line stands still at the first start', async ({ browser, site }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const positions = await watchLine(page);
  await openApp(page, site);
  await idle(page);
  await expect(lineOf(page)).toHaveAttribute('aria-valuenow', '50');
  // In as many the line would be elsewhere.
  await drawn(page, 60);
  expect(await positions()).toEqual([50]);
  await context.close();
});

test('dragging, another stretch and opacity select and gather nothing, and read no byte', async ({
  page,
  site,
}) => {
  const passes = await countPasses(page);
  await openCompared(page, site);
  const row = layerRow(page, /^Best/);
  await row.getByRole('button', { name: /^Style of/ }).click();
  await expect(row.locator('.count-line')).toContainText('Of this view');
  const before = await workOf(page, passes);
  expect(before.select).toBeGreaterThan(0);
  expect(before.gather).toBeGreaterThan(0);
  const still = await picture(page);
  const changes: Record<string, () => Promise<void>> = {
    drag: async () => {
      await dragLine(page, 0.1, 30);
      await dragLine(page, 0.6, 30);
    },
    stretch: () =>
      row
        .getByRole('textbox', { name: 'Max' })
        .fill('2500')
        .then(() => page.keyboard.press('Enter')),
    opacity: () => row.getByRole('slider', { name: /^Opacity/ }).fill('35'),
  };
  let last = still;
  for (const [name, change] of Object.entries(changes)) {
    await change();
    await idle(page);
    const now = await picture(page);
    expect(changedBetween(last, now, [0, 1]), name).toBeGreaterThan(0.01);
    last = now;
    expect({ name, ...since(await workOf(page, passes), before) }).toEqual({ name, ...nothing });
  }
});

test('another order, a copy and its removal read no byte, and compose nothing that stays again', async ({
  page,
  site,
}) => {
  const passes = await countPasses(page);
  await openCompared(page, site);
  const before = await workOf(page, passes);
  await page.locator('.layer-handle').first().press('Alt+ArrowDown');
  await page.locator('.layer-handle').nth(1).press('Alt+ArrowDown');
  await idle(page);
  expect(since(await workOf(page, passes), before)).toEqual(nothing);
  const row = layerRow(page, /^Best/);
  const tiles = await tilesWanted(page, 'best');
  await (await openMenu(row)).getByRole('menuitem', { name: 'Duplicate' }).click();
  const copy = layerRow(page, /^Best.*\(copy\)/);
  await expect(copy).toHaveCount(1);
  await idle(page);
  const copied = since(await workOf(page, passes), before);
  expect({ bytes: copied.bytes, requests: copied.requests }).toEqual({ bytes: 0, requests: 0 });
  // The copy has tiles of its own; those of the others stay.
  expect(copied.select).toBeLessThanOrEqual(tiles);
  const whole = await workOf(page, passes);
  await (await openMenu(copy)).getByRole('menuitem', { name: 'Remove' }).click();
  await expect(copy).toHaveCount(0);
  await idle(page);
  expect(since(await workOf(page, passes), whole)).toEqual(nothing);
});
