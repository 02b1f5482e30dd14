import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Image } from '../../src/ee/ee.ts';
import type { PlainFailure, Site } from './app.ts';
import { ownZoneEnds, patchItems, patchRules, scenesOf } from './patch.ts';

interface Item {
  id: string;
  properties: Record<string, unknown>;
  assets: Record<string, { href: string }>;
}

/** An ItemCollection in the patch's form, to be spoiled. */
export interface Items {
  type: string;
  features: Item[];
}

let served = 0;

/** The committed collection, changed, with absolute addresses that no cache knows yet. */
export function patchAt({ url }: Pick<Site, 'url'>, change: (items: Items) => void = () => {}): Items {
  const items = JSON.parse(readFileSync(`e2e${patchItems}`, 'utf8')) as Items;
  change(items);
  for (const { assets } of items.features) {
    for (const asset of Object.values(assets)) {
      asset.href = `${new URL(asset.href, url + patchItems).href}?${served}`;
    }
  }
  return items;
}

/**
 * Serves the committed collection, changed, under an address of its own. Gives the mosaic by cloud score of the scenes
 * in one zone, which NumPy's `own-best` is the truth of.
 */
export async function spoiledMosaic(
  page: Page,
  { url }: Pick<Site, 'url'>,
  change: (items: Items) => void = () => {},
): Promise<Image> {
  const address = `${url}/case-${++served}.json`;
  await page.route(address, (route) => route.fulfill({ json: patchAt({ url }, change) }));
  return patchRules.best(scenesOf(address, ownZoneEnds));
}

/** The scene of which a file is spoiled; the last in time, which wins most. */
export function lastOf({ features }: Items): Item {
  return features[3]!;
}

/** Shows one image over the patch. */
export async function show(page: Page, { node }: Image): Promise<void> {
  // Playwright's types cannot follow an expression's.
  const image: unknown = node;
  await page.evaluate((image) => {
    const viewer = window.bestpixel!;
    viewer.map.jumpTo({ center: [-102.0462, 40.0995], zoom: 13.5 });
    const visParams = { bands: ['red'], min: 0, max: 65535 };
    viewer.setLayers([{ id: 'best', image: image as Image['node'], visParams }]);
  }, image);
}

/** Failures without their sentences; these name the file and end with what to do. */
export function namesOf(failures: readonly PlainFailure[]): Omit<PlainFailure, 'sentence'>[] {
  return failures.map(({ scene, band, tag }) => ({ scene, band, tag }));
}
