// Methods: ImageCollection, addBands, addLayer, and, divide, ee.ImageCollection, expression, filterDate,
// gte, lte, map, qualityMosaic, rename, select, updateMask
var evi = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').map(function(img) {
  var scaled = img.divide(10000);
  var value = scaled.expression('2.5 * (nir - red) / (nir + 6 * red - 7.5 * blue + 1)', {
    nir: scaled.select('B8'),
    red: scaled.select('B4'),
    blue: scaled.select('B2')
  }).rename('evi');
  return img.addBands(value.updateMask(value.gte(0).and(value.lte(1))));
});
Map.addLayer(evi.qualityMosaic('evi'), {bands: ['evi'], min: 0, max: 1, palette: 'white,green'}, 'EVI');
