import { describe, expect, test } from 'vitest';
import { runHere } from './testing/interpreter.ts';

/** The example of Earth Engine's reference page of `qualityMosaic`, in short. */
const example = `// A collection, its scenes ranked by cloud probability.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');
col = col.map(function(img) {
  var cldProb = img.select('MSK_CLDPRB');
  var cldProbInv = cldProb.multiply(-1).rename('quality');
  return img.addBands(cldProbInv);
});
var visParams = {
  bands: ['B4', 'B3', 'B2'],
  min: 0,
  max: 4500
};
Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(col, visParams, 'Collection (for series inspection)', false);
var img = col.qualityMosaic('quality');
Map.addLayer(img, visParams, 'Best-pixel mosaic (by cloud score)');
var img = col.qualityMosaic('MSK_CLDPRB');
Map.addLayer(img, visParams, 'Worst-pixel mosaic (by cloud score)', false);
`;

describe('a script', () => {
  test('gives the layers of the example, with defaults and places', async () => {
    const { layers, camera, printed } = await runHere(example);
    const visParams = { bands: ['B4', 'B3', 'B2'], min: 0, max: 4500 };
    expect(layers.map((layer) => ({ ...layer, image: null }))).toEqual([
      {
        image: null,
        name: 'Collection (for series inspection)',
        visParams,
        shown: false,
        opacity: 1,
        at: { line: 16, column: 5 },
      },
      {
        image: null,
        name: 'Best-pixel mosaic (by cloud score)',
        visParams,
        shown: true,
        opacity: 1,
        at: { line: 18, column: 5 },
      },
      {
        image: null,
        name: 'Worst-pixel mosaic (by cloud score)',
        visParams,
        shown: false,
        opacity: 1,
        at: { line: 20, column: 5 },
      },
    ]);
    expect(layers[1]!.image).toMatchObject({ kind: 'call', method: 'ImageCollection.qualityMosaic' });
    expect(camera).toEqual({ kind: 'centre', lng: -103.19, lat: 40.14, zoom: 9 });
    expect(printed).toEqual([]);
  });
});
