import type { JSHandle, Page } from '@playwright/test';
import type { Image, ImageCollection } from '../../src/ee/ee.ts';
import type { ComputedPixels } from '../../src/engine/compute-pixels.ts';
import type { LayerSpec } from '../../src/engine/layer.ts';
import type { PixelSample } from '../../src/engine/sample.ts';
import type { PixelGrid } from '../../src/grid/pixel-grid.ts';
import type { Viewer } from '../../src/viewer.ts';
import { openEmptyApp, test as base, type PlainFailure } from './app.ts';

/** Playwright's test with one app without layers, in which all tests of a file compute one after the other. */
export const test = base.extend<object, { lab: Page }>({
  lab: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage({ viewport: { width: 320, height: 240 } });
      await openEmptyApp(page, site);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});

/** A viewer of the page: the app's own, or another one beside it. */
export type ViewerHandle = JSHandle<Viewer>;

export type Settings = Pick<
  ConstructorParameters<typeof Viewer>[1],
  'layersPerArray' | 'gpuBudget' | 'readerBudget'
>;

/** Works with the app's viewer; with settings, with a second one in the same page that has them. */
export async function withViewer(
  page: Page,
  settings: Settings | undefined,
  work: (viewer: ViewerHandle) => Promise<void>,
): Promise<void> {
  const viewer = await page.evaluateHandle((settings) => {
    const own = window.bestpixel!;
    if (!settings) return own;
    const element = document.createElement('div');
    element.style.cssText = 'position: fixed; width: 64px; height: 64px';
    document.body.append(element);
    return new (own.constructor as typeof Viewer)(element, settings);
  }, settings);
  await work(viewer);
  if (settings) await viewer.evaluate((viewer) => viewer.dispose());
}

/** Replaces a viewer's layers by hidden ones, so that only what a test computes is read. */
export async function offer(
  viewer: ViewerHandle,
  images: Readonly<Record<string, Image | ImageCollection>>,
): Promise<void> {
  // Playwright's types cannot follow an expression's.
  const layers: unknown = Object.entries(images).map(([id, { node }]) => ({ id, image: node, shown: false }));
  await viewer.evaluate((viewer, layers) => viewer.setLayers(layers as readonly LayerSpec[]), layers);
}

export interface Wanted {
  readonly layer: string;
  readonly grid: PixelGrid;
  readonly bands?: readonly string[];
}

export type Pixels = Omit<ComputedPixels, 'failures'> & { readonly failures: readonly PlainFailure[] };

export function computePixels(viewer: ViewerHandle, wanted: Wanted): Promise<Pixels> {
  return viewer.evaluate(async (viewer, wanted) => {
    const { failures, ...pixels } = await viewer.computePixels(wanted);
    const plain = failures.map(({ scene, band, error, sentence }) => ({
      scene,
      band,
      tag: error.tag,
      sentence,
    }));
    return { ...pixels, failures: plain };
  }, wanted);
}

export type Sampled = Pick<PixelSample, 'values' | 'scene' | 'series'>;

/** What each layer has at a place, by layer id. */
export async function sample(
  viewer: ViewerHandle,
  place: { readonly lng: number; readonly lat: number; readonly scale?: number },
): Promise<Record<string, Sampled>> {
  const layers = await viewer.evaluate(async (viewer, place) => {
    const layers = await viewer.sample(place);
    return layers.map(({ id, values, scene, series }) => ({ id, values, scene, series }));
  }, place);
  return Object.fromEntries(layers.map(({ id, ...sampled }) => [id, sampled]));
}

/** Each band's value at a pixel; null: masked. */
export function valuesAt({ bands }: Pixels, pixel: number): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(bands).map(([name, { data, mask }]) => [name, mask[pixel] === 1 ? data[pixel]! : null]),
  );
}

type IsAside = (pixel: number) => boolean;

export interface ExpectedBand {
  readonly data: ArrayLike<number>;
  /** Every pixel is there unless given. */
  readonly mask?: ArrayLike<number>;
  /** Pixels that are not compared. */
  readonly aside?: IsAside;
}

/** The first pixels at which a band's value or mask is not the expected one; empty: equal everywhere. */
export function bandDifferences(pixels: Pixels, name: string, expected: ExpectedBand): string[] {
  const { data, mask } = pixels.bands[name]!;
  return differences(expected.data.length, data.length, (i) => {
    const [here, there] = [mask[i] === 1, (expected.mask?.[i] ?? 1) === 1];
    if (expected.aside?.(i) || (here === there && (!here || Object.is(data[i], expected.data[i]))))
      return null;
    return `${name}: ${here ? data[i] : 'masked'}, not ${there ? expected.data[i] : 'masked'}`;
  });
}

/** The first pixels at which the winner is not the expected one (−1: none); empty: equal everywhere. */
export function winnerDifferences({ scene }: Pixels, expected: ArrayLike<number>, aside?: IsAside): string[] {
  return differences(expected.length, scene.length, (i) =>
    scene[i] === expected[i] || aside?.(i) ? null : `winner ${scene[i]}, not ${expected[i]}`,
  );
}

function differences(expected: number, actual: number, at: (pixel: number) => string | null): string[] {
  if (expected !== actual) return [`${actual} pixels, not ${expected}`];
  const found: string[] = [];
  for (let i = 0; i < expected && found.length < 5; i++) {
    const difference = at(i);
    if (difference) found.push(`pixel ${i}: ${difference}`);
  }
  return found;
}
