import { expect, idle, openApp, test } from './support/app.ts';
import { centre, inspectCentre, tabTo } from './support/keyboard.ts';
import { inspectorOf } from './support/panels.ts';
import { picture, shareChanged } from './support/picture.ts';

const home = '#map=11.7/40.14/-103.19';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 180_000 });

// No mouse: who walks by keys alone does all of this.
test('the map is reached by Tab, shows its crosshair, moves by arrows and inspects by Enter', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const map = page.locator('#map canvas').first();
  await tabTo(page, map);
  const cross = page.locator('.bestpixel-crosshair');
  await expect(cross).toHaveCSS('visibility', 'visible');
  const before = await centre(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await centre(page)).lng).toBeGreaterThan(before.lng);
  await expect.poll(() => page.evaluate(() => window.bestpixel!.map.isMoving())).toBe(false);
  const { lng, lat } = await centre(page);
  await page.keyboard.press('Enter');
  const inspector = inspectorOf(page);
  await expect(inspector.getByRole('heading')).toHaveText(
    `${lat.toFixed(5)}° N, ${Math.abs(lng).toFixed(5)}° W`,
  );
  await expect(page.locator('.date-chip')).toHaveCount(16);
});

test('a box is inspected by keys: a corner, the opposite one, and back to its button', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  await inspectCentre(page);
  const inspector = inspectorOf(page);
  const box = inspector.getByRole('button', { name: 'Box', exact: true });
  await tabTo(page, box);
  await page.keyboard.press('Enter');
  await expect(inspector.getByText('By keys: arrow keys move the map')).toBeVisible();
  await expect(page.locator('#map canvas').first()).toBeFocused();
  await expect(page.locator('.bestpixel-crosshair-words')).toHaveCSS('opacity', '1');
  const { lng, lat } = await centre(page);
  await page.keyboard.press('Enter');
  for (const key of ['ArrowRight', 'ArrowDown']) {
    await page.keyboard.press(key);
    await expect.poll(() => page.evaluate(() => window.bestpixel!.map.isMoving())).toBe(false);
  }
  const end = await centre(page);
  expect([end.lng > lng, end.lat < lat]).toEqual([true, true]);
  await page.keyboard.press('Enter');
  await expect(box).toBeFocused();
  const told = (await inspector.getByRole('heading').textContent())!.match(/[\d.]+/g)!.map(Number);
  // Rounded outwards: no pixel that was framed is left out.
  const framed = [end.lat, -lng, lat, -end.lng];
  expect(told).toEqual(framed.map((degrees) => expect.closeTo(degrees, 4)));
});

test('the inspector is walked through by keys: dates, table, units, the rest, pins, and out', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  await inspectCentre(page);
  const inspector = inspectorOf(page);
  const chips = inspector.locator('.date-chip');
  await expect(chips).toHaveCount(16);

  const first = inspector.locator('.date-chip[tabindex="0"]');
  await tabTo(page, first);
  const focused = chips.and(page.locator(':focus'));
  await page.keyboard.press('Home');
  await expect(chips.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(chips.nth(1)).toBeFocused();
  await expect(inspector.locator('tbody tr[data-lit="true"]')).toHaveCount(1);
  const before = await picture(page);
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAttribute('aria-pressed', 'true');
  await idle(page);
  expect(shareChanged(before, await picture(page), 8)).toBeGreaterThan(0.02);
  await page.keyboard.press('End');
  await expect(chips.last()).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await expect(inspector.locator('.date-chip[aria-pressed="true"]')).toHaveCount(0);

  await tabTo(page, inspector.getByRole('button', { name: 'Table', exact: true }));
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('table')).toBeVisible();
  const column = inspector.getByRole('columnheader', { name: 'B4' });
  await tabTo(page, column.getByRole('button'));
  await page.keyboard.press('Enter');
  await expect(column).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(column).toHaveAttribute('aria-sort', 'descending');

  const scaled = inspector.getByRole('button', { name: 'Scaled' });
  const value = inspector.locator('tbody tr').first();
  const raw = await value.textContent();
  await tabTo(page, scaled);
  await page.keyboard.press('Enter');
  await expect(scaled).toHaveAttribute('aria-pressed', 'true');
  await expect(value).not.toHaveText(raw!);

  const rest = inspector.getByRole('button', { name: /^Read (it|them)/ });
  if (await rest.isVisible()) {
    await tabTo(page, rest);
    await page.keyboard.press('Enter');
  }
  await expect(rest).toHaveCount(0);
  await tabTo(page, inspector.getByRole('button', { name: 'Add pin' }));
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('button', { name: 'Add pin' })).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, page.locator('#map canvas').first());
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => page.evaluate(() => window.bestpixel!.map.isMoving())).toBe(false);
  await page.keyboard.press('Enter');
  await expect(inspector.locator('.inspector-pin')).toHaveCount(2);
  await tabTo(page, inspector.getByRole('button', { name: 'Remove Pin 1' }));
  await page.keyboard.press('Enter');
  await expect(inspector.locator('.inspector-pin')).toHaveCount(1);
  await tabTo(page, inspector.locator('.inspector-pin button').first());
  await page.keyboard.press('Escape');
  await expect(inspector).toBeHidden();
  await expect(page.getByRole('button', { name: 'Inspector', exact: true })).toBeFocused();
});

test('the line between what is compared moves by arrows, Home and End, and B blinks', async ({
  page,
  site,
}) => {
  await openApp(page, site, home);
  await idle(page);
  const compare = page.getByRole('checkbox', { name: 'Compare', exact: true });
  await tabTo(page, compare);
  if (!(await compare.isChecked())) await page.keyboard.press('Space');
  await expect(compare).toBeChecked();
  const line = page.getByRole('slider', { name: 'Swipe' });
  await tabTo(page, line);
  await page.keyboard.press('Home');
  await expect(line).toHaveAttribute('aria-valuenow', '0');
  await idle(page);
  const right = await picture(page);
  await page.keyboard.press('End');
  await expect(line).toHaveAttribute('aria-valuenow', '100');
  await idle(page);
  const left = await picture(page);
  expect(shareChanged(left, right, 8)).toBeGreaterThan(0.02);
  await page.keyboard.press('ArrowLeft');
  await expect(line).toHaveAttribute('aria-valuenow', '99');
  await page.keyboard.press('PageDown');
  await expect(line).toHaveAttribute('aria-valuenow', '89');
  await page.keyboard.down('b');
  await expect(page.locator('.swipe')).toHaveAttribute('data-blink', 'right');
  expect(shareChanged(right, await picture(page), 8)).toBeLessThan(0.01);
  await page.keyboard.up('b');
  await expect(page.locator('.swipe')).not.toHaveAttribute('data-blink');
  await page.keyboard.press('Home');
  await page.keyboard.down('Shift');
  await page.keyboard.down('B');
  await expect(page.locator('.swipe')).toHaveAttribute('data-blink', 'left');
  expect(shareChanged(left, await picture(page), 8)).toBeLessThan(0.01);
  await page.keyboard.up('B');
  await page.keyboard.up('Shift');
});
