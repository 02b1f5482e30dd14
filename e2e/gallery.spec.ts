import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Image } from '../src/ee/ee.ts';
import { exampleScenes } from '../src/recipes/cloud-score.ts';
import { expect } from './support/app.ts';
import { layersOf } from './support/script-layers.ts';
import { computePixels, offer, test, type Pixels } from './support/pixels.ts';

/** Amid the demo's main tile, on its own grid: small, since every scene is read. */
const grid = {
  dimensions: { width: 24, height: 16 },
  affineTransform: {
    scaleX: 20,
    shearX: 0,
    translateX: 653_000,
    shearY: 0,
    scaleY: -20,
    translateY: 4_446_000,
  },
  crsCode: 'EPSG:32613',
};
const pixelCount = 24 * 16;
const colours = ['B4', 'B3', 'B2'];

/** Scripts by their files' names; those that ask for what the demo has not are tested where it is had. */
function scriptsIn(folder: string): [name: string, source: string][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file): [string, string] => [file.slice(0, -3), readFileSync(`${folder}/${file}`, 'utf8')])
    .filter(([name, source]) => !/LANDSAT|B11|B12|'SR_|QA60/.test(source) && name !== 'exported');
}

const scripts = [...scriptsIn('src/script/gallery'), ...scriptsIn('src/script/survey')];

test.describe.configure({ timeout: 240_000 });

test('The scripts of the gallery and of the survey run on the demo, and every layer has pixels', async ({
  lab,
}) => {
  expect(scripts.length).toBeGreaterThanOrEqual(20);
  for (const [name, source] of scripts) {
    await run(lab, source);
    for (const { id, name: layer } of await layersOf(lab)) {
      const { bands, failures } = await compute(lab, id);
      const there = Object.values(bands).reduce((sum, { mask }) => sum + mask.reduce((a, b) => a + b, 0), 0);
      // One of them shows what becomes of nothing.
      const empty = layer === 'nothing';
      expect
        .soft({ name, layer, failures, empty: there === 0 })
        .toEqual({ name, layer, failures: [], empty });
    }
  }
});

test('Medians, medoids, recency and counts are those of plain loops over the scenes', async ({ lab }) => {
  const scenes = await scenesOf(lab);
  const clear = (i: number) =>
    scenes.filter(({ values }) => values['MSK_CLDPRB']![i]! < 20 && values['B4']![i] !== null);

  await run(lab, read('median-beside-best'));
  const median = await compute(lab, await layerNamed(lab, 'Median'), colours);
  const best = await compute(lab, await layerNamed(lab, 'Best pixel'), colours);
  const difference = await compute(lab, await layerNamed(lab, 'Best less median (red)'), ['B4']);
  expectBand(median, 'B4', (i) => medianOf(clear(i).map(({ values }) => values['B4']![i]!)));
  // The lowest probability wins, of equals the last.
  const winner = (i: number) =>
    clear(i).reduce<Scene | null>(
      (won, each) => (won && won.values['MSK_CLDPRB']![i]! < each.values['MSK_CLDPRB']![i]! ? won : each),
      null,
    );
  expectBand(best, 'B4', (i) => winner(i)?.values['B4']![i] ?? null);
  expectBand(difference, 'B4', (i) => {
    const red = winner(i)?.values['B4']![i];
    return red === undefined
      ? null
      : Math.fround(red! - medianOf(clear(i).map(({ values }) => values['B4']![i]!))!);
  });

  await run(lab, read('medoid'));
  const medoid = await compute(lab, await layerNamed(lab, 'Medoid'), colours);
  const used = ['B2', 'B3', 'B4', 'B8'];
  expectBand(medoid, 'B4', (i) => {
    const all = clear(i).filter(({ values }) => used.every((band) => values[band]![i] !== null));
    const centre = used.map((band) => medianOf(clear(i).map(({ values }) => values[band]![i]!))!);
    const away = ({ values }: Scene) =>
      used.reduce((sum, band, b) => Math.fround(sum + Math.fround((values[band]![i]! - centre[b]!) ** 2)), 0);
    const won = all.reduce<Scene | null>((won, each) => (won && away(won) < away(each) ? won : each), null);
    return won?.values['B4']![i] ?? null;
  });
  // Told are acquisitions, not what was composed on the way.
  const ids = new Set(scenes.map(({ id }) => id));
  expect(medoid.scenes.every(({ id }) => ids.has(id))).toBe(true);
  expect(new Set(medoid.scene).size).toBeGreaterThan(2);
});

test('A mosaic of monthly mosaics tells the acquisition of each pixel, and seasons are subtracted', async ({
  lab,
}) => {
  const scenes = await scenesOf(lab);
  await run(
    lab,
    `var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
       .filterBounds(ee.Geometry.Point(-103.19, 40.14)).filterDate('2020-07-01', '2020-09-01')
       .map(function(img) { return img.addBands(img.select('B8').rename('quality')); });
     var months = ee.List([7, 8]).map(function(month) {
       return col.filter(ee.Filter.calendarRange(month, month, 'month')).qualityMosaic('quality');
     });
     var visParams = {bands: ['B4', 'B3', 'B2']};
     Map.addLayer(ee.ImageCollection(months).qualityMosaic('quality'), visParams, 'Both');
     Map.addLayer(col.qualityMosaic('quality'), visParams, 'At once');
     Map.addLayer(ee.Image(months.get(1)).select('B4').subtract(ee.Image(months.get(0)).select('B4')), {}, 'Change');
     Map.addLayer(col.select('B4').count(), {}, 'Count');
     Map.addLayer(col.qualityMosaic('quality').select('B4').where(col.qualityMosaic('quality').select('B4').gt(1500), -1), {}, 'Where');`,
  );
  const both = await compute(lab, await layerNamed(lab, 'Both'), colours);
  const atOnce = await compute(lab, await layerNamed(lab, 'At once'), colours);
  const idsOf = ({ scene, scenes }: Pixels) => [...scene].map((index) => scenes[index]?.id ?? null);
  expect(idsOf(both)).toEqual(idsOf(atOnce));
  expect(new Set(idsOf(both)).size).toBeGreaterThan(1);
  expectBand(both, 'B4', (i) => (atOnce.bands['B4']!.mask[i] === 1 ? atOnce.bands['B4']!.data[i]! : null));

  const brightest = (i: number, month: string): number | null =>
    scenes
      .filter(({ id, values }) => id.includes(`_2020${month}`) && values['B8']![i] !== null)
      .reduce<Scene | null>(
        (won, each) => (won && won.values['B8']![i]! > each.values['B8']![i]! ? won : each),
        null,
      )?.values['B4']![i] ?? null;
  const change = await compute(lab, await layerNamed(lab, 'Change'), ['B4']);
  expectBand(change, 'B4', (i) => {
    const [before, after] = [brightest(i, '07'), brightest(i, '08')];
    return before === null || after === null ? null : after - before;
  });
  const count = await compute(lab, await layerNamed(lab, 'Count'), ['B4']);
  expectBand(count, 'B4', (i) => scenes.filter(({ values }) => values['B4']![i] !== null).length || null);
  const replaced = await compute(lab, await layerNamed(lab, 'Where'), ['B4']);
  expectBand(replaced, 'B4', (i) => {
    const red = atOnce.bands['B4']!;
    return red.mask[i] === 0 ? null : red.data[i]! > 1500 ? -1 : red.data[i]!;
  });
});

function read(name: string): string {
  return readFileSync(`src/script/gallery/${name}.js`, 'utf8');
}

function run(page: Page, source: string): Promise<unknown> {
  // The map stays small and far: what is not shown is not read.
  const hidden = `${source}\n`;
  return page.evaluate(async (source) => {
    await window.bestpixel!.run(source);
    for (const layer of window.bestpixel!.layers) layer.shown = false;
  }, hidden);
}

async function layerNamed(page: Page, name: string): Promise<string> {
  const layers = await layersOf(page);
  const layer = layers.find((each) => each.name === name);
  expect(layers.map((each) => each.name)).toContain(name);
  return layer!.id;
}

async function compute(page: Page, layer: string, bands?: readonly string[]): Promise<Pixels> {
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  return computePixels(viewer, bands ? { layer, grid, bands } : { layer, grid });
}

interface Scene {
  readonly id: string;
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Each scene's own pixels, read one by one, in the collection's order. */
async function scenesOf(page: Page): Promise<Scene[]> {
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const col = exampleScenes('COPERNICUS/S2_SR_HARMONIZED');
  await offer(viewer, { all: col });
  const bands = ['B2', 'B3', 'B4', 'B8', 'MSK_CLDPRB'];
  const { scenes } = await computePixels(viewer, { layer: 'all', grid, bands: ['B4'] });
  const alone = Object.fromEntries(
    scenes.map(({ id, datetime }): [string, Image] => [id, col.filterDate(datetime).mosaic()]),
  );
  await offer(viewer, alone);
  const found: Scene[] = [];
  for (const { id } of scenes) {
    const pixels = await computePixels(viewer, { layer: id, grid, bands });
    const values = Object.entries(pixels.bands).map(([name, { data, mask }]) => [
      name,
      Array.from(data, (value, i) => (mask[i] === 1 ? value : null)),
    ]);
    found.push({ id, values: Object.fromEntries(values) as Scene['values'] });
  }
  return found;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function expectBand({ bands }: Pixels, name: string, truth: (pixel: number) => number | null): void {
  const { data, mask } = bands[name]!;
  const found = Array.from({ length: pixelCount }, (_, i) => (mask[i] === 1 ? data[i]! : null));
  expect(found).toEqual(Array.from({ length: pixelCount }, (_, i) => truth(i)));
}
