// Methods: ImageCollection, addBands, addLayer, ee.ImageCollection, filterDate, gt, map, median, multiply,
// qualityMosaic, rename, select, unmask, where
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01');
var best = col.map(function(img) {
  return img.addBands(img.select('MSK_CLDPRB').multiply(-1).rename('q'));
}).qualityMosaic('q');
var cloudy = best.select('MSK_CLDPRB').gt(40);
var filled = best.select(['B4', 'B3', 'B2']).where(cloudy, col.select(['B4', 'B3', 'B2']).median()).unmask(0);
Map.addLayer(filled, {max: 3000}, 'filled');
