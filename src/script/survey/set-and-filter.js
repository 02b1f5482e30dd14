// Methods: ImageCollection, Number, addLayer, date, ee.ImageCollection, ee.Number, eq, filter, filterDate,
// first, get, gt, map, set
var scored = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').map(function(img) {
  var month = img.date().get('month');
  return img.set('month', month).set({kind: 'summer', half: ee.Number(month).gt(7)});
});
var august = scored.filter(ee.Filter.eq('month', 8));
Map.addLayer(august.first(), {bands: ['B4', 'B3', 'B2'], max: 3000}, 'first of August');
print(august.first().get('kind'));
