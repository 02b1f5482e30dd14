import { readFileSync } from 'node:fs';
import type { Page, TestInfo } from '@playwright/test';
import { fromArrayBuffer } from 'geotiff';
import type { Image } from '../../src/ee/ee.ts';
import type { LayerSpec } from '../../src/engine/layer.ts';
import { expect } from './app.ts';

export const saveDrawer = (page: Page) => page.getByRole('complementary', { name: 'Save' });

/** Layers of a person's own, and where to look. */
export async function showAt(
  page: Page,
  images: Readonly<Record<string, Image>>,
  view: { readonly lng: number; readonly lat: number; readonly zoom: number },
): Promise<void> {
  const layers: unknown = Object.entries(images).map(([id, { node }], i) => ({
    id,
    name: id,
    image: node,
    shown: i === 0,
  }));
  await page.evaluate(
    ({ layers, view: { lng, lat, zoom } }) => {
      const viewer = window.bestpixel!;
      viewer.map.jumpTo({ center: [lng, lat], zoom });
      viewer.setLayers(layers as readonly LayerSpec[]);
    },
    { layers, view },
  );
}

/** Opens the drawer and waits until it tells what will be saved. */
export async function openSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await lookedUp(page);
}

export async function lookedUp(page: Page): Promise<void> {
  await expect(saveDrawer(page).getByText(/ pixels of /)).toBeVisible({ timeout: 30_000 });
  await expect(saveDrawer(page).locator('.outlook .stale')).toHaveCount(0);
}

/** Chooses exactly these bands. */
export async function chooseBands(page: Page, names: readonly string[]): Promise<void> {
  const boxes = saveDrawer(page).locator('.band-choices').getByRole('checkbox');
  for (const box of await boxes.all()) {
    const name = (await box.locator('..').textContent())!.trim();
    await box.setChecked(names.includes(name));
  }
}

interface SavedItem {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly assets: Readonly<Record<string, { readonly href: string }>>;
}

export interface Saved {
  /** Where the GeoTIFF lies. */
  readonly file: string;
  readonly item: SavedItem;
}

/** Presses Download, and gives what came. */
export async function download(page: Page, info: TestInfo, timeout = 60_000): Promise<Saved> {
  const files = new Map<string, string>();
  page.on('download', async (given) => {
    const path = info.outputPath(given.suggestedFilename());
    await given.saveAs(path);
    files.set(given.suggestedFilename().replace(/^.*\./, ''), path);
  });
  await saveDrawer(page).getByRole('button', { name: 'Download GeoTIFF' }).click();
  await expect(saveDrawer(page).getByText(/^Saved /)).toBeVisible({ timeout });
  await expect.poll(() => files.size).toBe(2);
  return { file: files.get('tif')!, item: JSON.parse(readFileSync(files.get('json')!, 'utf8')) as SavedItem };
}

export interface ReadTiff {
  readonly width: number;
  readonly height: number;
  readonly origin: readonly number[];
  readonly nodata: number;
  readonly samples: readonly ArrayLike<number>[];
}

/** As geotiff.js reads it. */
export async function readTiff(file: string): Promise<ReadTiff> {
  const { buffer } = new Uint8Array(readFileSync(file));
  const image = await (await fromArrayBuffer(buffer)).getImage();
  const samples = (await image.readRasters({ interleave: false })) as unknown as ArrayLike<number>[];
  return {
    width: image.getWidth(),
    height: image.getHeight(),
    origin: image.getOrigin(),
    nodata: image.getGDALNoData()!,
    samples: [...samples],
  };
}

interface Truth {
  readonly grid: {
    readonly dimensions: { readonly width: number; readonly height: number };
    readonly affineTransform: {
      readonly scaleX: number;
      readonly scaleY: number;
      readonly translateX: number;
      readonly translateY: number;
    };
  };
  /** Of each pixel and sample what has to be there; null: no pixel. */
  readonly at: (sample: number, pixel: number) => number | null;
}

/** Pixels of the truth's grid that differ in a file whose pixels are the same and reach further, and those beyond it that are not masked. */
export function differences(tiff: ReadTiff, { grid, at }: Truth): { within: string[]; beyond: number } {
  const { scaleX, scaleY, translateX, translateY } = grid.affineTransform;
  const { width, height } = grid.dimensions;
  const left = Math.round((translateX - tiff.origin[0]!) / scaleX);
  const top = Math.round((translateY - tiff.origin[1]!) / scaleY);
  const within: string[] = [];
  let beyond = 0;
  for (const [sample, data] of tiff.samples.entries()) {
    for (let y = 0; y < tiff.height; y++) {
      for (let x = 0; x < tiff.width; x++) {
        const found = data[y * tiff.width + x]!;
        const [column, row] = [x - left, y - top];
        const inside = column >= 0 && row >= 0 && column < width && row < height;
        const wanted = inside ? (at(sample, row * width + column) ?? tiff.nodata) : tiff.nodata;
        if (Object.is(found, wanted)) continue;
        if (inside) within.push(`sample ${sample}, ${column}/${row}: ${found} for ${wanted}`);
        else beyond++;
      }
    }
  }
  return { within: within.slice(0, 5), beyond };
}
