// The latest clear look at each pixel.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

var ranked = col.map(function(img) {
  // A per cent or two is what clear land has; 0 alone would leave holes.
  var clear = img.select('MSK_CLDPRB').lt(5);
  // The moment of each scene as a band, in milliseconds: the latest wins.
  var time = img.metadata('system:time_start').rename('time');
  return img.addBands(time).updateMask(clear);
});

var visParams = {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000};
Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(ranked.qualityMosaic('time'), visParams, 'Latest clear pixel');

// The same without a quality: mosaic() puts the last scene on top.
Map.addLayer(ranked.mosaic(), visParams, 'Latest on top', false);
