// Methods: ImageCollection, abs, addBands, addLayer, ee.ImageCollection, filterDate, map, multiply,
// percentile, qualityMosaic, reduce, rename, select, subtract
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').select('B4', 'B8');
var target = col.reduce(ee.Reducer.percentile([25]));
var nearest = col.map(function(img) {
  var off = img.select('B4').subtract(target.select('B4_p25')).abs();
  return img.addBands(off.multiply(-1).rename('near'));
});
Map.addLayer(nearest.qualityMosaic('near'), {bands: ['B8'], max: 5000}, 'near the 25th percentile');
