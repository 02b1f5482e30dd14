import type { Page } from '@playwright/test';

/** What a map's canvas shows: RGBA, row by row, in device pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** Draws a frame, as soon as the basemap is there, and takes it before the browser clears it away. */
export async function picture(page: Page): Promise<Picture> {
  const taken = await page.evaluate(
    () =>
      new Promise<{ width: number; height: number; text: string }>((resolve) => {
        const { map } = window.bestpixel!;
        const take = (): void => {
          if (!map.loaded() || map.isMoving()) return map.triggerRepaint();
          map.off('render', take);
          const { width, height } = map.getCanvas();
          const context = new OffscreenCanvas(width, height).getContext('2d')!;
          context.drawImage(map.getCanvas(), 0, 0);
          const { data } = context.getImageData(0, 0, width, height);
          let text = '';
          for (let i = 0; i < data.length; i += 32_768) {
            text += String.fromCharCode(...data.subarray(i, i + 32_768));
          }
          resolve({ width, height, text: btoa(text) });
        };
        map.on('render', take);
        map.triggerRepaint();
      }),
  );
  const { width, height, text } = taken;
  return { width, height, rgba: new Uint8Array(Buffer.from(text, 'base64')) };
}

/** The colour of the device pixel that holds a point. */
export function colourAt({ width, rgba }: Picture, { x, y }: Point): Colour {
  const at = 4 * (Math.floor(y) * width + Math.floor(x));
  return [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!];
}

/** The largest difference of two colours in one channel. */
export function distance(a: Colour, b: Colour): number {
  return Math.max(...a.map((value, channel) => Math.abs(value - b[channel]!)));
}

/** The share of pixels that differ by more than `tolerance` in some channel, 0 … 1. */
export function shareChanged(before: Picture, after: Picture, tolerance = 0): number {
  if (before.rgba.length !== after.rgba.length) return 1;
  let changed = 0;
  for (let i = 0; i < before.rgba.length; i += 4) {
    const differs = [0, 1, 2].some((c) => Math.abs(before.rgba[i + c]! - after.rgba[i + c]!) > tolerance);
    if (differs) changed++;
  }
  return changed / (before.rgba.length / 4);
}

/** Where places lie on the map, in device pixels. */
export function project(
  page: Page,
  places: readonly (readonly [lng: number, lat: number])[],
): Promise<Point[]> {
  return page.evaluate((places) => {
    const { map } = window.bestpixel!;
    return places.map(([lng, lat]) => {
      const { x, y } = map.project([lng, lat]);
      return { x: x * map.getPixelRatio(), y: y * map.getPixelRatio() };
    });
  }, places);
}
