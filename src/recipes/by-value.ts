import type { ImageCollection } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { best, type Picture, threeLayers, worst } from './three-layers.ts';

/** For collections of which no more is known: the highest value of a band, and the lowest. */
export function byValueLayers(scenes: ImageCollection, picture: Picture, band: string): LayerSpec[] {
  const ranked = scenes.map((image) => image.addBands(image.select(band).multiply(-1).rename('quality')));
  return threeLayers({
    scenes,
    picture,
    best: { name: best(`highest ${band}`), image: scenes.qualityMosaic(band) },
    worst: { name: worst(`lowest ${band}`), image: ranked.qualityMosaic('quality') },
  });
}
