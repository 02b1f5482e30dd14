// The clear pixel nearest to a day: first what is cloudy is masked, then the
// rest is ranked by how many days it is away.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

var day = ee.Date('2020-08-01');

var ranked = col.map(function(img) {
  // Classes 4 to 7: vegetation, bare soil, water, unclassified. A masked pixel
  // does not compete, so that clouds and their shadows never win.
  var scl = img.select('SCL');
  var clear = scl.gte(4).and(scl.lte(7));
  // Negated, since the highest value wins: 0 on the day itself.
  var days = img.date().difference(day, 'day').abs().multiply(-1);
  return img.addBands(ee.Image.constant(days).rename('nearness').toFloat()).updateMask(clear);
});

var visParams = {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000};
Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(ranked.qualityMosaic('nearness'), visParams, 'Clear and nearest to 1 August');
