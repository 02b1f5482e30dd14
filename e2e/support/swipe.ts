import type { Locator, Page } from '@playwright/test';
import { expect, idle } from './app.ts';
import type { Picture } from './picture.ts';

export const lineOf = (page: Page): Locator => page.getByRole('slider', { name: 'Swipe' });

/** Takes the line by its middle to a share of the map's width, with a mouse. */
export async function dragLine(page: Page, to: number, steps = 8): Promise<void> {
  const area = (await page.locator('.swipe').boundingBox())!;
  const line = (await lineOf(page).boundingBox())!;
  const y = line.y + line.height / 2;
  await page.mouse.move(line.x + line.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * to, y, { steps });
  await page.mouse.up();
  await expect(lineOf(page)).toHaveAttribute('aria-valuenow', String(Math.round(to * 100)));
}

/** By a key: all of one side, to which a picture can be compared. */
export async function only(page: Page, side: 'left' | 'right'): Promise<void> {
  await lineOf(page).press(side === 'left' ? 'End' : 'Home');
  await expect(lineOf(page)).toHaveAttribute('aria-valuenow', side === 'left' ? '100' : '0');
  await idle(page);
}

/** The share of pixels in some columns (shares of the width) that differ at all, 0 … 1. */
export function changedBetween(a: Picture, b: Picture, [from, to]: readonly [number, number]): number {
  const { width, height } = a;
  if (b.width !== width || b.height !== height) return 1;
  const [first, last] = [Math.round(from * width), Math.round(to * width)];
  let changed = 0;
  for (let y = 0; y < height; y++) {
    for (let x = first; x < last; x++) {
      const at = 4 * (y * width + x);
      if ([0, 1, 2].some((channel) => a.rgba[at + channel] !== b.rgba[at + channel])) changed++;
    }
  }
  return changed / (height * (last - first));
}

/** Where the line was told to be since the page began, one entry per move. */
export async function watchLine(page: Page): Promise<() => Promise<number[]>> {
  type Watched = Window & { linePositions?: number[] };
  await page.addInitScript(() => {
    const seen: number[] = ((window as Watched).linePositions = []);
    new MutationObserver(() => {
      const now = document.querySelector('.swipe-line')?.getAttribute('aria-valuenow');
      if (now && seen.at(-1) !== Number(now)) seen.push(Number(now));
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => [...(window as Watched).linePositions!]);
}

/** Lets the page draw so many frames. */
export function drawn(page: Page, count: number): Promise<void> {
  return page.evaluate(
    (count) =>
      new Promise<void>((resolve) => {
        const next = (left: number): void => {
          if (left === 0) resolve();
          else requestAnimationFrame(() => next(left - 1));
        };
        next(count);
      }),
    count,
  );
}
