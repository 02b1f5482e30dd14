// Methods: ImageCollection, add, addBands, addLayer, bitwiseAnd, copyProperties, ee.ImageCollection, eq,
// filterDate, float, map, multiply, normalizedDifference, qualityMosaic, rename, select, updateMask
function prepare(image) {
  var optical = image.select('SR_B.').multiply(0.0000275).add(-0.2);
  var mask = image.select('QA_PIXEL').bitwiseAnd(parseInt('11111', 2)).eq(0);
  return image.addBands(optical, null, true).updateMask(mask).copyProperties(image, ['system:time_start']);
}
function addNdvi(image) {
  return image.addBands(image.normalizedDifference(['SR_B5', 'SR_B4']).rename('NDVI').float());
}
var col = ee.ImageCollection('LANDSAT/LC08/C02/T1_L2').filterDate('2020-06-01', '2020-09-01').map(prepare).map(addNdvi);
Map.addLayer(col.qualityMosaic('NDVI'), {bands: ['SR_B4', 'SR_B3', 'SR_B2'], max: 0.3}, 'greenest');
