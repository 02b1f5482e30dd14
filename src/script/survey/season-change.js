// Methods: ImageCollection, abs, addLayer, calendarRange, copyProperties, ee.ImageCollection, filter,
// filterDate, gt, map, mask, max, normalizedDifference, rename, subtract, updateMask
var ndvi = function(img) {
  return img.normalizedDifference(['B8', 'B4']).rename('ndvi').copyProperties(img, ['system:time_start']);
};
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01');
var before = col.filter(ee.Filter.calendarRange(7, 7, 'month')).map(ndvi).max();
var after = col.filter(ee.Filter.calendarRange(8, 8, 'month')).map(ndvi).max();
var change = after.subtract(before);
Map.addLayer(change, {min: -0.5, max: 0.5, palette: ['red', 'white', 'green']}, 'change');
Map.addLayer(change.abs().gt(0.2).updateMask(change.mask()), {}, 'changed', false);
