// A median beside the best pixel. The median makes values that no scene has;
// the best pixel is a real one, with all its bands of one moment.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

var clear = col.map(function(img) {
  var probability = img.select('MSK_CLDPRB');
  return img.addBands(probability.multiply(-1).rename('quality')).updateMask(probability.lt(20));
});

var best = clear.qualityMosaic('quality');
var median = clear.select(['B4', 'B3', 'B2']).median();

var visParams = {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000};
Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(median, visParams, 'Median', false);
Map.addLayer(best, visParams, 'Best pixel');

// Where the two differ, in red reflectance.
var difference = best.select('B4').subtract(median.select('B4'));
Map.addLayer(
  difference,
  {
    min: -500,
    max: 500,
    palette: ['steelblue', 'white', 'indianred']
  },
  'Best less median (red)',
  false
);
