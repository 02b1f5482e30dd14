import { stat } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, idle, openApp, test } from './support/app.ts';
import { picture } from './support/picture.ts';

/** Renews the pictures of the documentation. */
const renew = process.env['BESTPIXEL_SCREENSHOTS'] === '1';
const mostBytes = 400_000;

test.skip(!renew, 'skipped: BESTPIXEL_SCREENSHOTS=1 asks for new pictures of the documentation');
test.use({ colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

test('The documentation has pictures of the app in both themes, and of the worst mosaic', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1024, height: 620 });
  await openApp(page, site);
  await take(page, 'app-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await take(page, 'app-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('checkbox', { name: /^Best/ }).uncheck();
  await page.getByRole('checkbox', { name: /^Worst/ }).check();
  await take(page, 'worst');
});

test('The documentation has a picture of the app on a small screen', async ({ page, site }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  await openApp(page, site);
  await take(page, 'app-narrow');
});

async function take(page: Page, name: string): Promise<void> {
  expect((await idle(page)).complete).toBe(true);
  await picture(page);
  await expect(page.locator('.layer[data-state="done"]')).toHaveCount(1);
  await expect(page.locator('.hairline[data-running="true"]')).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).not.toContainText('reading');
  const path = `docs/images/${name}.png`;
  await page.screenshot({ path, animations: 'disabled' });
  expect((await stat(path)).size).toBeLessThan(mostBytes);
}
