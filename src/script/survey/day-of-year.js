// Methods: ImageCollection, Number, add, addBands, addLayer, constant, date, ee.ImageCollection, ee.Number,
// filterDate, getRelative, map, normalizedDifference, qualityMosaic, rename, select
var withDoy = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-09-01')
  .map(function(img) {
    var doy = ee.Number(img.date().getRelative('day', 'year')).add(1);
    return img
      .addBands(ee.Image.constant(doy).toInt16().rename('doy'))
      .addBands(img.normalizedDifference(['B8', 'B4']).rename('ndvi'));
  });
Map.addLayer(withDoy.qualityMosaic('ndvi').select('doy'), {min: 180, max: 250}, 'day of highest ndvi');
