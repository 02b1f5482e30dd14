import type { Dataset, DatasetBand } from './dataset.ts';
import type { DeclaredBand } from '../item/declared-band.ts';
import type { Item } from '../item/item.ts';
import { type Json, numberOf, textOf } from '../json.ts';

const reflectance: readonly (readonly [name: string, asset: string])[] = [
  ['B1', 'coastal'],
  ['B2', 'blue'],
  ['B3', 'green'],
  ['B4', 'red'],
  ['B5', 'rededge1'],
  ['B6', 'rededge2'],
  ['B7', 'rededge3'],
  ['B8', 'nir'],
  ['B8A', 'nir08'],
  ['B9', 'nir09'],
  ['B11', 'swir16'],
  ['B12', 'swir22'],
];

const bands: readonly DatasetBand[] = [
  ...reflectance.map(([name, asset]) => ({ name, asset, nodata: 0, shift: harmonise })),
  { name: 'AOT', asset: 'aot' },
  { name: 'WVP', asset: 'wvp' },
  { name: 'SCL', asset: 'scl', nodata: 0 },
  { name: 'TCI_R', asset: 'visual', sample: 0 },
  { name: 'TCI_G', asset: 'visual', sample: 1 },
  { name: 'TCI_B', asset: 'visual', sample: 2 },
  // The overviews are means that leave zeros out, though 0 is the clearest value of all.
  { name: 'MSK_CLDPRB', asset: 'cloud', neverNodata: 0, overviewsRank: false },
  { name: 'MSK_SNWPRB', asset: 'snow', neverNodata: 0, overviewsRank: false },
];

export const earthSearchSentinel2: Dataset = {
  earthEngineId: 'COPERNICUS/S2_SR_HARMONIZED',
  attribution: 'Contains modified Copernicus Sentinel data, by Element 84 Earth Search',
  root: 'https://earth-search.aws.element84.com/v1',
  collection: 'sentinel-2-c1-l2a',
  bands,
  validWhere: {
    asset: 'scl',
    not: [0],
    reference: 'red',
    // Exactly 0 only: values such as 0.000003 occur, and mean a ragged edge.
    unless: (properties) => properties['s2:nodata_pixel_percentage'] === 0,
  },
  properties: {
    'system:index': ({ properties, id }) => systemIndex(properties) ?? id,
    CLOUDY_PIXEL_PERCENTAGE: number('eo:cloud_cover'),
    MGRS_TILE: ({ properties }) => mgrsTile(properties),
    SPACECRAFT_NAME: ({ properties }) => spacecraft(properties),
    PROCESSING_BASELINE: text('s2:processing_baseline'),
    PRODUCT_ID: ({ properties }) => textOf(properties['s2:product_uri'])?.replace(/\.SAFE$/, ''),
    GRANULE_ID: text('s2:tile_id'),
    DATASTRIP_ID: text('s2:datastrip_id'),
    DATATAKE_IDENTIFIER: text('s2:datatake_id'),
    DATATAKE_TYPE: text('s2:datatake_type'),
    SENSING_ORBIT_NUMBER: ({ properties }) => orbitNumber(properties),
    SENSING_ORBIT_DIRECTION: ({ properties }) => textOf(properties['sat:orbit_state'])?.toUpperCase(),
    MEAN_SOLAR_ZENITH_ANGLE: ({ properties }) => zenith(properties),
    MEAN_SOLAR_AZIMUTH_ANGLE: number('view:sun_azimuth'),
    REFLECTANCE_CONVERSION_CORRECTION: number('s2:reflectance_conversion_factor'),
    ...percentages([
      'nodata_pixel',
      'degraded_msi_data',
      'saturated_defective_pixel',
      'dark_features',
      'cloud_shadow',
      'vegetation',
      'not_vegetated',
      'water',
      'unclassified',
      'medium_proba_clouds',
      'high_proba_clouds',
      'thin_cirrus',
      'snow_ice',
    ]),
  },
};

/**
 * Since baseline 04.00 the pixels are 1000 higher than Earth Engine's harmonised ones. The item says so by its offset
 * (-0.1 at a scale of 0.0001), or else by its baseline.
 */
function harmonise({ scale, offset }: DeclaredBand, properties: Json): number {
  const declared = scale !== undefined && offset !== undefined ? Math.round(offset / scale) : Number.NaN;
  if (Math.abs(declared) <= 65535) return declared;
  return Number(properties['s2:processing_baseline']) >= 4 ? -1000 : 0;
}

/** Start of the datatake, start of the datastrip and tile, as Earth Engine names its images. */
function systemIndex(properties: Json): string | undefined {
  const taken = /_(\d{8}T\d{6})_/.exec(
    textOf(properties['s2:product_uri']) ?? textOf(properties['s2:datatake_id']) ?? '',
  );
  const strip = /_S(\d{8}T\d{6})_/.exec(textOf(properties['s2:datastrip_id']) ?? '');
  const generated = /_(\d{8}T\d{6})(\.SAFE)?$/.exec(textOf(properties['s2:product_uri']) ?? '');
  const second = strip?.[1] ?? generated?.[1];
  const tile = mgrsTile(properties);
  return taken && second && tile ? `${taken[1]}_${second}_T${tile}` : undefined;
}

function mgrsTile(properties: Json): string | undefined {
  const code = textOf(properties['grid:code']);
  if (code?.startsWith('MGRS-')) return code.slice(5);
  const own = textOf(properties['s2:mgrs_tile']);
  if (own) return own;
  const [zone, band, square] = [
    numberOf(properties['mgrs:utm_zone']),
    properties['mgrs:latitude_band'],
    properties['mgrs:grid_square'],
  ];
  return zone !== undefined && textOf(band) && textOf(square)
    ? `${zone}${textOf(band)}${textOf(square)}`
    : undefined;
}

/** "sentinel-2a" is Earth Engine's "Sentinel-2A". */
function spacecraft(properties: Json): string | undefined {
  return textOf(properties['platform'])?.replace(
    /^sentinel-2(\w)$/i,
    (_, unit: string) => `Sentinel-2${unit.toUpperCase()}`,
  );
}

function orbitNumber(properties: Json): number | undefined {
  const orbit = numberOf(properties['sat:relative_orbit']);
  const named = /_R(\d{3})_/.exec(textOf(properties['s2:product_uri']) ?? '');
  return orbit ?? (named ? Number(named[1]) : undefined);
}

function zenith(properties: Json): number | undefined {
  const elevation = numberOf(properties['view:sun_elevation']);
  return elevation === undefined ? undefined : 90 - elevation;
}

function number(name: string): (item: Item) => number | undefined {
  return ({ properties }) => numberOf(properties[name]);
}

function text(name: string): (item: Item) => string | undefined {
  return ({ properties }) => textOf(properties[name]);
}

function percentages(names: readonly string[]): Dataset['properties'] {
  return Object.fromEntries(
    names.map((name) => [`${name.toUpperCase()}_PERCENTAGE`, number(`s2:${name}_percentage`)]),
  );
}
