import type { Dataset } from './dataset.ts';
import type { Translate } from './query-names.ts';
import { earthSearchV1, earthSearchV2, planetaryComputer } from './roots.ts';
import { type Layout, sentinel2Bands } from './sentinel-2-bands.ts';
import { earthSearchNames, planetaryComputerNames, sentinel2Properties } from './sentinel-2-properties.ts';

interface Copy {
  readonly root: string;
  readonly collection: string;
  readonly layout: Layout;
  readonly host: string;
  readonly queryNames: Readonly<Record<string, Translate>>;
  readonly tokens: boolean;
  readonly byAddressOnly?: boolean;
  readonly notes: readonly string[];
}

const noProbability =
  'there is no cloud probability (MSK_CLDPRB) in this copy: the classes of SCL can stand in for it';
const noDirection = 'this copy does not tell the direction of the orbit';
const noMasks = 'QA10, QA20, QA60 and MSK_CLASSI_* are in no open copy and are not made up from others';

const earthSearch = {
  layout: 'common',
  host: 'Element 84 Earth Search',
  queryNames: earthSearchNames,
  tokens: false,
} as const;

const collection1: Copy = {
  ...earthSearch,
  root: earthSearchV1,
  collection: 'sentinel-2-c1-l2a',
  notes: [noMasks, noDirection],
};

/** Those with the pixels of the product first: what an id means where nothing else is said. */
const copies: readonly Copy[] = [
  collection1,
  { ...collection1, collection: 'sentinel-2-pre-c1-l2a' },
  {
    ...earthSearch,
    root: earthSearchV2,
    collection: 'sentinel-2-l2a',
    notes: [noMasks, noDirection],
  },
  {
    root: planetaryComputer,
    collection: 'sentinel-2-l2a',
    layout: 'files',
    host: 'Microsoft Planetary Computer',
    queryNames: planetaryComputerNames,
    tokens: true,
    notes: [noProbability, noMasks],
  },
  {
    ...earthSearch,
    root: earthSearchV1,
    collection: 'sentinel-2-l2a',
    byAddressOnly: true,
    notes: [
      noProbability,
      noMasks,
      noDirection,
      'a few scenes of early 2022 are 1000 too high in this copy, and nothing in it tells which',
    ],
  },
];

function makeRow(copy: Copy, harmonized: boolean): Dataset {
  const { layout, host, notes, ...fields } = copy;
  const common = layout === 'common';
  return {
    ...fields,
    earthEngineId: harmonized ? 'COPERNICUS/S2_SR_HARMONIZED' : 'COPERNICUS/S2_SR',
    attribution: `Contains modified Copernicus Sentinel data, by ${host}`,
    tests: [],
    bands: sentinel2Bands(layout, harmonized),
    validWhere: { asset: common ? 'scl' : 'SCL', not: [0] },
    reference: 'B4',
    // Exactly 0 only: values such as 0.000003 occur, and mean a ragged edge.
    whole: (properties) => properties['s2:nodata_pixel_percentage'] === 0,
    properties: sentinel2Properties,
    notes: harmonized
      ? notes
      : [
          ...notes,
          'values of baseline 04.00 and later are 1000 higher: COPERNICUS/S2_SR_HARMONIZED has one zero for all',
        ],
  };
}

export const sentinel2Rows: readonly Dataset[] = [true, false].flatMap((harmonized) =>
  copies.map((copy) => makeRow(copy, harmonized)),
);

/** The row that the demo stands in for. */
export const earthSearchSentinel2: Dataset = sentinel2Rows[0]!;
