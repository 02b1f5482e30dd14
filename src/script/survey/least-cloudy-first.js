// Methods: ImageCollection, addLayer, bandNames, ee.ImageCollection, filter, filterDate, first, get, lt,
// mosaic, size, sort
var sorted = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-08-01')
  .filter(ee.Filter.lt('CLOUDY_PIXEL_PERCENTAGE', 30))
  .sort('CLOUDY_PIXEL_PERCENTAGE');
var first = sorted.first();
print('scenes', sorted.size());
print(first.bandNames(), first.get('CLOUDY_PIXEL_PERCENTAGE'));
Map.addLayer(first, {bands: 'B4,B3,B2', max: 3000}, 'least cloudy scene');
Map.addLayer(sorted.mosaic(), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'cloudiest on top', false);
