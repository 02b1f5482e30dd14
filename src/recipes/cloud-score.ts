import { ee, type ImageCollection } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';
import { example } from './example.ts';
import { best, type Picture, threeLayers, worst } from './three-layers.ts';

/** The scenes of Earth Engine's own example. */
export function exampleScenes(collection: string): ImageCollection {
  const { place, dates } = example;
  return ee
    .ImageCollection(collection)
    .filterBounds(ee.Geometry.Point(place.lng, place.lat))
    .filterDate(dates.from, dates.to);
}

/** The layers of that example, built as trees: by the cloud probability in a band. */
export function cloudScoreLayers(
  scenes: ImageCollection,
  picture: Picture = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 },
  band = 'MSK_CLDPRB',
): LayerSpec[] {
  const ranked = scenes.map((image) => image.addBands(image.select(band).multiply(-1).rename('quality')));
  return threeLayers({
    scenes: ranked,
    picture,
    best: { name: best('by cloud score'), image: ranked.qualityMosaic('quality') },
    worst: { name: worst('by cloud score'), image: ranked.qualityMosaic(band) },
  });
}
