// Methods: ImageCollection, add, addBands, addLayer, divide, ee.ImageCollection, filterDate, map,
// qualityMosaic, rename, select, subtract
var bare = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-09-01')
  .map(function(img) {
    var light = img.select('B11').add(img.select('B4'));
    var dark = img.select('B8').add(img.select('B2'));
    var bsi = light.subtract(dark).divide(light.add(dark)).rename('BSI');
    return img.addBands(bsi);
  })
  .qualityMosaic('BSI');
Map.addLayer(bare, {bands: ['B11', 'B8', 'B4'], min: 0, max: 5000}, 'bare soil');
