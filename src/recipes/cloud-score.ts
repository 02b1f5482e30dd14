import { ee } from '../ee/ee.ts';
import type { LayerSpec } from '../engine/layer.ts';

/** Earth Engine's own example of `ee.ImageCollection.qualityMosaic`, built as a tree: three layers by cloud score. */
export function cloudScoreLayers(collection: string): LayerSpec[] {
  const scenes = ee
    .ImageCollection(collection)
    .filterDate('2020-07-01', '2020-09-01')
    .map((image) => image.addBands(image.select('MSK_CLDPRB').multiply(-1).rename('quality')));
  const visParams = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
  return [
    { id: 'collection', name: 'Collection (for series inspection)', image: scenes, visParams, shown: false },
    {
      id: 'best',
      name: 'Best-pixel mosaic (by cloud score)',
      image: scenes.qualityMosaic('quality'),
      visParams,
    },
    {
      id: 'worst',
      name: 'Worst-pixel mosaic (by cloud score)',
      image: scenes.qualityMosaic('MSK_CLDPRB'),
      visParams,
      shown: false,
    },
  ];
}
