import { expect, openApp, test } from './support/app.ts';
import { seriousFaults } from './support/access.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the ${theme} theme`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openApp(page, site, '#map=11/40.14/-103.19');
    await page.evaluate(() => window.bestpixel!.idle());
    expect(await seriousFaults(page)).toEqual([]);
  });
}
