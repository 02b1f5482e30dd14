import type { Page } from '@playwright/test';
import { earthSearch, planetaryComputer, type ApiManners, type StacApi } from './stac/api.ts';
import { expect, idle, openApp, watchErrors } from './support/app.ts';
import {
  change,
  dates,
  decoysOf,
  type Demo,
  demoItems,
  grid,
  hostsOf,
  layersOf,
  pixelDifferences,
  pixelsOf,
  sentinel2,
  shows,
  test,
  view,
  viewport,
} from './support/open-data.ts';
import { exampleScript } from './support/script.ts';
import { expectSound } from './support/searches.ts';

const names = [
  'Collection (for series inspection)',
  'Best-pixel mosaic (by cloud score)',
  'Worst-pixel mosaic (by cloud score)',
];
const bands = ['B4', 'B3', 'B2', 'MSK_CLDPRB'];
const done = { complete: true, failures: [] };

test.use({ viewport });

function hashOf({ root }: StacApi, more = ''): string {
  return `${view}&catalog=${root}&collection=${sentinel2}&${dates}${more}`;
}

test('An API like Earth Search gives what the demo gives, bit for bit', async ({
  page,
  site,
  files,
  serve,
  demo,
}) => {
  const items = demoItems(files);
  const api = await serve({ ...earthSearch, pageLimit: 10 }, [...items, ...decoysOf(items)]);
  await openApp(page, site, hashOf(api));
  await shows(page, 24);
  const visParams = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
  expect(await layersOf(page)).toEqual(
    names.map((name, i) => ({ id: ['collection', 'best', 'worst'][i], name, shown: i === 1, visParams })),
  );
  await expect(page.getByText('synthetic')).toHaveCount(0);
  for (const layer of ['best', 'worst', 'collection']) await expectDemo(page, demo, { layer });

  const [first, second, third, ...others] = api.searches().map(({ method, params }) => ({ method, params }));
  expect(first).toEqual({
    method: 'POST',
    params: {
      collections: ['sentinel-2-c1-l2a', 'sentinel-2-pre-c1-l2a'],
      bbox: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
      datetime: '2020-07-01T00:00:00.000Z/2020-08-31T23:59:59.999Z',
      limit: 100,
      sortby: [{ field: 'properties.datetime', direction: 'desc' }],
      fields: { include: expect.arrayContaining(['id', 'geometry', 'properties', 'assets', 'links']) },
    },
  });
  // Whole bodies, as the links have them; and the list of scenes is asked for once.
  for (const more of [second, third]) {
    expect(more).toEqual({ method: 'POST', params: { ...first!.params, next: expect.any(String) } });
  }
  expect(others).toEqual([]);
});

test("Earth Engine's example runs as a script on an API, and gives what the demo gives", async ({
  page,
  site,
  files,
  serve,
  demo,
}) => {
  const items = demoItems(files);
  const api = await serve(earthSearch, [...items, ...decoysOf(items)]);
  await openApp(page, site, hashOf(api));
  await shows(page, 24);
  const asked = api.searches().length;
  await page.evaluate((script) => window.bestpixel!.run(script), exampleScript);
  expect((await layersOf(page)).map(({ name, shown }) => [name, shown])).toEqual(
    names.map((name, i) => [name, i === 1]),
  );
  for (const [i, name] of names.entries()) {
    const truth = await demo.pixels('&place=-103.19,40.14', {
      layer: ['collection', 'best', 'worst'][i]!,
      grid,
      bands,
    });
    expect(pixelDifferences(await pixelsOf(page, { layer: name, grid, bands }), truth)).toEqual([]);
  }
  expect(api.searches()[asked]?.params['intersects']).toEqual({
    type: 'Point',
    coordinates: [-103.19, 40.14],
  });
});

test('Place, cloud and season are asked of the API in its language, and the answer is the demo’s', async ({
  bench,
  files,
  serve,
  demo,
}) => {
  const items = demoItems(files);
  const api = await serve(earthSearch, [...items, ...decoysOf(items)]);
  const more = '&place=-103.2,40.14&cloud=10&months=7-7';
  await change(bench, hashOf(api, more));
  await shows(bench, 7);
  await expectDemo(bench, demo, { layer: 'best', more });
  expect(api.searches()[0]!.params).toMatchObject({
    intersects: { type: 'Point', coordinates: [-103.2, 40.14] },
    datetime: '2020-07-01T00:00:00.000Z/2020-07-31T23:59:59.999Z',
    query: { 'eo:cloud_cover': { lte: 10 } },
  });
  expectSound(api);
});

const others: readonly [what: string, manners: Partial<ApiManners>][] = [
  [
    'takes GET alone, counts nothing and ends on an empty page',
    { methods: ['GET'], next: 'get', language: 'none', counts: false, pageLimit: 8 },
  ],
  [
    'passes over time, place and conditions',
    { ignores: ['datetime', 'bbox', 'intersects', 'query', 'filter'], pageLimit: 9 },
  ],
  ['merges pages and takes CQL2', { ...planetaryComputer, root: '/v1', pageLimit: 7 }],
];

for (const [what, manners] of others) {
  test(`An API that ${what} gives the same`, async ({ bench, files, serve, demo }) => {
    const items = demoItems(files);
    const api = await serve({ ...earthSearch, ...manners }, [...items, ...decoysOf(items)]);
    const more = '&cloud=90';
    await change(bench, hashOf(api, more));
    await shows(bench, 22);
    for (const layer of ['best', 'worst']) await expectDemo(bench, demo, { layer, more });
    expect(new Set(api.searches().map(({ method }) => method))).toEqual(new Set([api.manners.methods[0]]));
    expectSound(api);
  });
}

test('No other host is spoken to before Search', async ({ page, site, files, serve, demo }) => {
  const items = demoItems(files);
  const api = await serve(earthSearch, [...items, ...decoysOf(items)]);
  const errors = watchErrors(page);
  const spoken = hostsOf(page);
  // Whatever is meant for the true one is answered here.
  await page.route('https://earth-search.aws.element84.com/**', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const answer = await fetch(api.origin + pathname + search, {
      method: route.request().method(),
      headers: { 'content-type': 'application/json' },
      body: route.request().postData(),
    });
    await route.fulfill({
      contentType: 'application/geo+json',
      headers: { 'access-control-allow-origin': '*' },
      body: await answer.text(),
    });
  });
  api.calledAt = 'https://earth-search.aws.element84.com';
  await openApp(page, site, view);
  expect(await idle(page)).toEqual(done);
  await page.getByRole('button', { name: 'Change data' }).click();
  const form = page.getByRole('form', { name: 'Change data' });
  const source = form.getByLabel('Source');
  for (const { value } of await optionsOf(page)) await source.selectOption(value);
  await source.selectOption({ label: 'A STAC address…' });
  await form.getByLabel('Address', { exact: true }).fill('https://stac.example/v1');
  await source.selectOption({ label: 'Sentinel-2 L2A, Collection 1 (Earth Search)' });
  for (const fold of await form.locator('details').all()) await fold.locator('summary').click();
  await idle(page);
  expect(spoken()).toEqual([site.url]);
  expect(api.requests).toEqual([]);

  await form.getByRole('button', { name: 'Search' }).click();
  await expect(form.locator('.search-result')).toContainText('24 scenes');
  expect(spoken()).toEqual([site.url, api.calledAt].toSorted());
  await form.getByRole('button', { name: 'Load 24 scenes' }).click();
  await expect(form).toHaveCount(0);
  expect(await idle(page)).toEqual(done);
  expect(spoken()).toEqual([site.url, files.url, api.calledAt].toSorted());
  await expectDemo(page, demo, { layer: 'best' });
  expect(errors).toEqual([]);
});

function optionsOf(page: Page): Promise<{ value: string }[]> {
  return page
    .getByLabel('Source')
    .locator('option')
    .evaluateAll((options) => options.map((option) => ({ value: (option as HTMLOptionElement).value })));
}

/** A layer's pixels are those that the demo has of the same choice. */
async function expectDemo(
  page: Page,
  demo: Demo,
  { layer, more = '' }: { readonly layer: string; readonly more?: string },
): Promise<void> {
  const wanted = { layer, grid, bands };
  const truth = await demo.pixels(more, wanted);
  expect(pixelDifferences(await pixelsOf(page, wanted), truth), layer).toEqual([]);
}
