import type { Page } from 'playwright';
import type { PixelGrid } from '../src/grid/pixel-grid.ts';

/** Shows one layer instead of another; milliseconds until its final pixels are drawn. */
export function toggle(
  page: Page,
  request: { readonly hide: string; readonly show: string; readonly patience: number },
): Promise<number> {
  return page.evaluate(async ({ hide, show, patience }) => {
    const viewer = window.bestpixel!;
    const began = performance.now();
    for (const layer of viewer.layers) {
      if (layer.id === hide) layer.shown = false;
      if (layer.id === show) layer.shown = true;
    }
    const drawn = new Promise((resolve) => void viewer.map.once('render', resolve));
    await viewer.idle({ signal: AbortSignal.timeout(patience) });
    await drawn;
    return performance.now() - began;
  }, request);
}

/** Composes a grid; milliseconds, and how many of its pixels have a winner. */
export function compute(
  page: Page,
  request: { readonly layer: string; readonly grid: PixelGrid; readonly patience: number },
): Promise<{ ms: number; won: number }> {
  return page.evaluate(async ({ layer, grid, patience }) => {
    const began = performance.now();
    const signal = AbortSignal.timeout(patience);
    const { scene } = await window.bestpixel!.computePixels({ layer, grid, signal });
    const ms = performance.now() - began;
    return { ms, won: scene.reduce((sum, winner) => sum + (winner >= 0 ? 1 : 0), 0) };
  }, request);
}
