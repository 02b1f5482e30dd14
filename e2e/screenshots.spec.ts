import { stat } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expect, idle, openApp, test } from './support/app.ts';
import { picture } from './support/picture.ts';

/** `BESTPIXEL_SCREENSHOTS=1` renews the pictures of the documentation; else they go to the test's results. */
const renew = process.env['BESTPIXEL_SCREENSHOTS'] === '1';
const mostBytes = 400_000;

const wide = { width: 1024, height: 620 };
const shots: readonly {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly prepare?: (page: Page) => Promise<void>;
}[] = [
  { name: 'app-light', options: { viewport: wide, colorScheme: 'light' } },
  { name: 'app-dark', options: { viewport: wide, colorScheme: 'dark' } },
  { name: 'app-narrow', options: { viewport: { width: 400, height: 800 }, colorScheme: 'light' } },
  {
    name: 'worst',
    options: { viewport: wide, colorScheme: 'light' },
    prepare: async (page) => {
      await page.getByRole('checkbox', { name: /^Best/ }).uncheck();
      await page.getByRole('checkbox', { name: /^Worst/ }).check();
    },
  },
];

for (const { name, options, prepare } of shots) {
  test(`Picture for the documentation: ${name}`, async ({ browser, site }, info) => {
    const page = await browser.newPage({ ...options, reducedMotion: 'reduce' });
    await openApp(page, site);
    await prepare?.(page);
    expect((await idle(page)).complete).toBe(true);
    await picture(page);
    await expect(page.locator('.layer[data-state="done"]')).toHaveCount(1);
    await expect(page.getByRole('contentinfo')).toContainText('nothing uploaded');
    const path = renew ? `docs/images/${name}.png` : info.outputPath(`${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    expect((await stat(path)).size).toBeLessThan(mostBytes);
    await page.close();
  });
}
