import type { Page } from '@playwright/test';
import { expect, idle, watchErrors } from './support/app.ts';
import { amid, test } from './support/demo.ts';
import { picture, shareChanged } from './support/picture.ts';

const tiff = /\.tif$/;
const grid = {
  dimensions: { width: 200, height: 150 },
  affineTransform: { scaleX: 20, translateX: 655_000, scaleY: -20, translateY: 4_447_000 },
  crsCode: 'EPSG:32613',
};

test('After a lost context everything comes back by itself, twice', async ({ demo }) => {
  const errors = watchErrors(demo);
  await demo.getByRole('checkbox', { name: /^Worst/ }).check();
  await demo.getByRole('slider', { name: /^Opacity of Worst/ }).fill('50');
  await idle(demo);
  const before = await picture(demo);
  let { kept, others } = await gpuObjects(demo);
  for (let times = 0; times < 2; times++) {
    const loss = await loseContext(demo);
    await expect(demo.locator('.story')).toHaveText('Restoring the picture…');
    await loss.restore();
    expect((await idle(demo)).complete).toBe(true);
    await expect(demo.locator('.story')).toContainText('nothing uploaded');
    expect(shareChanged(before, await picture(demo))).toBe(0);
    const now = await gpuObjects(demo);
    expect(now.others).toEqual(others);
    // Those of what was shown earlier are kept for its return, but not made again.
    for (const [i, count] of now.kept.entries()) expect(count).toBeLessThanOrEqual(kept[i]!);
    ({ kept, others } = now);
  }
  await expect(demo.locator('.layer[data-state="done"]')).toHaveCount(2);
  await expect(demo.getByRole('status', { name: 'Notices' })).toBeEmpty();
  expect(errors).toEqual([]);
});

test('Pixels asked for before, during and after a loss arrive, the same as ever', async ({ demo, site }) => {
  const compute = () =>
    demo.evaluate(async (grid) => {
      const { bands, scene, failures } = await window.bestpixel!.computePixels({
        layer: 'worst',
        grid,
        bands: ['B8'],
      });
      return { data: [...bands['B8']!.data], scene: [...scene], failures: failures.length };
    }, grid);
  site.host.break(tiff, { kind: 'stall' });
  const asked = demo.waitForEvent('request', (request) => tiff.test(request.url()));
  const before = compute();
  await asked;
  const loss = await loseContext(demo);
  const during = compute();
  site.host.mend();
  await loss.restore();
  const after = await compute();
  expect(after.failures).toBe(0);
  expect(new Set(after.scene).size).toBeGreaterThan(2);
  expect(await before).toEqual(after);
  expect(await during).toEqual(after);
});

test('The map may lose its workers, and its style with them', async ({ demo }) => {
  const before = await picture(demo);
  // What MapLibre does when it restarts its workers: the events of a loss, while the context lives on.
  const restart = () =>
    demo.evaluate(() => {
      const { map } = window.bestpixel!;
      (map as unknown as { _handleWorkersRestarted(): void })._handleWorkersRestarted();
    });
  const objects: unknown[] = [];
  for (let times = 0; times < 2; times++) {
    await restart();
    expect((await idle(demo)).complete).toBe(true);
    await demo.waitForFunction(() => window.bestpixel!.map.getLayer('bestpixel') !== undefined);
    expect(shareChanged(before, await picture(demo))).toBe(0);
    objects.push(await gpuObjects(demo));
  }
  expect(objects[1]).toEqual(objects[0]);
});

test('A context lost while the view still loads comes back complete', async ({ demo, site }) => {
  site.host.break(tiff, { kind: 'stall' });
  const asked = demo.waitForEvent('request', (request) => tiff.test(request.url()));
  await demo.evaluate((center) => {
    const viewer = window.bestpixel!;
    const best = viewer.layers.find(({ id }) => id === 'best')!;
    best.visParams = { bands: ['B8', 'B4', 'B3'], min: 0, max: 6000 };
    viewer.map.jumpTo({ center: [center[0] + 0.05, center[1] - 0.02], zoom: 13.3 });
  }, amid);
  await asked;
  const loss = await loseContext(demo);
  site.host.mend();
  await loss.restore();
  expect((await idle(demo)).complete).toBe(true);
  const { best } = await demo.evaluate(() => window.bestpixel!.stats().layers);
  expect(best).toMatchObject({ state: 'done', failures: [] });
});

/** How many there are; `kept`: programs and arrays of scenes. */
async function gpuObjects(page: Page): Promise<{ kept: number[]; others: Record<string, number> }> {
  const objects = await page.evaluate(() => ({ ...window.bestpixel!.stats().gpuObjects }));
  const { program = 0, array = 0, ...others } = objects;
  return { kept: [program, array], others };
}

/** Loses the map's context; resolves once the page knows. `restore` gives it back. */
async function loseContext(page: Page): Promise<{ restore(): Promise<void> }> {
  const extension = await page.evaluateHandle(async () => {
    const canvas = window.bestpixel!.map.getCanvas();
    const extension = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    const lost = new Promise((resolve) =>
      canvas.addEventListener('webglcontextlost', resolve, { once: true }),
    );
    extension.loseContext();
    await lost;
    return extension;
  });
  return {
    restore: () =>
      extension.evaluate(async (extension) => {
        const canvas = window.bestpixel!.map.getCanvas();
        const restored = new Promise((resolve) =>
          canvas.addEventListener('webglcontextrestored', resolve, { once: true }),
        );
        // A context cannot be given back within the event that tells of its loss.
        await new Promise((resolve) => setTimeout(resolve));
        extension.restoreContext();
        await restored;
      }),
  };
}
