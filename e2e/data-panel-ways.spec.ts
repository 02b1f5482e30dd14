import type { Page } from '@playwright/test';
import { expect, idle, openApp } from './support/app.ts';
import {
  expectTruth,
  formOf,
  load,
  openForm,
  overPatch,
  search,
  setDates,
  test,
} from './support/patch-api.ts';

test('Everything is done by keyboard alone', async ({ page, site, patch }) => {
  await openApp(page, site, overPatch);
  const { keyboard } = page;
  await tabTo(page, 'Change data');
  await keyboard.press('Enter');
  const form = formOf(page);
  await expect(form.getByLabel('Source')).toBeFocused();
  await keyboard.type('A STAC');
  await tabTo(page, 'Address');
  await keyboard.type(patch.api.root);
  await tabTo(page, 'List');
  await keyboard.press('Enter');
  await expect(form.getByText('2 collections')).toBeVisible();
  await tabTo(page, 'Collections of A local STAC API');
  await keyboard.press('ArrowDown');
  await tabTo(page, 'Coordinates or GeoJSON');
  await keyboard.type('-102.06, 40.09, -102.0375, 40.11');
  await tabTo(page, 'Dates');
  await keyboard.press('ArrowLeft');
  await keyboard.press('ArrowRight');
  await tabTo(page, 'From');
  await keyboard.type('07012020');
  await tabTo(page, 'To, included');
  await keyboard.type('07042020');
  // In the field of a date, Enter may open its calendar.
  await tabTo(page, 'Cloud');
  await keyboard.press('Enter');
  await expect(form.getByRole('button', { name: 'Load 4 scenes' })).toBeVisible();
  await tabTo(page, 'Load 4 scenes');
  await keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Change data' })).toBeFocused();
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await expectTruth(page, 'own-best');

  await keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Scenes', exact: true })).toBeFocused();
  await keyboard.press('Enter');
  const last = page.getByRole('list', { name: 'Scenes' }).getByRole('checkbox').last();
  for (let i = 0; i < 5; i++) await keyboard.press('Tab');
  await expect(last).toBeFocused();
  await keyboard.press('Space');
  await expect(page.locator('.scenes')).toContainText('1 left out');
  await expect.poll(() => page.url()).toContain('without=patch-3');
  await idle(page);
  await expectTruth(page, 'own-best-without-3');

  await tabTo(page, 'Change data');
  await keyboard.press('Enter');
  await expect(form.getByLabel('Source')).toBeFocused();
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Change data' })).toBeFocused();
});

test('It fits a phone, and so does what is found', async ({ page, site, patch }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  // A person who left the panels open.
  await page.addInitScript(() => localStorage.setItem('bestpixel.sheet', 'open'));
  const form = await openForm(page, site, patch);
  await setDates(form, '2020-07-01', '2020-07-04');
  await form.getByText('More conditions').click();
  await form.getByRole('button', { name: 'Add a condition' }).click();
  await form.getByLabel('Property').fill('a-property-with-quite-a-long-name:of_an_extension');
  await expectFits(page);
  await expect(form.getByRole('button', { name: 'Search' })).toBeInViewport({ ratio: 1 });
  await expect(page.locator('#map')).toBeInViewport({ ratio: 0.5 });
  await form.getByRole('button', { name: /^Remove a-property/ }).click();

  // The map stays in reach while a place is picked on it.
  await form.getByRole('button', { name: 'Click a point' }).click();
  const map = (await page.locator('#map').boundingBox())!;
  const rail = (await page.locator('.rail').boundingBox())!;
  await page.mouse.click(map.x + map.width / 2, (map.y + rail.y) / 2);
  await expect(form.getByRole('group', { name: 'Place' })).toContainText(/40\.\d+° N, 102\.\d+° W/);
  await form.getByRole('button', { name: 'Follow the map' }).click();

  expect(await search(form)).toHaveLength(3);
  await expectFits(page);
  await expect(form.getByRole('button', { name: /^Load/ })).toBeInViewport({ ratio: 1 });
  await load(page);
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  await page.getByRole('button', { name: 'Scenes', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Scenes' }).getByRole('listitem')).toHaveCount(5);
  await expectFits(page);
  await page.getByRole('button', { name: 'Panels', exact: true }).first().click();
  await expect(page.locator('#panels')).toBeHidden();
  await expectFits(page);
});

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    // The name that assistive technology tells; none is the end of the page.
    const told = (await focused.count()) > 0 ? await focused.ariaSnapshot() : '';
    const [, of = told] = /"(.*?)"/.exec(told) ?? [];
    if (of === name) return;
    passed.push(of);
  }
  throw new Error(`no Tab leads to ${name}, only to ${passed.join(', ')}`);
}

/** Nothing is wider than the screen, nor cut off by the panel that it is in. */
async function expectFits(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const controls = document.querySelectorAll('#ui :is(button, input, select, summary, p, li, h1)');
    return [
      ...[document.documentElement, document.querySelector('.panels')!]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ className }) => className || 'page'),
      ...[...controls]
        .filter((element) => element.checkVisibility() && !element.closest('.unseen'))
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < -0.5 || right > width + 0.5;
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    ];
  });
  expect(wide).toEqual([]);
}
