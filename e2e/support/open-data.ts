import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { PixelGrid } from '../../src/grid/pixel-grid.ts';
import { Host } from '../host.ts';
import { StacApi, type ApiManners } from '../stac/api.ts';
import type { ApiItem } from '../stac/search.ts';
import { dist, expect, idle, openApp, openEmptyApp, test as base, type Site } from './app.ts';
import {
  bandDifferences,
  computePixels,
  winnerDifferences,
  type Pixels,
  type ViewerHandle,
  type Wanted,
} from './pixels.ts';

export const sentinel2 = 'COPERNICUS/S2_SR_HARMONIZED';
/** Where the demo's two tiles meet. */
export const view = '#map=11.8/40.14/-103.137';
/** The dates of Earth Engine's example. */
export const dates = 'dates=2020-07-01/2020-09-01';
export const viewport = { width: 800, height: 400 };
/** Across the seam of the demo's tiles, on their own grid. */
export const grid: PixelGrid = {
  dimensions: { width: 200, height: 120 },
  affineTransform: {
    scaleX: 10,
    shearX: 0,
    translateX: 657_500,
    shearY: 0,
    scaleY: -10,
    translateY: 4_446_000,
  },
  crsCode: 'EPSG:32613',
};

export interface StacItem extends ApiItem {
  readonly assets: Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly href: string }>>;
}

interface Fixtures {
  readonly stopped: void;
  /** Starts an API that holds these items; it stops after the test. */
  readonly serve: (manners: ApiManners, items: readonly ApiItem[]) => Promise<StacApi>;
}

interface WorkerFixtures {
  /** A host of another origin, with the demo's files and the committed patch. */
  readonly files: Site;
  /** What open data has to equal. */
  readonly demo: Demo;
  /** An app that shows nothing yet, in which tests open one choice after the other. */
  readonly bench: Page;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  files: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const host = new Host({ '/demo/': join(dist, 'demo'), '/fixtures/': 'e2e/fixtures' });
      await use({ host, url: await host.start() });
      await host.stop();
    },
    { scope: 'worker' },
  ],
  demo: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage({ viewport });
      await openApp(page, site, `${view}&collection=${sentinel2}&${dates}`);
      await use(new Demo(page));
      await page.close();
    },
    { scope: 'worker' },
  ],
  bench: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage({ viewport });
      await openEmptyApp(page, site);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  serve: async ({}, use) => {
    const started: StacApi[] = [];
    await use(async (manners, items) => {
      const api = new StacApi(manners);
      for (const id of new Set(items.map(({ collection }) => collection!))) {
        const members = items.filter(({ collection }) => collection === id);
        api.collections.set(id, members);
      }
      await api.start();
      started.push(api);
      return api;
    });
    await Promise.all(started.map((api) => api.stop()));
  },
  stopped: [
    async ({ files }, use) => {
      await use();
      files.host.mend();
    },
    { auto: true },
  ],
});

/** The demo's items, as a catalog elsewhere has them that tells nothing of their being made up. */
export function demoItems({ url }: Pick<Site, 'url'>, collection = 'sentinel-2-c1-l2a'): StacItem[] {
  const text = readFileSync(join(dist, 'demo/items.json'), 'utf8');
  const { features } = JSON.parse(text) as { features: StacItem[] };
  return features.map((item) => {
    const { 'bestpixel:synthetic': _, ...properties } = item.properties;
    const assets = Object.entries(item.assets).map(
      ([key, asset]) => [key, { ...asset, href: new URL(asset.href, `${url}/demo/`).href }] as const,
    );
    return { ...item, collection, properties, assets: Object.fromEntries(assets) };
  });
}

/** The same as the Planetary Computer has them: by the files' names, without cloud probability, units and offsets. */
export function planetaryItems(files: Pick<Site, 'url'>): StacItem[] {
  const keys: Readonly<Record<string, string>> = {
    blue: 'B02',
    green: 'B03',
    red: 'B04',
    nir: 'B08',
    scl: 'SCL',
  };
  return demoItems(files, 'sentinel-2-l2a').map((item) => {
    const assets = Object.entries(item.assets).flatMap(([name, { href, type }]) =>
      keys[name] ? [[keys[name], { href, type }] as const] : [],
    );
    return { ...item, assets: Object.fromEntries(assets) };
  });
}

/** The items of the committed patch. */
export function patchItems({ url }: Pick<Site, 'url'>, collection = 'patch'): StacItem[] {
  const { features } = JSON.parse(readFileSync('e2e/fixtures/patch/items.json', 'utf8')) as {
    features: StacItem[];
  };
  return features.map((item) => {
    const assets = Object.entries(item.assets).map(
      ([key, asset]) =>
        [key, { ...asset, href: new URL(asset.href, `${url}/fixtures/patch/`).href }] as const,
    );
    return { ...item, collection, assets: Object.fromEntries(assets) };
  });
}

/** Items that no search of the example may give: the wrong time by a hair, the wrong place, the wrong collection. */
export function decoysOf(items: readonly StacItem[]): StacItem[] {
  const [first] = items as [StacItem];
  const at = (id: string, datetime: string): StacItem => ({
    ...first,
    id,
    properties: { ...first.properties, datetime },
  });
  const square = [
    [10, 40],
    [11, 40],
    [11, 41],
    [10, 41],
    [10, 40],
  ];
  return [
    at('just-after', '2020-09-01T00:00:00Z'),
    at('just-before', '2020-06-30T23:59:59.999Z'),
    { ...first, id: 'elsewhere', bbox: [10, 40, 11, 41], geometry: { coordinates: [square] } },
    { ...first, id: 'of-another-kind', collection: 'sentinel-1-grd' },
  ];
}

/** Waits until the app shows so many scenes, and has all of their pixels. */
export async function shows(page: Page, scenes: number): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.bestpixel!.collections.map(({ scenes }) => scenes)))
    .toEqual([scenes]);
  expect(await idle(page)).toEqual({ complete: true, failures: [] });
}

/** Opens another choice in a page that runs, as a person edits the address. */
export async function change(page: Page, hash: string): Promise<void> {
  await page.evaluate((hash) => {
    // So that nothing of the old choice is taken for the new one.
    window.bestpixel!.setLayers([]);
    location.hash = hash;
  }, hash);
}

/** The app on its demo. */
export class Demo {
  readonly page: Page;
  readonly #known = new Map<string, Promise<Pixels>>();
  #chosen = '';

  constructor(page: Page) {
    this.page = page;
  }

  /** What its scenes of a choice give; `more`: what narrows it, as in "&cloud=10". */
  pixels(more: string, wanted: Wanted): Promise<Pixels> {
    const key = JSON.stringify([more, wanted]);
    const pixels = this.#known.get(key) ?? this.#compute(more, wanted);
    this.#known.set(key, pixels);
    return pixels;
  }

  async #compute(more: string, wanted: Wanted): Promise<Pixels> {
    if (this.#chosen !== more) await change(this.page, `${view}&collection=${sentinel2}&${dates}${more}`);
    this.#chosen = more;
    await expect.poll(() => this.page.evaluate(() => window.bestpixel!.layers.length)).toBe(3);
    return pixelsOf(this.page, wanted);
  }
}

export async function pixelsOf(page: Page, wanted: Wanted): Promise<Pixels> {
  const viewer: ViewerHandle = await page.evaluateHandle(() => window.bestpixel!);
  return computePixels(viewer, wanted);
}

/** Where pixels, masks or winners differ from others; empty: equal, bit for bit. Lists of scenes may be of other areas. */
export function pixelDifferences(pixels: Pixels, truth: Pixels): string[] {
  const ids = pixels.scenes.map(({ id }) => id);
  const winners = Array.from(truth.scene, (winner) => ids.indexOf(truth.scenes[winner]?.id ?? ''));
  return [
    ...pixels.failures.map(({ sentence }) => sentence),
    ...winnerDifferences(pixels, winners),
    ...Object.entries(truth.bands).flatMap(([name, band]) => bandDifferences(pixels, name, band)),
  ];
}

interface LayerFacts {
  readonly id: string;
  readonly name: string;
  readonly shown: boolean;
  readonly visParams: unknown;
}

export function layersOf(page: Page): Promise<LayerFacts[]> {
  return page.evaluate(() =>
    window.bestpixel!.layers.map(({ id, name, shown, visParams }) => ({ id, name, shown, visParams })),
  );
}

/** Origins that a page and its workers have spoken to so far, in order of the alphabet. */
export function hostsOf(page: Page): () => string[] {
  const origins = new Set<string>();
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http')) origins.add(origin);
  });
  return () => [...origins].toSorted();
}
