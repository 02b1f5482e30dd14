// Methods: Date, Image, ImageCollection, addBands, addLayer, advance, ee.Date, ee.Image,
// ee.ImageCollection, filterDate, map, mosaic, qualityMosaic, rename, select, sequence, set, size, subtract
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').map(function(img) {
  return img.addBands(ee.Image(100).subtract(img.select('MSK_CLDPRB')).rename('clear'));
});
var weeks = ee.List.sequence(0, 3).map(function(n) {
  var start = ee.Date('2020-07-01').advance(n, 'week');
  return col.filterDate(start, start.advance(1, 'week')).qualityMosaic('clear').set('week', n);
});
var weekly = ee.ImageCollection(weeks);
Map.addLayer(weekly.mosaic(), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'latest week on top');
print(weekly.size());
