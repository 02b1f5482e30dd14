// Two times of a summer. Hide and show the upper layer, or look at what has
// changed: harvested fields are red.
var place = ee.Geometry.Point(-103.19, 40.14);

// The same for each time: a function that is called twice.
var greenest = function(start, end) {
  return ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
    .filterBounds(place)
    .filterDate(start, end)
    .map(function(img) {
      var ndvi = img.normalizedDifference(['B8', 'B4']).rename('NDVI');
      return img.addBands(ndvi);
    })
    .qualityMosaic('NDVI');
};
var july = greenest('2020-07-01', '2020-07-20');
var august = greenest('2020-08-10', '2020-09-01');

var visParams = {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000};
Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(july, visParams, 'July');
Map.addLayer(august, visParams, 'August');

// An image of two mosaics.
var change = august.select('NDVI').subtract(july.select('NDVI'));
Map.addLayer(change, {min: -0.5, max: 0.5, palette: ['firebrick', 'white', 'seagreen']}, 'Change', false);
