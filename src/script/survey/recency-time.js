// Methods: ImageCollection, addBands, addLayer, ee.ImageCollection, filterDate, lt, map, metadata,
// qualityMosaic, rename, select, setCenter, updateMask
var recent = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterDate('2020-07-01', '2020-09-01')
  .map(function(img) {
    var time = img.metadata('system:time_start').rename('t');
    return img.updateMask(img.select('MSK_CLDPRB').lt(10)).addBands(time);
  })
  .qualityMosaic('t');
Map.setCenter(-103.19, 40.14, 10);
Map.addLayer(recent, {bands: ['B4', 'B3', 'B2'], min: 0, max: 3000, gamma: 1.2}, 'recent');
