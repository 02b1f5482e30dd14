import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { expect } from './app.ts';
import type { Picture } from './picture.ts';

export const drawerOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Save' });

export async function openSave(page: Page): Promise<Locator> {
  const drawer = drawerOf(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(drawer.getByRole('heading', { name: 'Picture (PNG)' })).toBeVisible();
  return drawer;
}

/** What a button of the drawer saves. */
export async function saved(page: Page, button: string): Promise<{ name: string; data: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    drawerOf(page).getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), data: readFileSync(await download.path()) };
}

export const scaleOf = (page: Page, scale: number): Locator =>
  drawerOf(page).getByRole('button', { name: `${scale}×`, exact: true });

export async function savedPicture(page: Page, scale: number): Promise<{ name: string; data: Buffer }> {
  await scaleOf(page, scale).click();
  return saved(page, 'Save picture');
}

/** As the browser shows it. */
export async function decoded(page: Page, png: Buffer): Promise<Picture> {
  const { width, height, text } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let text = '';
    for (let i = 0; i < data.length; i += 32_768) {
      text += String.fromCharCode(...data.subarray(i, i + 32_768));
    }
    return { width, height, text: btoa(text) };
  }, png.toString('base64'));
  return { width, height, rgba: new Uint8Array(Buffer.from(text, 'base64')) };
}

/** The uppermost rows. */
export function topOf({ width, rgba }: Picture, rows: number): Picture {
  return { width, height: rows, rgba: rgba.subarray(0, 4 * width * rows) };
}

/** What the strip tells, as the file's own texts have it (PNG's iTXt), by keyword. */
export function textsOf(png: Buffer): Record<string, string> {
  const texts: Record<string, string> = {};
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'iTXt') continue;
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const end = data.indexOf(0);
    texts[data.toString('latin1', 0, end)] = data.toString('utf8', end + 5);
  }
  return texts;
}

/** How many colours some rows have. */
export function coloursIn({ width, rgba }: Picture, from: number, to: number): number {
  const colours = new Set<number>();
  for (let i = 4 * width * from; i < 4 * width * to; i += 4) {
    colours.add((rgba[i]! << 16) | (rgba[i + 1]! << 8) | rgba[i + 2]!);
  }
  return colours.size;
}

/** Files that the page saves from now on. */
export function watchDownloads(page: Page): Download[] {
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  return downloads;
}

/** What the map draws with, and how large it is. */
export function canvasOf(page: Page) {
  return page.evaluate(() => {
    const { map } = window.bestpixel!;
    const { width, height, clientWidth, clientHeight } = map.getCanvas();
    return { width, height, clientWidth, clientHeight, ratio: map.getPixelRatio() };
  });
}
