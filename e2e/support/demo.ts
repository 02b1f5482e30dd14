import type { Page } from '@playwright/test';
import type { JumpToOptions } from 'maplibre-gl';
import { ee, type Image, type ImageCollection } from '../../src/ee/ee.ts';
import type { VisParams } from '../../src/compose/vis-params.ts';
import type { LayerSpec } from '../../src/engine/layer.ts';
import { cloudScoreLayers } from '../../src/recipes/cloud-score.ts';
import { example } from '../../src/recipes/example.ts';
import { idle, openApp, openEmptyApp, test as base, unmark } from './app.ts';

/** What its main tile covers, in which the example's point lies. */
export const mainTile = { west: -103.259, south: 40.09, east: -103.125, north: 40.192 };
/** Well inside of what the demo's scenes cover together. */
export const inner = { west: -103.245, south: 40.1, east: -103.03, north: 40.18 };
/** A place amid the demo, covered by both of its tiles. */
export const amid: [number, number] = [-103.137, 40.14];

/** All scenes of the demo: the app opens with those of one place. */
export const demoScenes = ee
  .ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate(example.dates.from, example.dates.to);

const viewport = { width: 860, height: 560 };

/**
 * Playwright's test with one app on all of its demo and another one without layers, in which all tests of a file work one
 * after the other.
 */
export const test = base.extend<{ demo: Page }, { opened: Page; bare: Page }>({
  opened: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage({ viewport });
      await openApp(page, site, '#map=12.4/40.14/-103.137');
      await showDemo(page);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
  bare: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage({ viewport });
      await openEmptyApp(page, site);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
  demo: async ({ opened }, use) => {
    await atHome(opened);
    await use(opened);
  },
});

/** The layers of the app's start on all of the demo, and nothing over them. */
export async function showDemo(page: Page): Promise<void> {
  await page.evaluate(
    (layers) => window.bestpixel!.setLayers(JSON.parse(layers) as LayerSpec[]),
    JSON.stringify(cloudScoreLayers(demoScenes)),
  );
  await unmark(page);
}

/** The layers of the app's start on all of the demo, and all of their pixels there. */
async function atHome(page: Page): Promise<void> {
  await page.evaluate((amid) => {
    const viewer = window.bestpixel!;
    for (const layer of viewer.layers) {
      layer.shown = layer.id === 'best';
      layer.opacity = 1;
      layer.visParams = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
    }
    viewer.projection = 'mercator';
    viewer.map.jumpTo({ center: amid, zoom: 12.4, pitch: 0, bearing: 0 });
  }, amid);
  await idle(page);
}

/** Replaces the layers by one. */
export function setLayer(
  page: Page,
  layer: { image: Image | ImageCollection; visParams: VisParams; opacity?: number },
): Promise<void> {
  // Playwright's types cannot follow an expression's.
  const spec: unknown = { ...layer, image: layer.image.node };
  return page.evaluate((spec) => window.bestpixel!.setLayers([spec as LayerSpec]), spec);
}

export function jumpTo(page: Page, view: JumpToOptions): Promise<void> {
  return page.evaluate((view) => void window.bestpixel!.map.jumpTo(view), view);
}

/** Counts the passes of composing from now on; MapLibre draws its own with another call. */
export async function countPasses(page: Page): Promise<() => Promise<number>> {
  const count = await page.evaluateHandle(() => {
    const seen = { passes: 0 };
    const { prototype } = WebGL2RenderingContext;
    const draw = Object.getOwnPropertyDescriptor(prototype, 'drawArrays')!
      .value as typeof prototype.drawArrays;
    prototype.drawArrays = function (...args) {
      seen.passes++;
      draw.apply(this, args);
    };
    return seen;
  });
  return () => count.evaluate(({ passes }) => passes);
}
