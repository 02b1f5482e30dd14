import { expect, idle, openApp, waitForApp, watchErrors } from './support/app.ts';
import { amid, countPasses, jumpTo, mainTile, test } from './support/demo.ts';
import { colourAt, picture, project, shareChanged } from './support/picture.ts';

const names = [
  'Collection (for series inspection)',
  'Best-pixel mosaic (by cloud score)',
  'Worst-pixel mosaic (by cloud score)',
] as const;
const [, best, worst] = names;
const stretch = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };

test('A first visit shows the demo with the three layers of the example', async ({ page, site }) => {
  await openApp(page, site);
  expect((await idle(page)).complete).toBe(true);

  const layers = await page.evaluate(() =>
    window.bestpixel!.layers.map(({ name, shown, opacity, visParams }) => ({
      name,
      shown,
      opacity,
      visParams,
    })),
  );
  // The newest scenes lie left of the line, the best pixels right of it.
  const shown = [true, true, false];
  expect(layers).toEqual(names.map((name, i) => ({ name, shown: shown[i], opacity: 1, visParams: stretch })));

  const boxes = page.locator('.layer').getByRole('checkbox');
  expect(await page.locator('.layer-name').allTextContents()).toEqual(names.toReversed());
  await expect(page.locator('.layer').getByRole('slider')).toHaveCount(3);
  for (const [i, name] of names.entries()) {
    const box = boxes.and(page.getByRole('checkbox', { name }));
    await expect(box).toBeChecked({ checked: shown[i]! });
    await expect(page.getByRole('slider', { name: `Opacity of ${name}` })).toHaveValue('100');
  }
  await expect(page.getByRole('banner')).toContainText('16 scenes');
  await expect(page.getByRole('banner').getByText('synthetic', { exact: true })).toBeVisible();
  for (const done of await page.locator('.layer[data-state="done"]').all()) {
    await expect(done).toContainText(/16 scenes · \d+ tiles/);
  }
  await expect(page.getByRole('slider', { name: 'Swipe' })).toHaveAttribute(
    'aria-valuetext',
    /Collection .* \| Best/,
  );

  const view = await page.evaluate(() => {
    const { map } = window.bestpixel!;
    const bounds = map.getBounds();
    return { west: bounds.getWest(), east: bounds.getEast(), zoom: map.getZoom(), center: map.getCenter() };
  });
  expect(view.west).toBeLessThan(mainTile.west);
  expect(view.east).toBeGreaterThan(mainTile.east);
  expect(view.zoom).toBeGreaterThan(10);
  expect(view.center.lat).toBeCloseTo((mainTile.south + mainTile.north) / 2, 2);
});

test('A place in the address stays, and a button leads to the data', async ({ page, site }) => {
  const errors = watchErrors(page);
  const before = site.host.requests.length;
  await openApp(page, site, '#map=5/10/20');
  await idle(page);
  const view = await page.evaluate(() => {
    const { map } = window.bestpixel!;
    return { ...map.getCenter(), zoom: map.getZoom() };
  });
  expect(view).toEqual({ lng: 20, lat: 10, zoom: 5 });
  // One header tells which levels there are.
  expect(tiffs(site.host.requests.slice(before))).toBeLessThanOrEqual(1);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Zoom to data' }).click();
  expect((await idle(page)).complete).toBe(true);
  await expect(page.getByRole('button', { name: 'Zoom to data' })).toBeHidden();
  expect(tiffs(site.host.requests.slice(before))).toBeGreaterThan(24);
  expect(errors).toEqual([]);
});

test('The app speaks to its own host alone, keeps its policy and logs no error', async ({ page, site }) => {
  // What the policy forbids is logged as an error.
  const errors = watchErrors(page);
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).protocol + new URL(request.url()).host));
  await openApp(page, site, '#map=1.5/35/-100');
  await idle(page);
  const own = new URL(site.url).host;
  expect([...hosts].filter((host) => host !== `http:${own}` && host !== `blob:`)).toEqual([]);

  const [land, ocean] = await project(page, [
    [-101.3, 41.3],
    [-140, 30],
  ]);
  const shown = await picture(page);
  expect(colourAt(shown, land!)).not.toEqual(colourAt(shown, ocean!));
  const kinds = await page.evaluate(() =>
    window.bestpixel!.map.queryRenderedFeatures().map(({ properties }) => properties['kind'] as string),
  );
  expect(kinds).toEqual(expect.arrayContaining(['land', 'coast', 'border']));
  expect(errors).toEqual([]);
});

test('Toggling and opacity change the picture; what was composed is not read again', async ({
  demo,
  site,
}) => {
  const { requests } = site.host;
  const bestPicture = await picture(demo);
  await demo.getByRole('checkbox', { name: best }).uncheck();
  const ground = await picture(demo);
  expect(shareChanged(bestPicture, ground, 20)).toBeGreaterThan(0.3);

  await demo.getByRole('checkbox', { name: worst }).check();
  expect((await idle(demo)).complete).toBe(true);
  const worstPicture = await picture(demo);
  expect(shareChanged(ground, worstPicture, 20)).toBeGreaterThan(0.3);
  expect(shareChanged(bestPicture, worstPicture, 60)).toBeGreaterThan(0.2);

  const [read, passes] = [requests.length, await countPasses(demo)];
  await demo.getByRole('checkbox', { name: worst }).uncheck();
  await demo.getByRole('checkbox', { name: best }).check();
  await idle(demo);
  expect(shareChanged(bestPicture, await picture(demo))).toBe(0);
  await demo.getByRole('checkbox', { name: worst }).check();
  await idle(demo);
  expect(shareChanged(worstPicture, await picture(demo))).toBe(0);
  expect(await passes()).toBe(0);
  expect(tiffs(requests.slice(read))).toBe(0);

  await demo.getByRole('slider', { name: `Opacity of ${worst}` }).fill('40');
  const faint = await picture(demo);
  expect(shareChanged(worstPicture, faint, 30)).toBeGreaterThan(0.2);
  await demo.getByRole('slider', { name: `Opacity of ${worst}` }).fill('0');
  expect(shareChanged(bestPicture, await picture(demo))).toBe(0);
});

test('Hidden layers read nothing, wherever the map goes', async ({ demo, site }) => {
  await demo.getByRole('checkbox', { name: best }).uncheck();
  const read = site.host.requests.length;
  const bytes = await demo.evaluate(() => window.bestpixel!.stats().bytes);
  const passes = await countPasses(demo);
  await jumpTo(demo, { center: [-103.08, 40.12], zoom: 13 });
  expect((await idle(demo)).complete).toBe(true);
  await picture(demo);
  expect(tiffs(site.host.requests.slice(read))).toBe(0);
  expect(await demo.evaluate(() => window.bestpixel!.stats().bytes)).toBe(bytes);
  expect(await passes()).toBe(0);
});

test('Another stretch changes the picture and neither reads nor selects', async ({ demo, site }) => {
  const before = await picture(demo);
  const read = site.host.requests.length;
  const passes = await countPasses(demo);
  await demo.evaluate(() => {
    const layer = window.bestpixel!.layers.find(({ id }) => id === 'best')!;
    layer.visParams = { bands: ['B4', 'B3', 'B2'], min: 0, max: 2500, gamma: 1.3 };
  });
  expect((await idle(demo)).complete).toBe(true);
  expect(shareChanged(before, await picture(demo), 15)).toBeGreaterThan(0.3);
  expect(tiffs(site.host.requests.slice(read))).toBe(0);
  expect(await passes()).toBe(0);
});

test('The theme follows a click and stays over a reload', async ({ page, site }) => {
  await openApp(page, site, '#map=1.5/35/-100');
  const root = page.locator('html');
  await page.getByRole('button', { name: /^Theme: system/ }).click();
  const chosen = await root.getAttribute('data-theme');
  await page.reload();
  await expect(root).toHaveAttribute('data-theme', chosen!);
});

test('The map is there before the program that composes', async ({ page, site }) => {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/assets\/app-[^/]*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${site.url}/#map=3/20/10`);
  await expect(page.locator('.maplibregl-ctrl-scale')).toBeVisible();
  // Of one colour it takes some kilobytes.
  const map = page.locator('canvas.maplibregl-canvas');
  await expect.poll(async () => (await map.screenshot()).length).toBeGreaterThan(20_000);
  expect(await page.evaluate(() => window.bestpixel === undefined)).toBe(true);
  release();
  await waitForApp(page);
  await jumpTo(page, { center: amid, zoom: 12 });
  expect((await idle(page)).complete).toBe(true);
});

test('Where the program does not come, the page says so', async ({ page, site }) => {
  await page.route(/assets\/app-[^/]*\.js$/, (route) => route.abort());
  await page.goto(`${site.url}/`);
  await expect(page.getByRole('alert')).toContainText('Bestpixel cannot start here');
  await expect(page.getByRole('alert')).toContainText('the program');
});

test('Pixels become final without animation frames, as in a hidden tab', async ({ page, site }) => {
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 1;
    Object.defineProperty(document, 'hidden', { get: () => true });
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
  await openApp(page, site, '#map=12/40.14/-103.137');
  expect((await idle(page)).complete).toBe(true);
  const { best } = await page.evaluate(() => window.bestpixel!.stats().layers);
  expect(best).toMatchObject({ state: 'done', scenesDone: 16, scenesWanted: 16 });
});

function tiffs(requests: readonly { readonly path: string }[]): number {
  return requests.filter(({ path }) => path.endsWith('.tif')).length;
}

for (const [name, width, height, touch] of [
  ['a wide screen', 1024, 720, false],
  ['a low one', 800, 400, false],
  ['a phone', 400, 800, true],
] as const) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport: { width, height }, hasTouch: touch });

    test('the map has its size before the panels come', async ({ page, site }) => {
      await page.addInitScript(() => {
        const sizes: string[] = [];
        Object.assign(window, { sizes });
        const look = (): void => {
          const map = document.querySelector('#map');
          const size = `${map?.clientWidth}x${map?.clientHeight}`;
          if (document.querySelector('#ui > *') && sizes.at(-1) !== size) sizes.push(size);
          requestAnimationFrame(look);
        };
        look();
      });
      await openApp(page, site, '#map=11/40.14/-103.19');
      await idle(page);
      const sizes = await page.evaluate(() => (window as unknown as { sizes: string[] }).sizes);
      expect(sizes).toHaveLength(1);
    });
  });
}
