import type { Page } from '@playwright/test';
import type { Image } from '../../src/ee/ee.ts';
import { exampleScenes } from '../../src/recipes/cloud-score.ts';
import { computePixels, offer } from './pixels.ts';

/** Amid the demo's main tile, on its own grid. */
export const grid = {
  dimensions: { width: 64, height: 64 },
  affineTransform: {
    scaleX: 60,
    shearX: 0,
    translateX: 652_000,
    shearY: 0,
    scaleY: -60,
    translateY: 4_447_000,
  },
  crsCode: 'EPSG:32613',
};
const pixelCount = grid.dimensions.width * grid.dimensions.height;
/** No data, saturated, shadow, clouds, cirrus. */
const closed = new Set([0, 1, 3, 8, 9, 10]);

export interface SceneAlone {
  readonly id: string;
  readonly datetime: number;
  /** Null: masked. */
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}

/** The winner's id at each pixel of the best layer; null: none. */
export async function best(page: Page): Promise<(string | null)[]> {
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const { scene, scenes } = await computePixels(viewer, { layer: 'best', grid, bands: ['B4'] });
  return Array.from(scene, (index) => scenes[index]?.id ?? null);
}

/** Each scene's own pixels, read one by one, in the collection's order. Replaces the layers. */
export async function scenesAlone(page: Page): Promise<SceneAlone[]> {
  const viewer = await page.evaluateHandle(() => window.bestpixel!);
  const all = exampleScenes('COPERNICUS/S2_SR_HARMONIZED');
  await offer(viewer, { all });
  const { scenes } = await computePixels(viewer, { layer: 'all', grid, bands: ['B4'] });
  await offer(
    viewer,
    Object.fromEntries(
      scenes.map(({ id, datetime }): [string, Image] => [id, all.filterDate(datetime).mosaic()]),
    ),
  );
  const found: SceneAlone[] = [];
  for (const { id, datetime } of scenes) {
    const { bands } = await computePixels(viewer, { layer: id, grid, bands: ['B4', 'B8', 'SCL'] });
    const values = Object.entries(bands).map(([name, { data, mask }]) => [
      name,
      Array.from(data, (value, i) => (mask[i] === 1 ? value : null)),
    ]);
    found.push({ id, datetime, values: Object.fromEntries(values) as SceneAlone['values'] });
  }
  return found;
}

/** The scene of the highest score among those whose class is open; of equals the last. */
export function winnersByLoop(
  kind: string,
  scenes: readonly SceneAlone[],
  target: number,
): (string | null)[] {
  return Array.from({ length: pixelCount }, (_, i) => {
    let won: { readonly id: string; readonly score: number } | null = null;
    for (const { id, datetime, values } of scenes) {
      const scl = values['SCL']![i]!;
      if (scl === null || closed.has(scl)) continue;
      const score = scoreOf(kind, { datetime, red: values['B4']![i]!, nir: values['B8']![i]!, target });
      if (score !== null && (!won || score >= won.score)) won = { id, score };
    }
    return won?.id ?? null;
  });
}

function scoreOf(
  kind: string,
  pixel: {
    readonly datetime: number;
    readonly red: number | null;
    readonly nir: number | null;
    readonly target: number;
  },
): number | null {
  const { datetime, red, nir, target } = pixel;
  if (kind === 'most-recent') return datetime;
  if (kind === 'oldest') return -datetime;
  if (kind === 'clear-sky') return -Math.abs(datetime - target);
  if (red === null || nir === null || red <= 0 || nir <= 0) return null;
  // Equal in 32 bits is equal there.
  return Math.fround((nir - red) / (nir + red));
}
