// Methods: ImageCollection, addBands, addLayer, ee.ImageCollection, filterDate, map, merge,
// normalizedDifference, qualityMosaic, rename, select, size
var rename = ['blue', 'green', 'red', 'nir'];
var landsat = ee.ImageCollection('LANDSAT/LC08/C02/T1_L2').select(['SR_B2', 'SR_B3', 'SR_B4', 'SR_B5'], rename);
var sentinel = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').select(['B2', 'B3', 'B4', 'B8'], rename);
var both = landsat.merge(sentinel).filterDate('2020-07-01', '2020-09-01').map(function(img) {
  return img.addBands(img.normalizedDifference(['nir', 'red']).rename('ndvi'));
});
Map.addLayer(both.qualityMosaic('ndvi'), {bands: ['red', 'green', 'blue'], max: 20000}, 'both');
print(both.size());
