// Methods: ImageCollection, addLayer, ee.ImageCollection, exp, filterDate, log, qualityMosaic, select,
// setOptions, sqrt, visualize
var best = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').qualityMosaic('B8');
var rgb = best.visualize({bands: ['B4', 'B3', 'B2'], min: 0, max: 3000});
Map.setOptions('SATELLITE');
Map.addLayer(rgb, {}, 'as a picture');
Map.addLayer(best.select('B8').log().exp().sqrt(), {min: 0, max: 80}, 'root', false);
