import type { Page } from '@playwright/test';
import type { PixelGrid } from '../../src/grid/pixel-grid.ts';

/** Amid the demo's main tile, on its own grid. */
export const amidMain: PixelGrid = {
  dimensions: { width: 96, height: 64 },
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

export interface PlainLayer {
  readonly id: string;
  readonly name: string;
  readonly shown: boolean;
  readonly opacity: number;
  readonly visParams: unknown;
  /** The expression, as it would be sent elsewhere. */
  readonly node: unknown;
}

export function layersOf(page: Page): Promise<PlainLayer[]> {
  return page.evaluate(() => {
    const { layers } = window.bestpixel!.stage.engine;
    return layers.map(
      ({ id, name, shown, opacity, visParams, node }) =>
        // Playwright's own copies keep what is one object one object.
        JSON.parse(JSON.stringify({ id, name, shown, opacity, visParams, node })) as PlainLayer,
    );
  });
}

/** Scripts give no ids. */
export function withoutId({ name, shown, opacity, visParams, node }: PlainLayer): Omit<PlainLayer, 'id'> {
  return { name, shown, opacity, visParams, node };
}

/** Every layer's visualised bands, masks and winners on a grid. */
export function layerPixels(page: Page, layers: readonly string[], grid: PixelGrid): Promise<unknown[]> {
  return page.evaluate(
    async ({ layers, grid }) => {
      const all = [];
      for (const layer of layers) {
        const { bands, scene, scenes, failures } = await window.bestpixel!.computePixels({ layer, grid });
        const told = Object.entries(bands).map(([name, { data, mask }]) => [
          name,
          Array.from(data, (value, i) => (mask[i] === 1 ? value : null)),
        ]);
        all.push({ bands: told, scene: [...scene], scenes, failures: failures.length });
      }
      return all;
    },
    { layers, grid },
  );
}
