// Methods: ImageCollection, addBands, addLayer, ee.ImageCollection, filterDate, map, mosaic, multiply,
// qualityMosaic, rename, select
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').map(function(img) {
  return img.addBands(img.select('MSK_CLDPRB').multiply(-1).rename('quality'));
});
var july = col.filterDate('2020-07-01', '2020-08-01').qualityMosaic('quality');
var august = col.filterDate('2020-08-01', '2020-09-01').qualityMosaic('quality');
var months = ee.ImageCollection([july, august]);
Map.addLayer(months.mosaic(), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'August before July');
Map.addLayer(months.qualityMosaic('quality'), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'best of both', false);
