import { mgrsTile } from '../item/acquisition.ts';
import { instantOf } from '../item/instant.ts';
import { type Json, numberOf, textOf } from '../json.ts';
import type { Dataset } from './dataset.ts';
import { number, text } from './fields.ts';
import { numeric, replaced, spelt, textual, type Translate } from './query-names.ts';

/** Shares of pixels that Earth Engine and STAC name alike. */
const shares = [
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
];

function ofShares<T>(make: (name: string) => T): Record<string, T> {
  return Object.fromEntries(
    shares.map((share) => [`${share.toUpperCase()}_PERCENTAGE`, make(`s2:${share}_percentage`)]),
  );
}

export const sentinel2Properties: Dataset['properties'] = {
  'system:index': ({ properties, id }) => systemIndex(properties) ?? id,
  CLOUDY_PIXEL_PERCENTAGE: number('eo:cloud_cover'),
  MGRS_TILE: ({ properties }) => mgrsTile(properties),
  SPACECRAFT_NAME: ({ properties }) => spacecraft(properties),
  PROCESSING_BASELINE: text('s2:processing_baseline'),
  PRODUCT_ID: ({ properties }) => textOf(properties['s2:product_uri'])?.replace(/\.SAFE$/, ''),
  GRANULE_ID: text('s2:granule_id', 's2:tile_id'),
  DATASTRIP_ID: text('s2:datastrip_id'),
  DATATAKE_IDENTIFIER: text('s2:datatake_id'),
  DATATAKE_TYPE: text('s2:datatake_type'),
  GENERATION_TIME: ({ properties }) => instantOf(properties['s2:generation_time']),
  SENSING_ORBIT_NUMBER: ({ properties }) => orbitNumber(properties),
  SENSING_ORBIT_DIRECTION: ({ properties }) => textOf(properties['sat:orbit_state'])?.toUpperCase(),
  MEAN_SOLAR_ZENITH_ANGLE: ({ properties }) => zenith(properties),
  MEAN_SOLAR_AZIMUTH_ANGLE: number('s2:mean_solar_azimuth', 'view:sun_azimuth'),
  REFLECTANCE_CONVERSION_CORRECTION: number('s2:reflectance_conversion_factor'),
  ...ofShares((name) => number(name)),
};

const everywhere: Readonly<Record<string, Translate>> = {
  CLOUDY_PIXEL_PERCENTAGE: numeric('eo:cloud_cover'),
  PROCESSING_BASELINE: textual('s2:processing_baseline'),
  PRODUCT_ID: spelt('s2:product_uri', (id) => [`${id}.SAFE`, String(id)]),
  DATASTRIP_ID: textual('s2:datastrip_id'),
  DATATAKE_IDENTIFIER: textual('s2:datatake_id'),
  DATATAKE_TYPE: textual('s2:datatake_type'),
  REFLECTANCE_CONVERSION_CORRECTION: numeric('s2:reflectance_conversion_factor'),
  ...ofShares(numeric),
};

export const earthSearchNames: Readonly<Record<string, Translate>> = {
  ...everywhere,
  MGRS_TILE: spelt('grid:code', (tile) => withoutZero(tile).map((tile) => `MGRS-${tile}`)),
  SPACECRAFT_NAME: replaced(
    'platform',
    /^Sentinel-2([A-Z])$/,
    ([, unit]) => `sentinel-2${unit!.toLowerCase()}`,
  ),
};

export const planetaryComputerNames: Readonly<Record<string, Translate>> = {
  ...everywhere,
  MGRS_TILE: spelt('s2:mgrs_tile', withoutZero),
  SPACECRAFT_NAME: replaced('platform', /^Sentinel-2[A-Z]$/, ([name]) => name),
  GRANULE_ID: textual('s2:granule_id'),
  SENSING_ORBIT_NUMBER: numeric('sat:relative_orbit'),
  SENSING_ORBIT_DIRECTION: replaced('sat:orbit_state', /^(A|DE)SCENDING$/, ([name]) => name.toLowerCase()),
  MEAN_SOLAR_ZENITH_ANGLE: numeric('s2:mean_solar_zenith'),
  MEAN_SOLAR_AZIMUTH_ANGLE: numeric('s2:mean_solar_azimuth'),
};

/** A tile's spellings: catalogs leave a zone's first zero out, or do not. */
function withoutZero(tile: number | string): readonly string[] {
  const name = String(tile);
  return name.startsWith('0') ? [name, name.slice(1)] : [name];
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
  return (
    numberOf(properties['s2:mean_solar_zenith']) ?? (elevation === undefined ? undefined : 90 - elevation)
  );
}
