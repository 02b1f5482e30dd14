import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

/** By Tab alone, from wherever the keyboard is, through the page and around at its end. */
export async function tabTo(page: Page, target: Locator, most = 150): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < most; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

export async function inspectCentre(page: Page): Promise<void> {
  await tabTo(page, page.locator('#map canvas').first());
  await page.keyboard.press('Enter');
}

export function centre(page: Page): Promise<{ lng: number; lat: number }> {
  return page.evaluate(() => {
    const { lng, lat } = window.bestpixel!.map.getCenter();
    return { lng, lat };
  });
}
