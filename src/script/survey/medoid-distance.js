// Methods: ImageCollection, addBands, addLayer, ee.ImageCollection, filterDate, map, median, multiply, pow,
// qualityMosaic, reduce, rename, select, sqrt, subtract, sum
var clear = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-09-01')
  .select(['B2', 'B3', 'B4']);
var median = clear.median();
var medoid = clear
  .map(function(img) {
    var distance = img.subtract(median).pow(2).reduce(ee.Reducer.sum()).sqrt();
    return img.addBands(distance.multiply(-1).rename('near'));
  })
  .qualityMosaic('near');
Map.addLayer(medoid.select(['B4', 'B3', 'B2']), {max: 3000}, 'medoid');
