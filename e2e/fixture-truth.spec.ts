import type { Image } from '../src/ee/ee.ts';
import type { PixelGrid } from '../src/grid/pixel-grid.ts';
import { mercatorHalf } from '../src/grid/tile.ts';
import { randomNumbers } from '../src/raster/testing/tamper.ts';
import { expect } from './support/app.ts';
import {
  ownZoneEnds,
  patchBands,
  patchGrid,
  patchItems,
  patchRules,
  probes,
  scenesOf,
  truthDifferences,
  truthOf,
} from './support/patch.ts';
import {
  computePixels,
  offer,
  sample,
  test,
  valuesAt,
  withViewer,
  type Pixels,
  type ViewerHandle,
} from './support/pixels.ts';

const layersPerArray = [undefined, { layersPerArray: 2 }];

for (const settings of layersPerArray) {
  const how = settings ? 'two scenes to an array' : 'as the app is';
  test(`on the scenes' own grid every pixel is NumPy's, ${how}`, async ({ lab, site }) => {
    await withViewer(lab, settings, async (viewer) => {
      const scenes = scenesOf(site.url + patchItems, ownZoneEnds);
      await offer(viewer, {
        best: patchRules.best(scenes),
        worst: patchRules.worst(scenes),
        greenest: patchRules.greenest(scenes),
        topmost: patchRules.topmost(scenes),
      });
      for (const rule of ['best', 'worst', 'greenest', 'topmost']) await expectTruth(viewer, 'own', rule);
    });
  });
}

test('on other grids every pixel is the one under its centre, within an eighth of a pixel', async ({
  lab,
  site,
}) => {
  await withViewer(lab, undefined, async (viewer) => {
    const scenes = scenesOf(site.url + patchItems);
    await offer(viewer, { best: patchRules.best(scenes), greenest: patchRules.greenest(scenes) });
    await expectTruth(viewer, 'mercator', 'best');
    await expectTruth(viewer, 'zone-14', 'best');
    await expectTruth(viewer, 'zone-14', 'greenest');
  });
});

test('sampling a place gives its pixel, its winner and every scene behind it', async ({ lab, site }) => {
  await withViewer(lab, undefined, async (viewer) => {
    const scenes = scenesOf(site.url + patchItems, ownZoneEnds);
    const days = [1, 2, 3, 4].map((day) => `2020-07-0${day}`);
    const alone = days.map((day, i) => [`scene-${i}`, scenes.filterDate(day, `${day}T23:00:00`).mosaic()]);
    await offer(viewer, {
      best: patchRules.best(scenes),
      topmost: patchRules.topmost(scenes),
      ...(Object.fromEntries(alone) as Record<string, Image>),
    });
    const compute = (layer: string) =>
      computePixels(viewer, { layer, grid: patchGrid('own'), bands: [...patchBands, 'cloud'] });
    const [best, topmost] = [await compute('best'), await compute('topmost')];
    const each: Pixels[] = [];
    for (const i of days.keys()) each.push(await compute(`scene-${i}`));
    for (const [column, row, lng, lat] of probes) {
      const pixel = row * best.width + column;
      const sampled = await sample(viewer, { lng, lat, scale: 20 });
      expect(sampled['topmost']!.values).toEqual(valuesAt(topmost, pixel));
      const { values, scene, series } = sampled['best']!;
      expect(values).toMatchObject(valuesAt(best, pixel));
      expect(scene).toEqual(best.scenes[best.scene[pixel]!]);
      for (const entry of series) {
        const index = best.scenes.findIndex(({ id }) => id === entry.scene.id);
        const { cloud, ...bands } = valuesAt(each[index]!, pixel);
        expect(entry.values).toMatchObject({ cloud, ...bands });
        expect(entry.quality).toBe(cloud === null ? null : 0 - cloud!);
        expect(entry.winner).toBe(index === best.scene[pixel]);
      }
      expect(series.length).toBeGreaterThanOrEqual(3);
    }
  });
});

test('sampling random places of a grid in another CRS gives its pixels', async ({ lab, site }) => {
  await withViewer(lab, undefined, async (viewer) => {
    const scenes = scenesOf(site.url + patchItems);
    await offer(viewer, { best: patchRules.best(scenes), worst: patchRules.worst(scenes) });
    const grid = patchGrid('mercator');
    const best = await computePixels(viewer, { layer: 'best', grid, bands: patchBands });
    const worst = await computePixels(viewer, { layer: 'worst', grid, bands: patchBands });
    const { doubt } = await truthOf('mercator-best');
    const random = randomNumbers(20200701);
    for (let tested = 0; tested < 20;) {
      const pixel = random(best.scene.length);
      if (doubt[pixel] !== 0) continue;
      tested++;
      const place = placeOf(grid, pixel);
      const sampled = await sample(viewer, place);
      for (const [layer, pixels] of Object.entries({ best, worst })) {
        const { values, scene, series } = sampled[layer]!;
        const where = `${layer} at pixel ${pixel}`;
        expect(values, where).toMatchObject(valuesAt(pixels, pixel));
        expect(scene, where).toEqual(pixels.scenes[pixels.scene[pixel]!] ?? null);
        expect(series.filter(({ winner }) => winner).map((entry) => entry.scene)).toEqual(
          scene ? [scene] : [],
        );
      }
    }
  });
});

/** The centre of a Web Mercator pixel, and its side in ground metres. */
function placeOf({ dimensions, affineTransform: at }: PixelGrid, pixel: number) {
  const x = at.translateX + at.scaleX * ((pixel % dimensions.width) + 0.5);
  const y = at.translateY + at.scaleY * (Math.floor(pixel / dimensions.width) + 0.5);
  const lat = Math.atan(Math.sinh((y / mercatorHalf) * Math.PI));
  const scale = at.scaleX * Math.cos(lat);
  return { lng: (x / mercatorHalf) * 180, lat: (lat * 180) / Math.PI, scale };
}

async function expectTruth(
  viewer: ViewerHandle,
  grid: Parameters<typeof patchGrid>[0],
  layer: string,
): Promise<void> {
  const pixels = await computePixels(viewer, { layer, grid: patchGrid(grid), bands: patchBands });
  const truth = await truthOf(`${grid}-${layer}`);
  expect(pixels.failures).toEqual([]);
  expect(truthDifferences(pixels, truth)).toEqual([]);
}
