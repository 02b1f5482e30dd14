import type { Locator, Page } from '@playwright/test';
import { earthSearch, type ApiFault, type ApiRequest, type StacApi } from './stac/api.ts';
import { expect, idle, openApp, type Site } from './support/app.ts';
import { change, hostsOf, patchItems, pixelsOf, shows, test, viewport } from './support/open-data.ts';
import { patchBands, patchGrid, truthDifferences, truthOf } from './support/patch.ts';

const at = '#map=13.5/40.0995/-102.0462';
const own = 'dates=2020-07-01/2020-07-05';
const done = { complete: true, failures: [] };
const isSearch = ({ path }: ApiRequest): boolean => path.endsWith('/search');

test.use({ viewport });

test('An API that is unavailable for a moment is asked again', async ({ bench, files, serve }) => {
  const api = await serve(earthSearch, patchItems(files));
  let left = 2;
  api.spoil = (request) =>
    isSearch(request) && request.method === 'POST' && left-- > 0 ? { status: 503 } : null;
  await change(bench, hashOf(api));
  await shows(bench, 4);
  await expectTruth(bench, 'own-best');
  expect(api.searches()).toHaveLength(3);
});

test('An API that lets no page POST is asked by GET', async ({ bench, files, serve }) => {
  const api = await serve(earthSearch, patchItems(files));
  api.spoil = ({ method }) => ({ noCors: method === 'POST' || method === 'OPTIONS' });
  await change(bench, hashOf(api));
  await shows(bench, 4);
  await expectTruth(bench, 'own-best');
  // Why the POST failed is asked once, by HEAD.
  expect(api.searches().map(({ method }) => method)).toEqual(['HEAD', 'GET']);
});

const refusals: readonly [what: string, spoil: (request: ApiRequest) => ApiFault | null, told: RegExp][] = [
  [
    'refuses a search (400)',
    (request) => (isSearch(request) ? { status: 400 } : null),
    /^The server answered 400 \(bad request\) \(http:\/\/127\.0\.0\.1:\d+\/v1\/search\)\. [A-Z]/,
  ],
  [
    'answers with a web page',
    (request) => (isSearch(request) ? { html: '<title>Sign in</title>' } : null),
    /^The answer is not JSON \(http:\/\/127\.0\.0\.1:\d+\/v1\/search\)\. .*web page/,
  ],
  [
    'lets no page read it (no CORS)',
    () => ({ noCors: true }),
    /no CORS.*\(http:\/\/127\.0\.0\.1:\d+\/v1\/collections\/patch\)\. .*proxy/,
  ],
];

test('An API that cannot be searched is told in the form, and searched once it is mended', async ({
  page,
  site,
  files,
  serve,
}) => {
  const form = await openForm(page, site);
  for (const [what, spoil, told] of refusals) {
    const api = await serve(earthSearch, patchItems(files));
    api.spoil = spoil;
    await form.getByLabel('Address', { exact: true }).fill(`${api.root}/collections/patch`);
    await form.getByRole('button', { name: 'Search' }).click();
    await expect(form.getByText(told), what).toBeVisible();
    await expect(form.getByRole('button', { name: /^Load/ })).toHaveCount(0);
    api.spoil = () => null;
    await form.getByRole('button', { name: 'Search' }).click();
    await expect(form.getByRole('button', { name: 'Load 5 scenes' })).toBeVisible();
  }
});

for (const status of [503, 400]) {
  test(`A list whose second page fails (${status}) says so, and a retry completes it`, async ({
    page,
    site,
    files,
    serve,
  }) => {
    const api = await serve({ ...earthSearch, pageLimit: 2, counts: false }, patchItems(files));
    api.spoil = (request) => ('next' in request.params ? { status } : null);
    await openApp(page, site, hashOf(api));
    await expect.poll(() => scenesOf(page)).toEqual([2]);
    expect((await idle(page)).complete).toBe(false);
    const panel = page.locator('.panel', { has: page.getByRole('heading', { name: 'Data' }) });
    await expect(panel).toContainText('The first 2 of more');
    await panel.getByText('left out').last().click();
    await expect(panel).toContainText(`A local STAC API, page 2`);
    await expect(panel).toContainText(`The server answered ${status}`);
    api.spoil = () => null;
    await panel.getByRole('button', { name: 'Retry' }).click();
    await shows(page, 4);
    await expectTruth(page, 'own-best');
    await expect(panel).not.toContainText('left out');
  });
}

test('A dead prefix is read at a living host, and keeps its name in errors', async ({
  bench,
  site,
  files,
  serve,
}) => {
  const api = await serve(earthSearch, patchItems({ url: 'https://dead.example' }));
  api.calledAt = 'https://stac.example';
  const spoken = hostsOf(bench);
  files.host.break(/3-cloud\.tif/, { kind: 'status', status: 404 });
  const rewrites = [`https://dead.example/>${files.url}/`, `https://stac.example/>${api.origin}/`];
  await change(bench, `${hashOf(api)}${rewrites.map((each) => `&rewrite=${each}`).join('')}`);
  await expect.poll(() => scenesOf(bench)).toEqual([4]);
  const { complete, failures } = await idle(bench);
  expect(complete).toBe(false);
  expect(failures.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(
      /^the server answered 404 \(not found\) \(https:\/\/dead\.example\/fixtures\/patch\/3-cloud\.tif, read at http:\/\/127/,
    ),
  ]);
  await expectTruth(bench, 'own-best-without-3');
  expect(spoken().filter((origin) => origin !== site.url)).toEqual([api.origin, files.url].toSorted());
});

test('A prefix that is given in the form is read elsewhere at once', async ({ page, site, files, serve }) => {
  const gone = await serve(earthSearch, []);
  const dead = gone.origin;
  await gone.stop();
  const api = await serve(earthSearch, patchItems({ url: dead }));
  await openApp(page, site, hashOf(api));
  await expect.poll(() => scenesOf(page)).toEqual([4]);
  const { failures } = await idle(page);
  expect(failures.map(({ tag }) => tag)).toHaveLength(4);
  await page.getByRole('button', { name: 'Change data' }).click();
  const form = page.getByRole('form', { name: 'Change data' });
  await form.getByText('Network').click();
  await form.getByRole('button', { name: 'Add a prefix' }).click();
  await form.getByLabel('Addresses that begin with').fill(`${dead}/`);
  await form.getByLabel('Are read at').fill(`${files.url}/`);
  await form.getByLabel('Are read at').press('Tab');
  await expect
    .poll(() => page.evaluate(() => decodeURIComponent(location.hash)))
    .toContain(`rewrite=${dead}/>${files.url}/`);
  expect(await idle(page)).toEqual(done);
  await expectTruth(page, 'own-best');
});

function hashOf({ root }: StacApi): string {
  return `${at}&collection=${root}/collections/patch&${own}`;
}

function scenesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => window.bestpixel!.collections.map(({ scenes }) => scenes));
}

/** The app over the patch with its form on an address, and without dates. */
async function openForm(page: Page, site: Site): Promise<Locator> {
  await openApp(page, site, at);
  await page.getByRole('button', { name: 'Change data' }).click();
  const form = page.getByRole('form', { name: 'Change data' });
  await form.getByLabel('Source').selectOption({ label: 'A STAC address…' });
  return form;
}

async function expectTruth(page: Page, name: string): Promise<void> {
  const pixels = await pixelsOf(page, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  expect(truthDifferences(pixels, await truthOf(name))).toEqual([]);
}
