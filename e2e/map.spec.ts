import type { Page } from '@playwright/test';
import { expect, idle, openApp } from './support/app.ts';
import { amid, inner, jumpTo, test } from './support/demo.ts';
import { colourAt, distance, picture, project, type Colour } from './support/picture.ts';

const tiff = /\.tif$/;

test('The map keeps moving by mouse and keys while tiles arrive', async ({ page, site }) => {
  site.host.break(tiff, { kind: 'stall' });
  await openApp(page, site, '#map=12/40.14/-103.137');
  await expect(page.locator('.layer[data-state="loading"]')).toHaveCount(1);
  const seen = await page.evaluateHandle(() => {
    const { map } = window.bestpixel!;
    const seen = { moves: 0, frames: 0 };
    map.on('move', () => seen.moves++);
    map.on('render', () => seen.frames++);
    return seen;
  });
  const place = () =>
    page.evaluate(() => {
      const { map } = window.bestpixel!;
      return { ...map.getCenter(), zoom: map.getZoom() };
    });
  const moved = async (act: () => Promise<void>) => {
    const [before, { moves, frames }] = [await place(), await seen.jsonValue()];
    await act();
    await expect.poll(async () => (await seen.jsonValue()).moves).toBeGreaterThan(moves);
    await page.waitForFunction(() => !window.bestpixel!.map.isMoving());
    expect((await seen.jsonValue()).frames).toBeGreaterThan(frames);
    expect(await page.evaluate(() => window.bestpixel!.status.loading)).toBe(true);
    return { before, after: await place() };
  };

  const map = await page.locator('#map').boundingBox();
  const [x, y] = [map!.x + map!.width / 2, map!.y + map!.height / 2];
  const dragged = await moved(async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y + 20, { steps: 8 });
    await page.mouse.up();
  });
  expect(dragged.after.lng).toBeGreaterThan(dragged.before.lng);
  expect(dragged.after.lat).toBeGreaterThan(dragged.before.lat);
  const wheeled = await moved(() => page.mouse.wheel(0, -300));
  expect(wheeled.after.zoom).toBeGreaterThan(wheeled.before.zoom);
  await page.locator('#map canvas').focus();
  const zoomed = await moved(() => page.keyboard.press('-'));
  expect(zoomed.after.zoom).toBeLessThan(zoomed.before.zoom);
  const panned = await moved(() => page.keyboard.press('ArrowLeft'));
  expect(panned.after.lng).toBeLessThan(panned.before.lng);

  site.host.mend();
  expect((await idle(page)).complete).toBe(true);
});

const elsewhere = { center: [20, 10] as [number, number], zoom: 15 };

test('A view that is left is read no further, and idle waits for the next one', async ({ demo, site }) => {
  // A band that nothing has read yet; its headers are asked for wherever one looks.
  await jumpTo(demo, elsewhere);
  await demo.evaluate(() => {
    const best = window.bestpixel!.layers.find(({ id }) => id === 'best')!;
    best.visParams = { bands: ['B8', 'B4', 'B3'], min: 0, max: 6000 };
  });
  await idle(demo);
  site.host.break(tiff, { kind: 'stall' });
  const failed = demo.waitForEvent('requestfailed', (request) => tiff.test(request.url()));
  const asked = demo.waitForEvent('request', (request) => tiff.test(request.url()));
  await jumpTo(demo, { center: amid, zoom: 13 });
  const [settled] = await Promise.all([
    demo.evaluateHandle(() => {
      const idle = { settled: false };
      void window.bestpixel!.idle().then(() => (idle.settled = true));
      return idle;
    }),
    asked,
  ]);
  expect(await settled.jsonValue()).toEqual({ settled: false });

  await jumpTo(demo, elsewhere);
  await failed;
  await demo.waitForFunction((idle) => idle.settled, settled);
  expect(await demo.evaluate(() => window.bestpixel!.stats().layers['best']!.tilesWanted)).toBe(0);

  site.host.mend();
  await jumpTo(demo, { center: amid, zoom: 13 });
  expect((await idle(demo)).complete).toBe(true);
  expect(await demo.evaluate(() => window.bestpixel!.stats().layers['best'])).toMatchObject({
    state: 'done',
  });
});

test('Coarser tiles are shown until finer ones are ready', async ({ demo, site }) => {
  const places = grid({ west: -103.16, south: 40.12, east: -103.11, north: 40.16 }, 20);
  await jumpTo(demo, { center: amid, zoom: 9.6 });
  await idle(demo);
  const read = site.host.requests.length;
  site.host.break(tiff, { kind: 'stall' });
  await jumpTo(demo, { center: amid, zoom: 11.8 });
  // Finer pixels come of other levels, which nobody has read yet.
  const waiting = await coloursAt(demo, places);
  expect(site.host.requests.slice(read).some(({ path }) => tiff.test(path))).toBe(true);
  expect(await demo.evaluate(() => window.bestpixel!.status.loading)).toBe(true);
  site.host.mend();
  await idle(demo);
  const final = await coloursAt(demo, places);
  await demo.evaluate(() => {
    for (const layer of window.bestpixel!.layers) layer.shown = false;
  });
  const ground = await coloursAt(demo, places);
  expect(waiting.filter((colour, i) => distance(colour, ground[i]!) === 0)).toEqual([]);
  expect(median(waiting.map((colour, i) => distance(colour, final[i]!)))).toBeLessThan(30);
});

test('The globe is drawn as well as the flat map, by a click', async ({ demo }) => {
  await jumpTo(demo, { center: amid, zoom: 10.4 });
  const ground = await demo.evaluate(() => {
    const { map } = window.bestpixel!;
    return map.getPaintProperty('basemap-land', 'fill-color') as string;
  });
  for (const projection of ['Globe', 'Mercator', 'Globe']) {
    await demo.getByTitle(projection, { exact: true }).click();
    await expect(demo.getByRole('radio', { name: projection })).toBeChecked();
    expect(await demo.evaluate(() => window.bestpixel!.projection)).toBe(projection.toLowerCase());
    expect((await idle(demo)).complete).toBe(true);
    const colours = await coloursAt(demo, grid(inner, 16));
    expect(colours.filter((colour) => hex(colour) === ground.toLowerCase())).toEqual([]);
  }
});

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Places in n rows and columns. */
function grid({ west, south, east, north }: Box, n: number): [number, number][] {
  const at = (low: number, high: number, i: number) => low + ((high - low) * (i + 0.5)) / n;
  return Array.from({ length: n * n }, (_, i) => [
    at(west, east, i % n),
    at(south, north, Math.floor(i / n)),
  ]);
}

function hex(colour: Colour): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

async function coloursAt(page: Page, places: readonly [number, number][]): Promise<Colour[]> {
  const [at, shown] = [await project(page, places), await picture(page)];
  return at.map((point) => colourAt(shown, point));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
