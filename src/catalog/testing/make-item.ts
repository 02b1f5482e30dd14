/** A STAC Item as JSON: one GeoTIFF "red", unless told otherwise. */
export function makeItem(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: 'Feature',
    stac_version: '1.0.0',
    id: 'item',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [10, 40],
          [11, 40],
          [11, 41],
          [10, 41],
          [10, 40],
        ],
      ],
    },
    bbox: [10, 40, 11, 41],
    properties: { datetime: '2020-07-01T17:50:00Z' },
    links: [],
    assets: { red: makeAsset('red.tif') },
    ...fields,
  };
}

/** A GeoTIFF asset as JSON. */
export function makeAsset(
  href: string,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    href,
    type: 'image/tiff; application=geotiff; profile=cloud-optimized',
    roles: ['data'],
    ...fields,
  };
}

/** An Item as Earth Search v1 gives it for `sentinel-2-c1-l2a`, traps included. */
export function makeSentinel2Item(
  properties: Readonly<Record<string, unknown>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const reflectance = { nodata: 0, data_type: 'uint16', scale: 0.0001, offset: -0.1 };
  const byte = { nodata: 0, data_type: 'uint8' };
  const tif = (file: string, band: unknown): unknown => makeAsset(`./${file}`, { 'raster:bands': [band] });
  return makeItem({
    id: 'S2A_T13TFE_20200704T174911_L2A',
    collection: 'sentinel-2-c1-l2a',
    links: [{ rel: 'root', href: 'https://earth-search.aws.element84.com/v1' }],
    properties: {
      datetime: '2020-07-04T17:53:02.036000Z',
      platform: 'sentinel-2a',
      'eo:cloud_cover': 12.5,
      'proj:epsg': 32613,
      'grid:code': 'MGRS-13TFE',
      'view:sun_elevation': 60,
      'view:sun_azimuth': 147,
      's2:nodata_pixel_percentage': 73.4,
      's2:processing_baseline': '05.10',
      's2:product_uri': 'S2A_MSIL2A_20200704T173911_N0510_R098_T13TFE_20240423T004950.SAFE',
      's2:datastrip_id': 'S2A_OPER_MSI_L2A_DS_2APS_20240423T004950_S20200704T174911_N05.10',
      's2:thin_cirrus_percentage': 0.8,
      ...properties,
    },
    assets: {
      red: tif('B04.tif', reflectance),
      blue: tif('B02.tif', reflectance),
      green: tif('B03.tif', reflectance),
      nir: tif('B08.tif', reflectance),
      scl: tif('SCL.tif', byte),
      cloud: makeAsset('./CLD_20m.tif', { roles: ['data', 'cloud'], 'raster:bands': [byte] }),
      thumbnail: { href: './L2A_PVI.jpg', type: 'image/jpeg', roles: ['thumbnail'] },
    },
    ...fields,
  });
}
