// Each pixel at its greenest: from the scene where its NDVI is highest.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

var withNdvi = col.map(function(img) {
  // Clouds have a low NDVI and lose by themselves; cloud shadows may not.
  var shadow = img.select('SCL').eq(3);
  var ndvi = img.normalizedDifference(['B8', 'B4']).rename('NDVI');
  return img.addBands(ndvi.updateMask(shadow.not()));
});

// All bands of the greenest scene come along, the NDVI too.
var greenest = withNdvi.qualityMosaic('NDVI');

Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(greenest, {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000}, 'Greenest pixel');
Map.addLayer(
  greenest,
  {
    bands: ['NDVI'],
    min: 0,
    max: 0.9,
    palette: ['white', 'yellowgreen', 'darkgreen']
  },
  'Its NDVI',
  false
);
