import type { Image, ImageCollection } from '../../src/ee/ee.ts';
import type { LayerSpec } from '../../src/engine/layer.ts';
import { expect } from './app.ts';
import { bandDifferences, computePixels, winnerDifferences, type ViewerHandle } from './pixels.ts';
import { grid, itemsOf, samplesOf } from './series.ts';

const day = 86_400_000;
const nodata = 255;

/** Hidden layers of one mosaic: its pixels, and each of its aspects. */
async function offerAspects(viewer: ViewerHandle, image: Image): Promise<void> {
  const aspects = ['pixels', 'date', 'margin', 'scenes'] as const;
  // Playwright's types cannot follow an expression's.
  const layers: unknown = aspects.map((aspect) => ({ id: aspect, image: image.node, aspect, shown: false }));
  await viewer.evaluate((viewer, layers) => viewer.setLayers(layers as readonly LayerSpec[]), layers);
}

/** By another band's highest value: where the most of 68 dates has its cloud probability, or the least. */
export async function expectAspects(
  viewer: ViewerHandle,
  scenes: ImageCollection,
  end: 'best' | 'worst',
): Promise<void> {
  const sign = end === 'best' ? -1 : 1;
  const ranked = scenes.map((scene) => scene.addBands(scene.select('clp').multiply(sign).rename('quality')));
  await offerAspects(viewer, ranked.qualityMosaic('quality'));
  const { features } = itemsOf('itemcollection_68.json');
  const clp = await Promise.all(
    features.map(async ({ assets }) => (await samplesOf(assets['clp']!.href))[0]!),
  );
  const [index] = await samplesOf(`truth/s68_q8_${end}_last_index.tif`);

  const date = await computePixels(viewer, { layer: 'date', grid, bands: ['date'] });
  expect(date.failures).toEqual([]);
  expect(winnerDifferences(date, index!)).toEqual([]);
  const days = Array.from(index!, (scene) =>
    Math.floor(Date.parse(features[scene]!.properties.datetime) / day),
  );
  expect(bandDifferences(date, 'date', { data: days })).toEqual([]);

  const competing = Array.from(index!, (_, i) => clp.map((scene) => scene[i]!).filter((v) => v !== nodata));
  const scores = competing.map((values) => values.map((v) => v * sign).toSorted((a, b) => b - a));
  const margin = await computePixels(viewer, { layer: 'margin', grid, bands: ['margin'] });
  expect(margin.failures).toEqual([]);
  expect(
    bandDifferences(margin, 'margin', {
      data: scores.map(([first, second]) => first! - (second ?? first!)),
      mask: scores.map(({ length }) => Number(length > 1)),
    }),
  ).toEqual([]);
  const { data, mask } = margin.bands['margin']!;
  const ties = Array.from(data).filter((value, i) => mask[i] === 1 && value === 0).length;
  expect(ties).toBe(scores.filter(([first, second]) => second !== undefined && first === second).length);
  expect(ties).toBeGreaterThan(0);

  const count = await computePixels(viewer, { layer: 'scenes', grid, bands: ['scenes'] });
  expect(bandDifferences(count, 'scenes', { data: competing.map(({ length }) => length) })).toEqual([]);
}
