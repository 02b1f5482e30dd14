import { expect, openApp } from './support/app.ts';
import { test } from './support/demo.ts';

test('A part of the program that does not come is named, and asked for again', async ({ page, site }) => {
  const parts: string[] = [];
  let refuses = true;
  await page.route(/\/assets\/data-form-[^/]*\.js$/, (route) => {
    parts.push(route.request().url());
    return refuses ? route.abort() : route.continue();
  });
  await openApp(page, site);
  expect(parts).toEqual([]);

  const change = page.getByRole('button', { name: 'Change data' });
  await change.click();
  await expect(page.getByRole('alert')).toHaveText(/could not be fetched: the form .* reload the page\./);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(change).toBeFocused();

  refuses = false;
  await change.click();
  await expect(page.getByLabel('Source', { exact: true })).toBeFocused();
});
