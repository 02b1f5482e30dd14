import { clearByClassLayers } from '../src/recipes/clear-by-class.ts';
import { planetaryComputer } from './stac/api.ts';
import { expect, idle, openApp, openEmptyApp } from './support/app.ts';
import { demoScenes } from './support/demo.ts';
import {
  dates,
  grid,
  hostsOf,
  layersOf,
  pixelDifferences,
  pixelsOf,
  planetaryItems,
  shows,
  test,
  view,
  viewport,
} from './support/open-data.ts';
import { offer } from './support/pixels.ts';
import { expectSound } from './support/searches.ts';

test.use({ viewport });

test('Files behind tokens: one token for all of them, renewed in time and never told', async ({
  page,
  site,
  files,
  serve,
}) => {
  const api = await serve({ ...planetaryComputer, pageLimit: 7 }, planetaryItems(files));
  api.calledAt = 'https://planetarycomputer.microsoft.com';
  const read: string[] = [];
  let refused = 0;
  let current: readonly string[] = ['1'];
  files.host.admits = (_path, query) => {
    const sig = query.get('sig') ?? 'none';
    read.push(sig);
    if (!current.includes(sig)) refused++;
    return current.includes(sig);
  };
  const spoken = hostsOf(page);
  await openApp(
    page,
    site,
    `${view}&rewrite=${api.calledAt}/>${api.origin}/&collection=${api.root}/collections/sentinel-2-l2a&${dates}`,
  );
  await shows(page, 24);
  expect([api.tokens, refused, new Set(read)]).toEqual([1, 0, new Set(['1'])]);

  const picture = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
  const layers = clearByClassLayers(demoScenes, picture, 'SCL');
  expect((await layersOf(page)).map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
  const demo = await page.context().newPage();
  await openEmptyApp(demo, site);
  const viewer = await demo.evaluateHandle(() => window.bestpixel!);
  await offer(viewer, Object.fromEntries(layers.map(({ id, image }) => [id, image as never])));
  const expectSame = async (layer: string, bands: readonly string[]): Promise<void> => {
    const wanted = { layer, grid, bands };
    const truth = await pixelsOf(demo, wanted);
    expect(pixelDifferences(await pixelsOf(page, wanted), truth), layer).toEqual([]);
  };
  await expectSame('best', ['B4', 'B3', 'B2', 'SCL']);
  expect([api.tokens, refused]).toEqual([1, 0]);

  // The service forgets its first token before the time.
  current = ['2'];
  await expectSame('worst', ['B4', 'B8']);
  expect(api.tokens).toBe(2);
  expect(refused).toBeGreaterThan(0);

  // Minutes before the second ends a third is there, and nothing is refused.
  current = ['2', '3'];
  refused = 0;
  await page.clock.setFixedTime(Date.now() + 42 * 60_000);
  await expectSame('collection', ['B3', 'B8']);
  expect([api.tokens, refused]).toEqual([3, 0]);

  await page.clock.setFixedTime(Date.now());
  files.host.break(/B04\.tif/, { kind: 'status', status: 404 });
  await page.evaluate(() => void window.bestpixel!.map.jumpTo({ center: [-103.22, 40.11], zoom: 13 }));
  const { failures } = await idle(page);
  expect(failures.length).toBeGreaterThan(0);
  for (const { sentence } of failures) expect(sentence).toMatch(/404 .*\(http:\/\/127.*B04\.tif\)\. Check/);
  await page
    .getByRole('button', { name: /failed read/ })
    .first()
    .click();
  expect(await page.content()).not.toContain('sig=');
  expect(JSON.stringify(failures)).not.toContain('sig=');
  expect(spoken()).toEqual([site.url, api.origin, files.url].toSorted());
  for (const search of api.searches()) {
    expect(search.params.collections).toEqual(['sentinel-2-l2a']);
  }
  expectSound(api);
});
