// Methods: If, ImageCollection, Point, addLayer, ee.ImageCollection, filterBounds, filterDate, gt,
// qualityMosaic, size
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').filterBounds(ee.Geometry.Point([-103.19, 40.14]));
var label = ee.Algorithms.If(col.size().gt(0), 'some scenes', 'no scene');
print(label);
var empty = col.filterDate('1990-01-01', '1990-02-01');
Map.addLayer(empty, {}, 'nothing');
Map.addLayer(col.qualityMosaic('B8'), {bands: ['B8', 'B4', 'B3'], max: 4000}, 'most infrared');
