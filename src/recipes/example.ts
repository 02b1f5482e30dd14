/** Where and when Earth Engine's own example of `ee.ImageCollection.qualityMosaic` looks. */
export const example = {
  place: { lng: -103.19, lat: 40.14, zoom: 9 },
  dates: { from: '2020-07-01', to: '2020-09-01' },
} as const;
