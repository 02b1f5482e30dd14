// The medoid: of all clear looks at a pixel the one nearest to their median.
// Like the median it leaves outliers out, but its bands belong together.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');
var bands = ['B2', 'B3', 'B4', 'B8'];

var clear = col.map(function(img) {
  return img.select(bands).updateMask(img.select('MSK_CLDPRB').lt(20));
});
var median = clear.median();

var ranked = clear.map(function(img) {
  // The square of the distance ranks as the distance does.
  var off = img.subtract(median).pow(2);
  var distance = off.select('B2').add(off.select('B3')).add(off.select('B4')).add(off.select('B8'));
  // The nearest wins: negated.
  return img.addBands(distance.multiply(-1).rename('nearness'));
});

var visParams = {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000};
Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(median, visParams, 'Median', false);
Map.addLayer(ranked.qualityMosaic('nearness'), visParams, 'Medoid');
