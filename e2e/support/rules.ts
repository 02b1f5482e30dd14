import type { Locator, Page } from '@playwright/test';
import type { HostedRequest } from '../host.ts';
import { expect } from './app.ts';

export const rule = (page: Page): Locator => page.locator('.rule');

export async function ruleTo(page: Page, kind: string): Promise<void> {
  const field = rule(page).getByLabel('Rule', { exact: true });
  await field.selectOption(kind);
  await expect(field).toHaveValue(kind);
}

/** Moves the slider of the target date to so many days after the first. */
export function dayTo(page: Page, days: number): Promise<void> {
  return sliderTo(page, 'Target date, day by day', String(days));
}

export async function sliderTo(page: Page, name: string, value: string): Promise<void> {
  const before = await page.evaluate(() => location.hash);
  await rule(page).getByRole('slider', { name }).fill(value);
  // Applied with the next frame, and then in the address.
  await page.waitForFunction((before) => location.hash !== before, before);
}

/** Ids of the scenes that win anywhere in the tiles of the best layer that are in the view, in order. */
export function winnersInTiles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { engine } = window.bestpixel!.stage;
    const layer = engine.layers.find(({ id }) => id === 'best')!;
    const ids = engine.view.tiles.flatMap(({ z, x, y }) =>
      layer.tiles.get(`${z}/${x}/${y}`)!.winners.map(({ id }) => id),
    );
    return [...new Set(ids)].toSorted();
  });
}

/** What requests were for: by scene the files of its colour, other rasters, and bytes asked for twice. */
export function colours(requests: readonly HostedRequest[]) {
  const bands = new Map<string, string[]>();
  const others: string[] = [];
  const twice: string[] = [];
  const ranges = new Map<string, [number, number][]>();
  for (const { path, range } of requests) {
    const [, scene, band] = /\/([^/]+)\/([^/]+)\.tif$/.exec(path) ?? [];
    if (!scene || !band) continue;
    if (/^B0[234]$/.test(band)) {
      bands.set(scene, [...new Set([...(bands.get(scene) ?? []), band])].toSorted());
    } else others.push(path);
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const [from, to] = [Number(start), Number(end)];
    const known = ranges.get(path) ?? [];
    if (known.some(([a, b]) => from <= b && to >= a)) twice.push(`${path} ${range}`);
    ranges.set(path, [...known, [from, to]]);
  }
  return { bands, scenes: [...bands.keys()], others, twice };
}

/** Of requests for the same bytes the first. */
export function eachOnce(requests: readonly HostedRequest[]): HostedRequest[] {
  return requests.filter(
    ({ path, range }, i) => requests.findIndex((one) => one.path === path && one.range === range) === i,
  );
}

/** Shares of the map's width and height, well inside of it. */
export const points = [0.2, 0.35, 0.5, 0.65, 0.8].flatMap((x) =>
  [0.2, 0.35, 0.5, 0.65, 0.8].map((y) => [x, y] as const),
);

/** Samples the map's canvas in every frame from now on: one text of colours per frame. */
export async function frames(page: Page, places: readonly (readonly [number, number])[]) {
  const handle = await page.evaluateHandle((places) => {
    const { map } = window.bestpixel!;
    let seen: string[][] = [];
    const gl = map.getCanvas().getContext('webgl2')!;
    const look = (): void => {
      const { width, height } = map.getCanvas();
      const pixel = new Uint8Array(4);
      seen.push(
        places.map(([x, y]) => {
          gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
          gl.readPixels(
            Math.floor(x * width),
            Math.floor((1 - y) * height),
            1,
            1,
            gl.RGBA,
            gl.UNSIGNED_BYTE,
            pixel,
          );
          return pixel.join(' ');
        }),
      );
    };
    map.on('render', look);
    return {
      /** Frames since the last time, the one that is drawn now among them. */
      take: () =>
        new Promise<string[][]>((resolve) => {
          map.once('render', () => {
            const taken = seen;
            seen = [];
            resolve(taken);
          });
          map.triggerRepaint();
        }),
      stop: () => void map.off('render', look),
    };
  }, places);
  return {
    take: () => handle.evaluate(({ take }) => take()),
    stop: () => handle.evaluate(({ stop }) => stop()),
  };
}
