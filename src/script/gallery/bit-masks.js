// Cloud masks that are bits of a number. Landsat's QA_PIXEL has a bit each for
// dilated cloud (1), cirrus (2), cloud (3) and cloud shadow (4).
// Sentinel-2's QA60 works alike with bits 10 and 11, but open data has no QA60:
// use SCL or MSK_CLDPRB there.
var col = ee.ImageCollection('LANDSAT/LC08/C02/T1_L2')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

// 1 << 3 is 8: a number with bit 3 alone.
var cloudy = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4);

var clear = col.map(function(img) {
  var qa = img.select('QA_PIXEL');
  // None of these bits is set.
  var mask = qa.bitwiseAnd(cloudy).eq(0);
  // Bits 8 and 9 say how sure the cloud is: 0 to 3, the surest is the worst.
  var confidence = qa.rightShift(8).bitwiseAnd(3);
  return img.addBands(confidence.multiply(-1).rename('quality')).updateMask(mask);
});

// Surface reflectance is stored as numbers: 7273 is 0, and 18182 is 0.3.
var visParams = {bands: ['SR_B4', 'SR_B3', 'SR_B2'], min: 7273, max: 18182};
Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(col, visParams, 'All pixels', false);
Map.addLayer(clear.qualityMosaic('quality'), visParams, 'Least likely cloud, by bits');
