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

/** An Item of Earth Search v1's older copy, `sentinel-2-l2a`: shifted pixels under an offset that says otherwise. */
export function makeOlderSentinel2Item(
  properties: Readonly<Record<string, unknown>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const bucket = 'https://sentinel-cogs.s3.us-west-2.amazonaws.com/sentinel-s2-l2a-cogs/13/T/FE/2020/7/S2A';
  const reflectance = { nodata: 0, data_type: 'uint16', scale: 0.0001, offset: -0.1 };
  const tif = (file: string, band: unknown): unknown =>
    makeAsset(`${bucket}/${file}`, { 'raster:bands': [band] });
  const jp2 = (file: string): unknown => ({
    href: `s3://sentinel-s2-l2a/tiles/13/T/FE/${file}`,
    type: 'image/jp2',
    roles: ['data'],
  });
  return makeSentinel2Item(
    { 'earthsearch:boa_offset_applied': false, ...properties },
    {
      id: 'S2A_13TFE_20200704_0_L2A',
      collection: 'sentinel-2-l2a',
      assets: {
        red: tif('B04.tif', reflectance),
        scl: tif('SCL.tif', { nodata: 0, data_type: 'uint8' }),
        cloud: jp2('qi/CLD_20m.jp2'),
        'red-jp2': jp2('B04.jp2'),
      },
      ...fields,
    },
  );
}

/** An Item of Earth Search v2: STAC 1.1, its metadata in `bands` and on the assets. */
export function makeSentinel2ItemOf11(
  properties: Readonly<Record<string, unknown>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const tif = (file: string, band: Readonly<Record<string, unknown>>, more: object = {}): unknown =>
    makeAsset(`./${file}`, { bands: [band], ...more });
  const reflectance = { nodata: 0, data_type: 'uint16', 'raster:scale': 0.0001, 'raster:offset': -0.1 };
  return makeSentinel2Item(
    { 'proj:epsg': undefined, 'proj:code': 'EPSG:32613', ...properties },
    {
      stac_version: '1.1.0',
      collection: 'sentinel-2-l2a',
      links: [{ rel: 'root', href: 'https://earth-search.aws.element84.com/v2' }],
      assets: {
        red: tif('B04.tif', { name: 'B04', 'eo:common_name': 'red' }, reflectance),
        nir: tif('B08.tif', { name: 'B08', 'eo:common_name': 'nir', ...reflectance }),
        scl: tif('SCL.tif', {}, { nodata: 0, data_type: 'uint8' }),
        cloud: tif('CLD_20m.tif', { nodata: 0, data_type: 'uint8' }, { roles: ['data', 'cloud'] }),
      },
      ...fields,
    },
  );
}

/** An Item as the Planetary Computer gives it for `sentinel-2-l2a`: nothing is said of units. */
export function makePlanetaryComputerItem(
  properties: Readonly<Record<string, unknown>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const blob = 'https://sentinel2l2a01.blob.core.windows.net/sentinel2-l2/13/T/DE';
  const eo = (name: string, common_name: string) => ({ 'eo:bands': [{ name, common_name }] });
  return makeItem({
    id: 'S2B_MSIL2A_20240825T173909_R098_T13TDE_20240825T215747',
    collection: 'sentinel-2-l2a',
    links: [{ rel: 'root', href: 'https://planetarycomputer.microsoft.com/api/stac/v1/' }],
    properties: {
      datetime: '2024-08-25T17:39:09.024000Z',
      platform: 'Sentinel-2B',
      'eo:cloud_cover': 48.7,
      'proj:epsg': 32613,
      'sat:orbit_state': 'descending',
      'sat:relative_orbit': 98,
      's2:mgrs_tile': '13TDE',
      's2:mean_solar_zenith': 33.6,
      's2:nodata_pixel_percentage': 12.5,
      's2:processing_baseline': '05.11',
      's2:product_uri': 'S2B_MSIL2A_20240825T173909_N0511_R098_T13TDE_20240825T215747.SAFE',
      's2:datatake_id': 'GS2B_20240825T173909_039020_N05.11',
      's2:datastrip_id': 'S2B_OPER_MSI_L2A_DS_2BPS_20240825T215747_S20240825T174804_N05.11',
      's2:generation_time': '2024-08-25T21:57:47.000000Z',
      ...properties,
    },
    assets: {
      AOT: makeAsset(`${blob}/AOT_10m.tif`),
      B03: makeAsset(`${blob}/B03_10m.tif`, eo('B03', 'green')),
      B04: makeAsset(`${blob}/B04_10m.tif`, eo('B04', 'red')),
      B05: makeAsset(`${blob}/B05_20m.tif`, eo('B05', 'rededge')),
      B8A: makeAsset(`${blob}/B8A_20m.tif`, eo('B8A', 'rededge')),
      SCL: makeAsset(`${blob}/SCL_20m.tif`),
      visual: makeAsset(`${blob}/TCI_10m.tif`, {
        'eo:bands': [...eo('B04', 'red')['eo:bands'], ...eo('B03', 'green')['eo:bands']],
      }),
      preview: makeAsset(`${blob}/PVI.tif`, { roles: ['thumbnail'] }),
    },
    ...fields,
  });
}

/** An Item as the Planetary Computer gives it for `landsat-c2-l2`. */
export function makeLandsatItem(
  properties: Readonly<Record<string, unknown>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const name = 'LC09_L2SP_084069_20250722_20250725_02_T1';
  const tif = (file: string, band: object, more: object = {}): unknown =>
    makeAsset(`https://landsateuwest.blob.core.windows.net/landsat-c2/${name}/${name}_${file}.TIF`, {
      'raster:bands': [band],
      ...more,
    });
  const reflectance = { scale: 2.75e-5, nodata: 0, offset: -0.2, data_type: 'uint16' };
  const bits = { unit: 'bit index', data_type: 'uint16' };
  return makeItem({
    id: 'LC09_L2SP_084069_20250722_02_T1',
    collection: 'landsat-c2-l2',
    links: [{ rel: 'root', href: 'https://planetarycomputer.microsoft.com/api/stac/v1/' }],
    properties: {
      datetime: '2025-07-22T23:06:59.530560Z',
      created: '2025-07-30T09:24:29.698352Z',
      platform: 'landsat-9',
      instruments: ['oli', 'tirs'],
      'eo:cloud_cover': 41.51,
      'proj:epsg': 32657,
      'view:sun_azimuth': 36.5,
      'view:sun_elevation': 28.9,
      'landsat:wrs_path': '084',
      'landsat:wrs_row': '069',
      'landsat:wrs_type': '2',
      'landsat:scene_id': 'LC90840692025203LGN00',
      'landsat:correction': 'L2SP',
      'landsat:cloud_cover_land': 43.14,
      'landsat:collection_number': '02',
      'landsat:collection_category': 'T1',
      ...properties,
    },
    assets: {
      red: tif('SR_B4', reflectance, { 'eo:bands': [{ name: 'OLI_B4', common_name: 'red' }] }),
      blue: tif('SR_B2', reflectance, { 'eo:bands': [{ name: 'OLI_B2', common_name: 'blue' }] }),
      lwir11: tif('ST_B10', { scale: 0.00341802, nodata: 0, offset: 149, data_type: 'uint16' }),
      qa: tif('ST_QA', { scale: 0.01, nodata: -9999, data_type: 'int16' }),
      qa_pixel: tif('QA_PIXEL', { ...bits, nodata: 1 }, { roles: ['cloud', 'cloud-shadow', 'snow-ice'] }),
      qa_radsat: tif('QA_RADSAT', bits, { roles: ['saturation'] }),
      qa_aerosol: tif('SR_QA_AEROSOL', { ...bits, nodata: 1, data_type: 'uint8' }, { roles: ['data-mask'] }),
    },
    ...fields,
  });
}
