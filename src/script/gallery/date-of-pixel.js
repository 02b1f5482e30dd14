// From which day each pixel of the best-pixel mosaic comes.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

var ranked = col.map(function(img) {
  var quality = img.select('MSK_CLDPRB').multiply(-1).rename('quality');
  // Days since 1 January, and the date as a number to read: 20200715.
  var doy = img.date().getRelative('day', 'year');
  var date = ee.Number.parse(img.date().format('YYYYMMdd'));
  return img
    .addBands(quality)
    .addBands(ee.Image.constant(doy).rename('doy').toInt16())
    .addBands(ee.Image.constant(date).rename('date').toInt32());
});

// The winner brings all its bands: its date, too.
var best = ranked.qualityMosaic('quality');

Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(best, {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000}, 'Least cloud');
// Beside the day of the year there is the date, as 20200714.
Map.addLayer(
  best.select('doy', 'date'),
  {
    bands: ['doy'],
    min: 182,
    max: 244,
    palette: ['navy', 'teal', 'gold', 'firebrick']
  },
  'Day of the year'
);
