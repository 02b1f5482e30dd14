import type { Page, Route } from '@playwright/test';
import type { BestpixelError } from '../src/errors.ts';
import { expect, idle, openEmptyApp, watchErrors, type Site } from './support/app.ts';
import { lastOf, namesOf, patchAt, show, spoiledMosaic, type Items } from './support/faulty.ts';
import {
  ownZoneEnds,
  patchBands,
  patchGrid,
  patchRules,
  scenesOf,
  truthDifferences,
  truthOf,
} from './support/patch.ts';
import { computePixels, test, withViewer, type Pixels, type Wanted } from './support/pixels.ts';
import type { Fault } from './host.ts';

const scene = 'patch-3';
const cloud = /3-cloud\.tif/;
const colour = /3-spectra\.tif/;

/** What befalls one file of the last scene, and how its failure is tagged. */
const faults: readonly [what: string, path: RegExp, fault: Fault, tag: string][] = [
  ['is missing', cloud, { kind: 'status', status: 404 }, 'http-status'],
  ['is forbidden', cloud, { kind: 'status', status: 403 }, 'http-status'],
  ['ends before its last tile', cloud, { kind: 'truncate', at: 560 }, 'truncated'],
  ['ends within its header', cloud, { kind: 'truncate', at: 60 }, 'truncated'],
  ['has damaged tiles', cloud, { kind: 'corrupt', from: 530 }, 'corrupt'],
  ['lies on a server that ignores Range', cloud, { kind: 'ignore-range' }, 'range-ignored'],
  ['never comes, as the connection drops', cloud, { kind: 'drop' }, 'network'],
];

for (const [what, path, fault, tag] of faults) {
  test(`a file that ${what} costs its scene alone, and a retry brings it back`, async ({ lab, site }) => {
    site.host.break(path, fault);
    await show(lab, await spoiledMosaic(lab, site));
    await expectWithout(lab, [{ scene, band: 'cloud', tag }], '3-cloud.tif');
    await expectWhole(lab, site);
  });
}

test('a winner whose colour fails gives way to the next best, and a retry brings it back', async ({
  lab,
  site,
}) => {
  site.host.break(colour, { kind: 'status', status: 404 });
  await show(lab, await spoiledMosaic(lab, site));
  const failures = [
    { scene, band: 'red', tag: 'http-status' },
    { scene, band: 'nir', tag: 'http-status' },
  ];
  await expectWithout(lab, failures, '3-spectra.tif');
  await expectWhole(lab, site);
});

function withCloudOf(file: string) {
  return (items: Items): void => {
    lastOf(items).assets['cloud']!.href = `../broken/${file}`;
    delete lastOf(items).properties['proj:epsg'];
  };
}

/** Scenes that no retry can help. */
const spoiled: readonly [what: string, change: (items: Items) => void, tag: string, named: string][] = [
  [
    'a file without georeference',
    withCloudOf('no-georeference.tif'),
    'no-georeference',
    'no-georeference.tif',
  ],
  ['a file in an unknown CRS', withCloudOf('unknown-crs.tif'), 'unknown-crs', 'unknown-crs.tif'],
  ['a file that claims an absurd size', withCloudOf('absurd-size.tif'), 'corrupt', 'absurd-size.tif'],
  ['no such band', (items) => delete lastOf(items).assets['cloud'], 'missing-band', scene],
];

for (const [what, change, tag, named] of spoiled) {
  test(`a scene with ${what} is left out, by name`, async ({ lab, site }) => {
    await show(lab, await spoiledMosaic(lab, site, change));
    await expectWithout(lab, [{ scene, band: 'cloud', tag }], named);
    await lab.evaluate(() => window.bestpixel!.retry());
    await expectWithout(lab, [{ scene, band: 'cloud', tag }], named);
  });
}

test('a file that comes late holds up its layer and nothing else', async ({ lab, site }) => {
  site.host.break(cloud, { kind: 'stall' });
  await show(lab, await spoiledMosaic(lab, site));
  const aborted = await lab.evaluate(async (grid) => {
    const viewer = window.bestpixel!;
    await new Promise((resolve) => viewer.map.once('render', resolve).triggerRepaint());
    const call = new AbortController();
    const computed = viewer.computePixels({ layer: 'best', grid, signal: call.signal });
    const settled = viewer.idle({ signal: call.signal });
    call.abort();
    const outcomes = await Promise.allSettled([computed, settled]);
    return outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error).name : ''));
  }, patchGrid('own'));
  expect(aborted).toEqual(['AbortError', 'AbortError']);
  expect(await lab.evaluate(() => window.bestpixel!.status.loading)).toBe(true);
  site.host.mend();
  expect(await idle(lab)).toEqual({ complete: true, failures: [] });
  await expectTruth(await computed(lab), 'own-best');
});

test.describe('on the page', () => {
  test('failed reads are counted, told in plain text and read again on request', async ({ page, site }) => {
    const errors = watchErrors(page);
    await openEmptyApp(page, site);
    site.host.break(cloud, { kind: 'truncate', at: 560 });
    const id = '<img src=x onerror="window.hostile = true">';
    await show(
      page,
      await spoiledMosaic(page, site, (items) => {
        lastOf(items).id = id;
        const value = { href: '3-cloud.tif' };
        Object.defineProperty(lastOf(items).assets, '__proto__', { value, enumerable: true });
        items.features.push({ ...items.features[0]!, id: '{{constructor}}', assets: {} });
      }),
    );
    expect(await idle(page)).toMatchObject({ complete: false, failures: [{ scene: id }] });
    const row = page.locator('.layer');
    await expect(row).toContainText('Incomplete');
    await row.getByRole('button', { name: '1 failed read' }).click();
    await expect(row.getByRole('list')).toContainText(id);
    await expect(row.getByRole('list')).toContainText('The file ends before byte');
    expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
    site.host.mend();
    await row.getByRole('button', { name: 'Retry' }).click();
    await expect(row.getByRole('button', { name: /failed/ })).toHaveCount(0);
    await expect(row).toContainText('4 scenes');
    expect(await idle(page)).toEqual({ complete: true, failures: [] });
    expect(errors).toEqual([]);
  });

  const documents: readonly [what: string, answer: Parameters<Route['fulfill']>[0], told: string][] = [
    ['that is missing', { status: 404 }, '404 (not found)'],
    ['that is no JSON', { body: '{"type": "FeatureColl' }, 'JSON'],
    ['without items', { json: { type: 'Collection' } }, 'links to no items that can be read'],
  ];
  for (const [what, answer, told] of documents) {
    test(`a collection ${what} is told in a sentence and loads on a retry`, async ({ lab, site }) => {
      const address = `${site.url}/${encodeURIComponent(what)}.json`;
      await lab.route(address, (route) => route.fulfill(answer));
      await show(lab, patchRules.best(scenesOf(address, ownZoneEnds)));
      expect((await idle(lab)).complete).toBe(false);
      await expect(lab.locator('.layer')).toContainText(told);
      await expect(lab.locator('.layer')).toContainText('.json). ');
      const refused = await refusal(lab, { layer: 'best', grid: patchGrid('own') });
      expect(refused.sentence).toContain(told);

      await lab.unroute(address);
      await lab.route(address, async (route) => route.fulfill({ json: await patchAt(site) }));
      await lab.evaluate(() => window.bestpixel!.retry());
      expect(await idle(lab)).toEqual({ complete: true, failures: [] });
      await expectTruth(await computed(lab), 'own-best');
    });
  }

  test('a collection of nothing is a picture of nothing', async ({ lab, site }) => {
    await show(lab, await spoiledMosaic(lab, site, (items) => items.features.splice(0)));
    expect(await idle(lab)).toEqual({ complete: true, failures: [] });
    await expect(lab.locator('.layer')).toContainText('No data');
  });
});

const grid = patchGrid('own');
const requests: readonly [what: string, request: Partial<Wanted>, tag: string][] = [
  ['an unknown layer', { layer: 'finest' }, 'bad-input'],
  ['an unknown band', { bands: ['red', 'ultraviolet'] }, 'missing-band'],
  ['no pixels', { grid: { ...grid, dimensions: { width: 0, height: 4 } } }, 'bad-input'],
  ['half a pixel', { grid: { ...grid, dimensions: { width: 1.5, height: 4 } } }, 'bad-input'],
  [
    'more pixels than there can be',
    { grid: { ...grid, dimensions: { width: 1e6, height: 1e6 } } },
    'bad-input',
  ],
  [
    'a pixel without extent',
    { grid: { ...grid, affineTransform: { ...grid.affineTransform, scaleX: 0 } } },
    'bad-input',
  ],
  [
    'no place',
    { grid: { ...grid, affineTransform: { ...grid.affineTransform, translateX: Number.NaN } } },
    'bad-input',
  ],
  ['a CRS that nobody knows', { grid: { ...grid, crsCode: 'EPSG:999999' } }, 'unknown-crs'],
  ['a CRS that is none', { grid: { ...grid, crsCode: 'here' } }, 'unknown-crs'],
];

test('a request that makes no sense is refused by name, with what to do', async ({ lab, site }) => {
  await show(lab, await spoiledMosaic(lab, site));
  for (const [what, request, tag] of requests) {
    const refused = await refusal(lab, { layer: 'best', grid, bands: patchBands, ...request });
    expect(refused.tag, what).toBe(tag);
    expect(refused.sentence, what).toMatch(/^\S.*\. \S.+\.$/);
  }
});

/** The map and the computed pixels are those of the other scenes, and say which failed. */
async function expectWithout(
  page: Page,
  failures: readonly { scene: string; band: string; tag: string }[],
  named: string,
): Promise<void> {
  const onMap = await idle(page);
  expect(onMap.complete).toBe(false);
  // The map shows red alone.
  expect(namesOf(onMap.failures)).toEqual(failures.slice(0, 1));
  const pixels = await computed(page);
  expect(namesOf(pixels.failures)).toEqual(failures);
  for (const { sentence } of [...onMap.failures, ...pixels.failures]) {
    expect(sentence).toContain(`${named}). `);
    expect(sentence).toMatch(/^\w.*\)\. [A-Z].+\.$/);
  }
  await expectTruth(pixels, 'own-best-without-3');
  await expectWithinBudget(page);
}

async function expectWhole(page: Page, { host }: Site): Promise<void> {
  host.mend();
  await page.evaluate(() => window.bestpixel!.retry());
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
  const pixels = await computed(page);
  expect(pixels.failures).toEqual([]);
  await expectTruth(pixels, 'own-best');
}

async function expectTruth(pixels: Pixels, name: string): Promise<void> {
  expect(truthDifferences(pixels, await truthOf(name))).toEqual([]);
}

async function expectWithinBudget(page: Page): Promise<void> {
  const { gpuBytes, gpuBudget, cachedBytes } = await page.evaluate(() => window.bestpixel!.stats());
  expect(gpuBytes).toBeLessThanOrEqual(gpuBudget);
  expect(cachedBytes).toBeLessThanOrEqual(384 * 2 ** 20);
}

function refusal(page: Page, wanted: Wanted): Promise<{ tag: string; sentence: string }> {
  return page.evaluate(async (wanted) => {
    try {
      await window.bestpixel!.computePixels(wanted);
      return { tag: 'none', sentence: '' };
    } catch (error) {
      const { tag, message, where, remedy } = error as BestpixelError;
      return { tag, sentence: `${message} (${where ?? ''}). ${remedy ?? ''}` };
    }
  }, wanted);
}

async function computed(page: Page): Promise<Pixels> {
  let pixels: Pixels | undefined;
  await withViewer(page, undefined, async (viewer) => {
    pixels = await computePixels(viewer, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  });
  return pixels!;
}
