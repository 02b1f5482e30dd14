// Methods: Date, ImageCollection, Number, abs, addBands, addLayer, advance, and, constant, ee.Date,
// ee.ImageCollection, ee.Number, filterDate, get, lt, map, millis, multiply, neq, qualityMosaic, rename,
// select, subtract, updateMask
var target = ee.Date('2020-08-01').millis();
var near = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate(ee.Date('2020-08-01').advance(-20, 'day'), ee.Date('2020-08-01').advance(20, 'day'))
  .map(function(img) {
    var distance = ee.Number(img.get('system:time_start')).subtract(target).abs();
    return img
      .updateMask(img.select('SCL').neq(3).and(img.select('SCL').lt(7)))
      .addBands(ee.Image.constant(distance.multiply(-1)).rename('near'));
  });
Map.addLayer(near.qualityMosaic('near'), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'near 1 August');
