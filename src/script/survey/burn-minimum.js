// Methods: ImageCollection, addBands, addLayer, ee.ImageCollection, filterDate, lt, map, multiply,
// normalizedDifference, qualityMosaic, rename, select, selfMask, toFloat
var nbr = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-10-01')
  .map(function(img) {
    var ratio = img.normalizedDifference(['B8', 'B12']).rename('nbr');
    return img.addBands(ratio).addBands(ratio.multiply(-1).rename('inverse')).toFloat();
  });
var lowest = nbr.qualityMosaic('inverse');
Map.addLayer(lowest.select('nbr').lt(-0.1).selfMask(), {palette: 'red'}, 'burnt');
