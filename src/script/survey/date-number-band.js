// Methods: Image, ImageCollection, addBands, addLayer, constant, date, ee.Image, ee.ImageCollection,
// filterDate, format, map, parse, qualityMosaic, rename, select, subtract
var dated = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-09-01')
  .map(function(img) {
    var number = ee.Number.parse(img.date().format('YYYYMMdd'));
    var when = ee.Image.constant(number).rename('date').toInt32();
    var score = ee.Image(100).subtract(img.select('MSK_CLDPRB')).rename('score');
    return img.addBands(when).addBands(score);
  });
var best = dated.qualityMosaic('score');
Map.addLayer(best.select('date'), {min: 20200701, max: 20200831, palette: ['blue', 'red']}, 'date');
