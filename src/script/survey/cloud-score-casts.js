// Methods: ImageCollection, addBands, addLayer, clamp, divide, ee.ImageCollection, filterDate, map, max,
// min, multiply, normalizedDifference, qualityMosaic, rename, select, subtract, toByte, unitScale
var scored = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').map(function(img) {
  var bright = img.select('B2').divide(10000).subtract(0.1).divide(0.4).clamp(0, 1);
  var green = img.normalizedDifference(['B8', 'B4']).unitScale(0, 0.8).max(0).min(1);
  var score = green.subtract(bright).multiply(100).toInt16().rename('score');
  return img.addBands(score).addBands(img.select('SCL').toByte().rename('class'));
});
Map.addLayer(scored.qualityMosaic('score'), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'score');
