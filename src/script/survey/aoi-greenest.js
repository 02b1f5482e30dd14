// Methods: ImageCollection, Rectangle, addBands, addLayer, centerObject, clip, ee.ImageCollection,
// filterBounds, filterDate, map, normalizedDifference, qualityMosaic, rename
var aoi = ee.Geometry.Rectangle(-103.4, 40.0, -103.0, 40.3);
var greenest = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(aoi)
  .filterDate('2020-06-01', '2020-08-01')
  .map(function(image) {
    return image.addBands(image.normalizedDifference(['B8', 'B4']).rename('NDVI'));
  })
  .qualityMosaic('NDVI')
  .clip(aoi);
Map.centerObject(aoi, 11);
Map.addLayer(greenest, {bands: ['B8', 'B4', 'B3'], max: 4000}, 'greenest');
