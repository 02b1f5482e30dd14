import { editionOfItem } from '../item/acquisition.ts';
import type { Item } from '../item/item.ts';
import { type Json, textOf, textsOf } from '../json.ts';
import type { Dataset, DatasetBand, Stored, Units } from './dataset.ts';
import { number, text, whole } from './fields.ts';
import { numeric, padded, replaced, textual, type Translate } from './query-names.ts';
import { planetaryComputer } from './roots.ts';

const surface: readonly (readonly [name: string, asset: string])[] = [
  ['SR_B1', 'coastal'],
  ['SR_B2', 'blue'],
  ['SR_B3', 'green'],
  ['SR_B4', 'red'],
  ['SR_B5', 'nir08'],
  ['SR_B6', 'swir16'],
  ['SR_B7', 'swir22'],
];

const thermal: readonly (readonly [name: string, asset: string])[] = [
  ['ST_ATRAN', 'atran'],
  ['ST_CDIST', 'cdist'],
  ['ST_DRAD', 'drad'],
  ['ST_EMIS', 'emis'],
  ['ST_EMSD', 'emsd'],
  ['ST_QA', 'qa'],
  ['ST_TRAD', 'trad'],
  ['ST_URAD', 'urad'],
];

/** Stored numbers as they are: Earth Engine gives these too, and scripts scale them. */
const bands: readonly DatasetBand[] = [
  ...surface.map(([name, asset]) => ({ name, asset, nodata: 0, units: linear(0.0000275, -0.2) })),
  { name: 'SR_QA_AEROSOL', asset: 'qa_aerosol', nodata: 1 },
  { name: 'ST_B10', asset: 'lwir11', nodata: 0, units: linear(0.00341802, 149) },
  ...thermal.map(([name, asset]) => ({ name, asset, nodata: -9999 })),
  { name: 'QA_PIXEL', asset: 'qa_pixel', nodata: 1 },
  // 0 says that nothing is saturated.
  { name: 'QA_RADSAT', asset: 'qa_radsat', neverNodata: 0 },
];

const properties: Dataset['properties'] = {
  'system:index': (item) => systemIndex(item) ?? item.id,
  CLOUD_COVER: number('eo:cloud_cover'),
  CLOUD_COVER_LAND: number('landsat:cloud_cover_land'),
  COLLECTION_CATEGORY: text('landsat:collection_category'),
  COLLECTION_NUMBER: whole('landsat:collection_number'),
  DATE_ACQUIRED: dayOf,
  SCENE_CENTER_TIME: ({ datetime }) => new Date(datetime).toISOString().slice(11),
  LANDSAT_PRODUCT_ID: productId,
  LANDSAT_SCENE_ID: text('landsat:scene_id'),
  PROCESSING_LEVEL: text('landsat:correction'),
  SENSOR_ID: ({ properties }) => textsOf(properties['instruments']).join('_').toUpperCase() || undefined,
  SPACECRAFT_ID: ({ properties }) => unitOf(properties) && `LANDSAT_${unitOf(properties)}`,
  SUN_AZIMUTH: number('view:sun_azimuth'),
  SUN_ELEVATION: number('view:sun_elevation'),
  WRS_PATH: whole('landsat:wrs_path'),
  WRS_ROW: whole('landsat:wrs_row'),
  WRS_TYPE: whole('landsat:wrs_type'),
};

const queryNames: Readonly<Record<string, Translate>> = {
  CLOUD_COVER: numeric('eo:cloud_cover'),
  CLOUD_COVER_LAND: numeric('landsat:cloud_cover_land'),
  COLLECTION_CATEGORY: textual('landsat:collection_category'),
  COLLECTION_NUMBER: padded('landsat:collection_number', 2),
  LANDSAT_SCENE_ID: textual('landsat:scene_id'),
  PROCESSING_LEVEL: textual('landsat:correction'),
  SPACECRAFT_ID: replaced('platform', /^LANDSAT_(\d)$/, ([, unit]) => `landsat-${unit}`),
  SUN_AZIMUTH: numeric('view:sun_azimuth'),
  SUN_ELEVATION: numeric('view:sun_elevation'),
  WRS_PATH: padded('landsat:wrs_path', 3),
  WRS_ROW: padded('landsat:wrs_row', 3),
};

export const landsatRows: readonly Dataset[] = [8, 9].map((unit) => ({
  earthEngineId: `LANDSAT/LC0${unit}/C02/T1_L2`,
  attribution: 'Landsat data courtesy of the U.S. Geological Survey, by Microsoft Planetary Computer',
  root: planetaryComputer,
  collection: 'landsat-c2-l2',
  tests: [
    { name: 'platform', op: 'eq', value: `landsat-${unit}` },
    { name: 'landsat:collection_category', op: 'eq', value: 'T1' },
  ],
  tokens: true,
  bands,
  reference: 'SR_B4',
  whole: () => false,
  properties,
  queryNames,
  notes: [
    'values are the stored numbers, as in Earth Engine: reflectance is 0.0000275 times SR_B*, minus 0.2',
    'scenes without surface temperature (L2SR) lack the bands ST_*',
  ],
}));

/** What the item declares, else what the product's guide says. */
function linear(scale: number, offset: number): (stored: Stored) => Units {
  return ({ band }) => ({ shift: 0, scale: band.scale ?? scale, offset: band.offset ?? offset });
}

/** "LC08_033032_20231008", as Earth Engine names its images. */
function systemIndex(item: Item): string | undefined {
  const [unit, tile] = [unitOf(item.properties), editionOfItem(item)?.tile];
  return unit && tile ? `LC0${unit}_${tile}_${dayOf(item).replaceAll('-', '')}` : undefined;
}

function dayOf({ datetime }: Item): string {
  return new Date(datetime).toISOString().slice(0, 10);
}

function unitOf(properties: Json): string | undefined {
  return /^landsat-(\d)$/i.exec(textOf(properties['platform']) ?? '')?.[1];
}

/** Named by the files alone. */
function productId({ readable }: Item): string | undefined {
  const name = /\/(L[A-Z]\d\d_L2S[PR]_\d{6}_\d{8}_\d{8}_\d\d_(?:T1|T2|RT))_[^/]*$/;
  return name.exec(readable.get('red')?.href ?? '')?.[1];
}
