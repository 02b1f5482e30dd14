import { readFileSync } from 'node:fs';
import { ee, type Image, type ImageCollection } from '../src/ee/ee.ts';
import { expect } from './support/app.ts';
import { offer, test, withViewer, type ViewerHandle } from './support/pixels.ts';

/** The demo's grid of 20 m, across the strip that both of its tiles cover. */
const grid = {
  dimensions: { width: 640, height: 480 },
  affineTransform: { scaleX: 20, translateX: 651_000, scaleY: -20, translateY: 4_450_000 },
  crsCode: 'EPSG:32613',
};
const band = 'MSK_CLDPRB';

interface Item {
  readonly id: string;
  readonly properties: { readonly datetime: string };
}

test('The best mosaic is less cloudy than every single scene, the worst more', async ({ lab }) => {
  const { features } = JSON.parse(readFileSync('public/demo/items.json', 'utf8')) as {
    features: readonly Item[];
  };
  const all = ee
    .ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
    .map((image) => image.addBands(image.select(band).multiply(-1).rename('quality')));
  const images: Record<string, Image | ImageCollection> = {
    best: all.qualityMosaic('quality'),
    worst: all.qualityMosaic(band),
  };
  for (const { id, properties } of features) {
    const time = Date.parse(properties.datetime);
    images[id] = all.filterDate(time, time + 1).mosaic();
  }
  expect(features).toHaveLength(24);
  await withViewer(lab, undefined, async (viewer) => {
    await offer(viewer, images);
    const found = await compare(
      viewer,
      features.map(({ id }) => id),
    );
    for (const { id, names, failures, pixels, outOfOrder, ...sums } of found) {
      expect({ names, failures, outOfOrder }, id).toEqual({ names: [id], failures: 0, outOfOrder: 0 });
      expect(pixels, id).toBeGreaterThan(1000);
      expect(sums.best, id).toBeLessThan(sums.scene);
      expect(sums.worst, id).toBeGreaterThan(sums.scene);
    }
  });
});

/** Sums over the pixels of each scene, of the scene alone and of both mosaics there. */
function compare(viewer: ViewerHandle, scenes: readonly string[]) {
  return viewer.evaluate(
    async (viewer, { scenes, grid, band }) => {
      const compute = (layer: string) => viewer.computePixels({ layer, grid, bands: [band] });
      const [best, worst] = [(await compute('best')).bands[band]!, (await compute('worst')).bands[band]!];
      return Promise.all(
        scenes.map(async (id) => {
          const { bands, scenes: of, failures } = await compute(id);
          const { data, mask } = bands[band]!;
          const sums = { pixels: 0, best: 0, scene: 0, worst: 0, outOfOrder: 0 };
          for (const [i, value] of data.entries()) {
            if (mask[i] === 0) continue;
            sums.pixels++;
            sums.best += best.data[i]!;
            sums.scene += value;
            sums.worst += worst.data[i]!;
            if (best.mask[i] === 0 || best.data[i]! > value || worst.data[i]! < value) sums.outOfOrder++;
          }
          return { id, names: of.map((each) => each.id), failures: failures.length, ...sums };
        }),
      );
    },
    { scenes, grid, band },
  );
}
