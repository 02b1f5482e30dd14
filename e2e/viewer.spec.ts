import type { Page } from '@playwright/test';
import { cloudScoreLayers } from '../src/recipes/cloud-score.ts';
import type { LayerSpec } from '../src/engine/layer.ts';
import type { Viewer } from '../src/viewer.ts';
import { expect } from './support/app.ts';
import { amid, demoScenes, test } from './support/demo.ts';
import type { ViewerHandle } from './support/pixels.ts';

const tiff = /\.tif$/;
const grid = {
  dimensions: { width: 64, height: 64 },
  affineTransform: { scaleX: 10, translateX: 655_000, scaleY: -10, translateY: 4_447_000 },
  crsCode: 'EPSG:32613',
};

test('Two layers of one id are refused, and the layers before them stay', async ({ demo }) => {
  const refused = await demo.evaluate(() => {
    const viewer = window.bestpixel!;
    const image = { kind: 'constant', value: 1 } as const;
    const before = viewer.layers.map(({ id }) => id);
    try {
      viewer.setLayers([
        { id: 'one', image: image as never },
        { id: 'one', image: image as never },
      ]);
      return null;
    } catch (error) {
      return {
        error: String(error) as unknown,
        same: viewer.layers.map(({ id }) => id).join() === before.join(),
      };
    }
  });
  expect(refused).toEqual({ error: expect.stringContaining('same id') as unknown, same: true });
});

test('Waiting for pixels ends when it is aborted', async ({ demo, site }) => {
  site.host.break(tiff, { kind: 'stall' });
  const ends = await demo.evaluate(async (grid) => {
    const viewer = window.bestpixel!;
    viewer.map.jumpTo({ center: [-103.2, 40.11], zoom: 14 });
    const stop = new AbortController();
    const { signal } = stop;
    const waiting = [
      viewer.idle({ signal }),
      viewer.computePixels({ layer: 'best', grid, signal }),
      viewer.sample({ lng: -103.2, lat: 40.11, signal }),
    ];
    await Promise.resolve();
    stop.abort();
    const ends = await Promise.allSettled([...waiting, viewer.idle({ signal: AbortSignal.abort() })]);
    return ends.map((end) => (end.status === 'rejected' ? (end.reason as Error).name : 'settled'));
  }, grid);
  expect(ends).toEqual(Array.from({ length: 4 }, () => 'AbortError'));
});

test('A disposed viewer leaves nothing behind', async ({ bare, site }) => {
  await bare.evaluate(watchPage);
  const workers = () => bare.workers().length;
  const before = { workers: workers(), listeners: await listeners(bare) };
  const layers = cloudScoreLayers(demoScenes);

  // MapLibre leaves some objects to its context's end: as many as without layers are not ours.
  const empty = await openViewer(bare, []);
  await empty.evaluate((viewer) => viewer.dispose());
  const left = await liveObjects(bare, { forget: true });

  const viewer = await openViewer(bare, layers);
  expect(workers()).toBeGreaterThan(before.workers);
  expect((await liveObjects(bare))['Texture']).toBeGreaterThan(10);
  site.host.break(tiff, { kind: 'stall' });
  const ends = await viewer.evaluate(async (viewer, grid) => {
    viewer.layers[2]!.shown = true;
    viewer.map.jumpTo({ center: [-103.2, 40.11], zoom: 14 });
    const compute = () => viewer.computePixels({ layer: 'best', grid });
    const waiting = [viewer.idle(), compute(), viewer.sample({ lng: -103.2, lat: 40.11 })];
    setTimeout(() => viewer.dispose());
    const ends = await Promise.allSettled(waiting);
    const late = await Promise.allSettled([viewer.idle(), compute()]);
    return [...ends, ...late].map((end) =>
      end.status === 'rejected' ? String((end.reason as { tag?: string }).tag) : 'settled',
    );
  }, grid);
  expect(ends).toEqual(Array.from({ length: 5 }, () => 'disposed'));
  expect(await liveObjects(bare)).toEqual(left);
  await expect.poll(workers).toBe(before.workers);
  expect(await listeners(bare)).toEqual(before.listeners);
  expect(await bare.locator('.other > *').count()).toBe(0);
  expect(await viewer.evaluate((viewer) => viewer.stats().gpuBytes)).toBe(0);
});

/** A second viewer in the page, all of whose pixels are there. */
async function openViewer(page: Page, layers: readonly LayerSpec[]): Promise<ViewerHandle> {
  const viewer = await page.evaluateHandle((center) => {
    const element = document.createElement('div');
    element.className = 'other';
    element.style.cssText = 'width: 400px; height: 300px';
    document.body.append(element);
    return new (window.bestpixel!.constructor as typeof Viewer)(element, {
      demo: { url: new URL('demo/items.json', document.baseURI).href },
      map: { center, zoom: 12 },
      projection: 'mercator',
    });
  }, amid);
  await viewer.evaluate(async (viewer, layers) => {
    viewer.setLayers(JSON.parse(layers) as LayerSpec[]);
    await viewer.idle();
    if (!viewer.map.loaded()) await viewer.map.once('idle');
  }, JSON.stringify(layers));
  return viewer;
}

/** Live GL objects of the viewers beside the app's; `forget` counts them no more. */
function liveObjects(page: Page, { forget = false } = {}): Promise<Record<string, number>> {
  return page.evaluate((forget) => window.liveObjects!(forget), forget);
}

declare global {
  interface Window {
    liveObjects?: (forget: boolean) => Record<string, number>;
    listenerCounts?: () => Record<string, number>;
  }
}

function listeners(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => window.listenerCounts!());
}

/** Counts, from now on, GL objects that are alive and listeners of window and document. */
function watchPage(): void {
  const alive = new Map<object, string>();
  const own = window.bestpixel!.map.getCanvas().getContext('webgl2');
  const { prototype } = WebGL2RenderingContext;
  const methods = prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const kinds = ['Texture', 'Framebuffer', 'Buffer', 'VertexArray', 'Program', 'Shader', 'Renderbuffer'];
  for (const kind of kinds) {
    const [create, free] = [methods[`create${kind}`]!, methods[`delete${kind}`]!];
    methods[`create${kind}`] = function (...args) {
      const made = create.apply(this, args) as object;
      if ((this as unknown) !== own) alive.set(made, kind);
      return made;
    };
    methods[`delete${kind}`] = function (...args) {
      alive.delete(args[0] as object);
      return free.apply(this, args);
    };
  }
  const tally = (names: Iterable<string>): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  window.liveObjects = (forget) => {
    const counts = tally(alive.values());
    if (forget) alive.clear();
    return counts;
  };

  const heard: string[] = [];
  const target = EventTarget.prototype;
  const { addEventListener, removeEventListener } = target;
  target.addEventListener = function (...args) {
    if (this === window || this === document) heard.push(String(args[0]));
    addEventListener.apply(this, args);
  };
  target.removeEventListener = function (...args) {
    const at = this === window || this === document ? heard.indexOf(String(args[0])) : -1;
    if (at >= 0) heard.splice(at, 1);
    removeEventListener.apply(this, args);
  };
  window.listenerCounts = () => tally(heard);
}
