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

for (const [size, viewport] of [
  ['', { width: 1120, height: 720 }],
  ['narrow-', { width: 400, height: 800 }],
] as const) {
  test(`The documentation has ${size === '' ? 'wide' : 'narrow'} pictures of the layout in both themes`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize(viewport);
    await openApp(page, site);
    await idle(page);
    await picture(page);
    const map = (await page.locator('#map canvas').boundingBox())!;
    await page.mouse.click(map.x + map.width * 0.62, map.y + map.height * 0.5);
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await expect(inspector.locator('canvas').first()).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await take(page, `layout-${size}${theme}`, 2);
    }
  });
}

async function take(page: Page, name: string, layers = 2): Promise<void> {
  expect((await idle(page)).complete).toBe(true);
  await picture(page);
  await expect(page.locator('.layer[data-state="done"]')).toHaveCount(layers);
  await expect(page.locator('.hairline[data-running="true"]')).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).not.toContainText('reading');
  const path = `docs/images/${name}.png`;
  await page.screenshot({ path, animations: 'disabled' });
  expect((await stat(path)).size).toBeLessThan(mostBytes);
}
