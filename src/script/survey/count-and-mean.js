// Methods: ImageCollection, add, addLayer, count, divide, ee.ImageCollection, filterDate, lte, map, max,
// mean, median, min, reduce, select, updateMask
var clear = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').map(function(img) {
  return img.select('B4', 'B8').updateMask(img.select('MSK_CLDPRB').lte(20));
});
Map.addLayer(clear.select('B4').count(), {min: 0, max: 20, palette: ['white', 'navy']}, 'clear looks');
Map.addLayer(clear.mean(), {bands: ['B8', 'B4', 'B4'], max: 4000}, 'mean', false);
Map.addLayer(clear.reduce(ee.Reducer.median()).select('B8_median'), {max: 4000}, 'median', false);
Map.addLayer(clear.min().add(clear.max()).divide(2), {bands: ['B8'], max: 4000}, 'middle', false);
