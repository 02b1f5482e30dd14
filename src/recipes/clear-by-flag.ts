import type { Image, ImageCollection } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { best, type Picture, threeLayers, worst } from './three-layers.ts';

/** Bits of Landsat's QA_PIXEL: dilated cloud, cirrus, cloud, cloud shadow. */
const cloudy = 0b11110;

/** Pixels without a cloud flag win, the latest of them: Landsat has flags and no probability. */
export function clearByFlagLayers(scenes: ImageCollection, picture: Picture, band: string): LayerSpec[] {
  const clear = (image: Image): Image => image.select(band).bitwiseAnd(cloudy).eq(0);
  const ranked = scenes.map((image) =>
    image.addBands(clear(image).rename('clear')).addBands(clear(image).not().rename('cloudy')),
  );
  return threeLayers({
    scenes,
    picture,
    best: { name: best('latest clear'), image: ranked.qualityMosaic('clear') },
    worst: { name: worst('latest cloudy'), image: ranked.qualityMosaic('cloudy') },
  });
}
