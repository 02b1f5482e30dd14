import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

export const inspectorOf = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' });

/** The row of the one layer that is named so. */
export const layerRow = (page: Page, name: string | RegExp): Locator =>
  page.locator('.layer').filter({ has: page.getByRole('checkbox', { name }) });

/** By the keyboard, as everything in it can be reached. */
export async function openMenu(row: Locator): Promise<Locator> {
  await row.getByRole('button', { name: /^More on/ }).press('ArrowDown');
  const menu = row.getByRole('menu');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  return menu;
}

/** Parts of the map's width and height. */
export type Part = readonly [across: number, down: number];

export async function clickMap(page: Page, across: number, down: number): Promise<void> {
  const { x, y } = await placeOf(page, [across, down]);
  await page.mouse.click(x, y);
}

export async function dragBox(page: Page, from: Part, to: Part): Promise<void> {
  const [start, end] = [await placeOf(page, from), await placeOf(page, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

async function placeOf(page: Page, [across, down]: Part): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await page.locator('#map').boundingBox())!;
  return { x: x + width * across, y: y + height * down };
}
