// Methods: ImageCollection, addLayer, ee.ImageCollection, filterDate, qualityMosaic, toDrive
var best = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED').filterDate('2020-07-01', '2020-09-01').qualityMosaic('B8');
Map.addLayer(best, {bands: ['B8'], max: 4000}, 'most infrared');
Export.image.toDrive({image: best, description: 'best', scale: 10});
