import type { Page } from '@playwright/test';
import { expect, idle, type Site } from './support/app.ts';
import { lastOf, namesOf, show, spoiledMosaic, type Items } from './support/faulty.ts';
import { patchBands, patchGrid, truthDifferences, truthOf } from './support/patch.ts';
import { computePixels, test, withViewer, type Pixels } from './support/pixels.ts';
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

async function computed(page: Page): Promise<Pixels> {
  let pixels: Pixels | undefined;
  await withViewer(page, undefined, async (viewer) => {
    pixels = await computePixels(viewer, { layer: 'best', grid: patchGrid('own'), bands: patchBands });
  });
  return pixels!;
}
