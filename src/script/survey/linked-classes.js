// Methods: ImageCollection, addBands, addLayer, ee.ImageCollection, eq, filterDate, linkCollection, map,
// or, qualityMosaic, rename, select
var classes = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').select(['SCL'], ['class']);
var linked = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-09-01')
  .select('B2', 'B3', 'B4')
  .linkCollection(classes, ['class']);
var ranked = linked.map(function(img) {
  return img.addBands(img.select('class').eq(5).or(img.select('class').eq(4)).rename('land'));
});
Map.addLayer(ranked.qualityMosaic('land'), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'land');
