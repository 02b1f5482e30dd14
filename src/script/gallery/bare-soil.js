// Bare soil: each field as it lies open, from the scene where it is least green.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-103.19, 40.14))
  .filterDate('2020-07-01', '2020-09-01');

var ranked = col.map(function(img) {
  // Clouds and water are not green either: classes 4 and 5 are land.
  var scl = img.select('SCL');
  var land = scl.eq(4).or(scl.eq(5));
  var bareness = img.normalizedDifference(['B8', 'B4']).multiply(-1).rename('bareness');
  return img.addBands(bareness).updateMask(land);
});

var bare = ranked.qualityMosaic('bareness');
// What stays green all the time has no bare soil to show.
var open = bare.select('bareness').gt(-0.3);

Map.setCenter(-103.19, 40.14, 12);
Map.addLayer(bare, {bands: ['B4', 'B3', 'B2'], min: 0, max: 3500}, 'Least green');
Map.addLayer(bare.updateMask(open), {bands: ['B4', 'B3', 'B2'], min: 0, max: 3500}, 'Bare soil', false);
