// Methods: ImageCollection, addLayer, and, date, ee.ImageCollection, filter, filterMetadata, inList, limit,
// lte, mosaic, not, or, sort
var good = ee.Filter.and(
  ee.Filter.lte('CLOUDY_PIXEL_PERCENTAGE', 40),
  ee.Filter.or(ee.Filter.date('2020-07-01', '2020-07-15'), ee.Filter.date('2020-08-15', '2020-09-01'))
);
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filter(good)
  .filter(ee.Filter.inList('CLOUDY_PIXEL_PERCENTAGE', [13]).not())
  .filterMetadata('CLOUDY_PIXEL_PERCENTAGE', 'less_than', 35)
  .limit(10, 'CLOUDY_PIXEL_PERCENTAGE');
Map.addLayer(col.sort('system:time_start', false).mosaic(), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'first on top');
