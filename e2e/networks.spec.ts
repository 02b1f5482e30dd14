import type { Locator, Page } from '@playwright/test';
import { ee } from '../src/ee/ee.ts';
import { sentence } from '../src/ui/words.ts';
import { Host, type Fault, type HostedRequest } from './host.ts';
import { expect, idle } from './support/app.ts';
import { lastOf, namesOf, show, spoiledMosaic, type Items } from './support/faulty.ts';
import { demoItems, pixelDifferences, pixelsOf, test, viewport } from './support/open-data.ts';
import { patchBands, patchGrid, patchItems, truthDifferences, truthOf } from './support/patch.ts';
import { offer } from './support/pixels.ts';

const scene = 'patch-3';
const cloud = /3-cloud\.tif/;
const done = { complete: true, failures: [] };

test.use({ viewport });

/** What passes by itself, and how often the file is asked for in all. */
const passing: readonly [what: string, fault: Fault, times: number][] = [
  ['asks for a second of patience (429)', { kind: 'status', status: 429, retryAfter: 1 }, 1],
  ['is unavailable three times (503)', { kind: 'status', status: 503 }, 3],
];

for (const [what, fault, times] of passing) {
  test(`A host that ${what} is asked again, and nothing is missing`, async ({ bench, files }) => {
    const { host } = files;
    const [began, before] = [performance.now(), host.requests.length];
    host.break(cloud, fault, { times });
    await show(bench, await spoiledMosaic(bench, files));
    expect(await idle(bench)).toEqual(done);
    await expectTruth(bench, 'own-best');
    const asked = host.requests.slice(before);
    expect(asked.filter(({ path }) => cloud.test(path))).toHaveLength(times + 1);
    expect(repeated(asked.filter(({ path }) => !cloud.test(path)))).toEqual([]);
    if (fault.kind === 'status' && fault.retryAfter) expect(performance.now() - began).toBeGreaterThan(1000);
  });
}

/** What befalls one file on another origin: the failure's tag, what it says, and what it tells to do. */
const faults: readonly [what: string, fault: Fault, tag: string, says: RegExp][] = [
  ['is missing', { kind: 'status', status: 404 }, 'http-status', /404 \(not found\).*Check the address/],
  ['is forbidden', { kind: 'status', status: 403 }, 'http-status', /403 \(forbidden\).*signed address/],
  [
    'is sent from another byte on',
    { kind: 'shift-range', by: 1 },
    'range-ignored',
    /other bytes.*range requests/,
  ],
  ['breaks off half way', { kind: 'cut-short' }, 'network', /broke off.*try again/],
  ['has damaged blocks', { kind: 'corrupt', from: 530 }, 'corrupt', /Fetch the file again/],
];

for (const [what, fault, tag, says] of faults) {
  test(`A file elsewhere that ${what} is named; mended, it alone is read again`, async ({ bench, files }) => {
    const { host } = files;
    host.break(cloud, fault);
    const before = host.requests.length;
    await show(bench, await spoiledMosaic(bench, files));
    await expectNamed(bench, tag, says);
    await expectTruth(bench, 'own-best-without-3');
    host.mend();
    const retried = host.requests.length;
    await retryButton(bench).click();
    await expectWhole(bench);
    // Its colour was not wanted before.
    for (const { path } of host.requests.slice(retried))
      expect(path).toMatch(/\/3-(cloud|spectra|ndvi)\.tif$/);
    const others = host.requests.slice(before).filter(({ path }) => !cloud.test(path));
    expect(repeated(others)).toEqual([]);
  });
}

test.describe('A host of one scene’s files', () => {
  let other: Host;
  let target: Host;
  let [url, targetUrl] = ['', ''];
  test.beforeEach(async () => {
    [other, target] = [
      new Host({ '/fixtures/': 'e2e/fixtures' }),
      new Host({ '/fixtures/': 'e2e/fixtures' }),
    ];
    [url, targetUrl] = [await other.start(), await target.start()];
  });
  test.afterEach(() => Promise.all([other.stop(), target.stop()]));

  /** The last scene's files lie there. */
  const moved = (items: Items): void => {
    for (const asset of Object.values(lastOf(items).assets))
      asset.href = new URL(asset.href, url + patchItems).href;
  };
  const redirect = (): void => {
    for (const file of ['3-cloud.tif', '3-spectra.tif', '3-ndvi.tif'])
      other.break(new RegExp(file), { kind: 'redirect', to: `${targetUrl}/fixtures/patch/${file}` });
  };

  test('that lets no page read it (no CORS) is named as such', async ({ bench, files }) => {
    other.break(/./, { kind: 'no-cors' });
    await show(bench, await spoiledMosaic(bench, files, moved));
    await expectNamed(bench, 'cors', /no CORS.*proxy or from a mirror.*open it from disk/);
    await expectTruth(bench, 'own-best-without-3');
    other.mend();
    await retryButton(bench).click();
    await expectWhole(bench);
  });

  test('that sends readers on to another origin is followed', async ({ bench, files }) => {
    redirect();
    await show(bench, await spoiledMosaic(bench, files, moved));
    await expectWhole(bench);
    expect(target.requests.length).toBeGreaterThan(0);
  });

  test('that sends readers on to an origin without CORS is named', async ({ bench, files }) => {
    redirect();
    target.break(/./, { kind: 'no-cors' });
    await show(bench, await spoiledMosaic(bench, files, moved));
    await expectNamed(bench, 'cors', /no CORS/);
    await expectTruth(bench, 'own-best-without-3');
    target.mend();
    await retryButton(bench).click();
    await expectWhole(bench);
  });
});

test('A file of which another edition answers half way is named, and read anew as a whole', async ({
  bench,
  files,
}) => {
  const { host } = files;
  // Under addresses of their own: what the page knows of these files is no concern of other tests.
  const [, first, , , , second] = demoItems(files).map((item) => ({
    ...item,
    assets: Object.fromEntries(
      Object.entries(item.assets).map(([key, asset]) => [key, { ...asset, href: `${asset.href}?editions` }]),
    ),
  }));
  const features = [first!, second!];
  const address = `${files.url}/two.json`;
  await bench.route(address, (route) => route.fulfill({ json: { type: 'FeatureCollection', features } }));
  const of = (scenes: ReturnType<typeof ee.ImageCollection>) =>
    scenes.map((image) => image.addBands(image.select('cloud').multiply(-1).rename('q'))).qualityMosaic('q');
  const both = ee.ImageCollection(address);
  const viewer = await bench.evaluateHandle(() => window.bestpixel!);
  const dated = String(second!.properties['datetime']);
  await offer(viewer, { both: of(both), rest: of(both.filterDate('2020-07-01', dated)) });
  const bands = ['red', 'cloud'];
  const corner = (layer: string, row: number) => ({ layer, grid: gridAt(row), bands });
  const before = await pixelsOf(bench, corner('both', 0));
  expect(before.failures).toEqual([]);
  const file = new RegExp(`${second!.id}/B04`);
  host.break(file, { kind: 'other-edition' });
  const spoilt = await pixelsOf(bench, corner('both', 1));
  expect(namesOf(spoilt.failures)).toEqual([{ scene: second!.id, band: 'red', tag: 'changed' }]);
  expect(spoilt.failures[0]!.sentence).toMatch(/changed while it was read \(http.*B04\.tif\)\. Try again/);
  const rest = await pixelsOf(bench, corner('rest', 1));
  expect(pixelDifferences({ ...spoilt, failures: [] }, rest)).toEqual([]);
  const read = host.requests.length;
  await bench.evaluate(() => window.bestpixel!.retry());
  const anew = await pixelsOf(bench, corner('both', 1));
  expect(anew.failures).toEqual([]);
  // Where it wins, that it was left out before.
  expect(pixelDifferences(anew, rest)).not.toEqual([]);
  expect(pixelDifferences(await pixelsOf(bench, corner('both', 0)), before)).toEqual([]);
  const again = host.requests.slice(read);
  for (const { path } of again) expect(path).toMatch(file);
  expect(again[0]!.range).toMatch(/^bytes=0-/);
});

/** A small part of the demo's western tile, at its own pixels: the first rows, or far below. */
function gridAt(row: number) {
  return {
    dimensions: { width: 60, height: 40 },
    affineTransform: {
      scaleX: 10,
      shearX: 0,
      translateX: 650_000,
      shearY: 0,
      scaleY: -10,
      translateY: 4_450_000 - row * 9_000,
    },
    crsCode: 'EPSG:32613',
  };
}

/** The scene's failure, on the map, in its row and in the list of scenes: what, where, and what to do. */
async function expectNamed(page: Page, tag: string, says: RegExp): Promise<void> {
  const { complete, failures } = await idle(page);
  expect(complete).toBe(false);
  expect(namesOf(failures)).toEqual([{ scene, band: 'cloud', tag }]);
  expect(failures[0]!.sentence).toMatch(says);
  expect(failures[0]!.sentence).toMatch(
    /\(http:\/\/127\.0\.0\.1:\d+\/fixtures\/patch\/3-cloud\.tif\)\. [A-Z]/,
  );
  const row = page.locator('.layer');
  await expect(row).toContainText('Incomplete');
  const button = row.getByRole('button', { name: '1 failed read' });
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  await expect(row.getByRole('list')).toContainText(scene);
  await expect(row.getByRole('list')).toContainText(sentence(failures[0]!.sentence));
}

function retryButton(page: Page): Locator {
  return page.locator('.layer').getByRole('button', { name: 'Retry' });
}

async function expectWhole(page: Page): Promise<void> {
  expect(await idle(page)).toEqual(done);
  await expect(page.locator('.layer').getByRole('button', { name: /failed/ })).toHaveCount(0);
  await expectTruth(page, 'own-best');
}

async function expectTruth(page: Page, name: string): Promise<void> {
  const pixels = await pixelsOf(page, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  expect(truthDifferences(pixels, await truthOf(name))).toEqual([]);
}

/** What was read more than once. */
function repeated(requests: readonly HostedRequest[]): string[] {
  const keys = requests.map(({ method, path, query, range }) => `${method} ${path}${query} ${range}`);
  return keys.filter((key, i) => keys.indexOf(key) !== i);
}
