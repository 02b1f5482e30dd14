// The greenest pixel of a summer, of Landsat 8 and 9 together.
var place = ee.Geometry.Point(-103.19, 40.14);
var col = ee.ImageCollection('LANDSAT/LC08/C02/T1_L2')
  .merge(ee.ImageCollection('LANDSAT/LC09/C02/T1_L2'))
  .filterBounds(place)
  .filterDate('2022-06-01', '2022-09-01');

var withNdvi = col.map(function(img) {
  // Stored numbers become reflectance before they are put in a ratio.
  var optical = img.select('SR_B.').multiply(0.0000275).add(-0.2);
  // Clear: none of the bits for cloud, cirrus and shadow.
  var clear = img.select('QA_PIXEL').bitwiseAnd(30).eq(0);
  var ndvi = optical.normalizedDifference(['SR_B5', 'SR_B4']).rename('NDVI');
  return optical.addBands(ndvi).updateMask(clear);
});

var greenest = withNdvi.qualityMosaic('NDVI');

Map.setCenter(-103.19, 40.14, 9);
Map.addLayer(greenest, {bands: ['SR_B4', 'SR_B3', 'SR_B2'], min: 0, max: 0.3}, 'Greenest pixel');
Map.addLayer(
  greenest.select('NDVI'),
  {min: 0, max: 0.9, palette: ['white', 'darkgreen']},
  'Its NDVI',
  false
);
