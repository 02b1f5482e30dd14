// Burn scars: each pixel from the scene where its burn ratio is lowest.
// The Cameron Peak fire in Colorado burned from August to December 2020.
var col = ee.ImageCollection('COPERNICUS/S2_SR_HARMONIZED')
  .filterBounds(ee.Geometry.Point(-105.65, 40.6))
  .filterDate('2020-08-01', '2020-11-01')
  .filter(ee.Filter.lt('CLOUDY_PIXEL_PERCENTAGE', 40));

var withNbr = col.map(function(img) {
  // Water and shadow have a low ratio without any fire: keep land alone.
  var scl = img.select('SCL');
  var land = scl.eq(4).or(scl.eq(5));
  // Ash reflects short-wave infrared (B12), leaves near infrared (B8).
  var nbr = img.normalizedDifference(['B8', 'B12']).rename('NBR');
  return img.addBands(nbr).addBands(nbr.multiply(-1).rename('burnt')).updateMask(land);
});

// Negated, since the highest value wins.
var burnt = withNbr.qualityMosaic('burnt');

Map.setCenter(-105.65, 40.6, 11);
Map.addLayer(burnt, {bands: ['B12', 'B8', 'B4'], min: 0, max: 4000}, 'Most burnt');
Map.addLayer(
  burnt.select('NBR'),
  {
    min: -0.4,
    max: 0.6,
    palette: ['black', 'firebrick', 'khaki', 'darkgreen']
  },
  'Lowest burn ratio',
  false
);
