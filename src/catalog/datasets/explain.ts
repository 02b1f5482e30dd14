import { BestpixelError } from '../../errors.ts';
import { landsatRows } from './landsat.ts';
import { normalRoot } from './roots.ts';
import { sentinel2Rows } from './sentinel-2.ts';

interface Explanation {
  readonly ids: RegExp;
  readonly why: string;
  readonly remedy: string;
}

const surfaceReflectance =
  'Use COPERNICUS/S2_SR_HARMONIZED, the surface reflectance of the same acquisitions.';
const landsat = 'Use LANDSAT/LC08/C02/T1_L2 or LANDSAT/LC09/C02/T1_L2.';
const computer = 'https://planetarycomputer.microsoft.com/api/stac/v1/collections/';

/** The first that fits counts. */
const explanations: readonly Explanation[] = [
  {
    ids: /^COPERNICUS\/S2(_HARMONIZED)?$/,
    why: 'Sentinel-2 Level-1C has no open GeoTIFFs: its files are JPEG 2000, in a bucket that bills its readers',
    remedy: surfaceReflectance,
  },
  {
    ids: /^COPERNICUS\/S2_CLOUD_PROBABILITY$/,
    why: 'the probabilities of s2cloudless have no open copy',
    remedy:
      "Use MSK_CLDPRB of COPERNICUS/S2_SR_HARMONIZED: Sen2Cor's cloud probability, 0 to 100 % too, but of another detector.",
  },
  {
    ids: /^GOOGLE\/CLOUD_SCORE_PLUS\//,
    why: 'Cloud Score+ is in Earth Engine alone',
    remedy:
      'Use MSK_CLDPRB (its 0 is clear, where cs is 1) or the classes of SCL in COPERNICUS/S2_SR_HARMONIZED.',
  },
  {
    ids: /^LANDSAT\/L[A-Z]\d\d\/C01\//,
    why: 'Landsat Collection 1 is no longer given out',
    remedy: landsat,
  },
  {
    ids: /^LANDSAT\/L[A-Z]\d\d\/C02\/.*_TOA$/,
    why: 'top-of-atmosphere Landsat has no open copy: its Level-1 files are in a bucket that bills its readers',
    remedy: `${landsat} These are surface reflectance.`,
  },
  {
    ids: /^LANDSAT\/L[A-Z]\d\d\/C02\/T[12](_RT)?$/,
    why: 'raw Landsat (Level 1) has no open copy: its files are in a bucket that bills its readers',
    remedy: `${landsat} These are surface reflectance.`,
  },
  {
    ids: /^LANDSAT\/LC0[89]\/C02\/T2_L2$/,
    why: 'Tier 2 is not in the table of datasets',
    remedy: `${landsat} Or open ${computer}landsat-c2-l2, which has all tiers.`,
  },
  {
    ids: /^LANDSAT\/L[TEM]\d\d\/C02\/T[12]_L2$/,
    why: 'of Landsat, the table of datasets has 8 and 9',
    remedy: `${landsat} Or open ${computer}landsat-c2-l2, which has all sensors.`,
  },
  { ids: /^LANDSAT\//, why: 'this Landsat collection is in Earth Engine alone', remedy: landsat },
  {
    ids: /^MODIS\/0?61\/M[OY]D09A1$/,
    why: 'MODIS is not in the table of datasets',
    remedy: `Open ${computer}modis-09A1-061: its bands have their own names there.`,
  },
  {
    ids: /^MODIS\/0?61\/M[OY]D13Q1$/,
    why: 'MODIS is not in the table of datasets',
    remedy: `Open ${computer}modis-13Q1-061: its bands have their own names there.`,
  },
  {
    ids: /^MODIS\//,
    why: 'MODIS is not in the table of datasets',
    remedy: 'Open a STAC collection that has it as GeoTIFFs by its address (https://…).',
  },
];

const servedIds = [...new Set([...sentinel2Rows, ...landsatRows].map((row) => row.earthEngineId))];

/** Why there is no source for an id, or not at this API, and what to use instead: 'unknown-collection'. */
export function explainId(id: string, apiRoot: string | null = null): BestpixelError {
  const error = (why: string, remedy: string): BestpixelError =>
    new BestpixelError('unknown-collection', why, { where: id, remedy });
  if (servedIds.includes(id) && apiRoot !== null) {
    const atEarthSearch =
      normalRoot(apiRoot).startsWith('https://earth-search.') && id.startsWith('LANDSAT/');
    return atEarthSearch
      ? error(
          'Earth Search keeps Landsat in a bucket that bills its readers',
          'Use the Planetary Computer for it.',
        )
      : error('this API does not have it', "Leave the API out: the id's own is used then.");
  }
  const found = explanations.find(({ ids }) => ids.test(id));
  if (found) return error(found.why, found.remedy);
  const meant = servedIds.find((known) => known.toLowerCase() === id.trim().toLowerCase());
  if (meant) return error('no collection has this id', `${meant} is written so.`);
  return error(
    'no source is known for this collection',
    `There are ${servedIds.join(', ')}, and the addresses of STAC documents and collections (https://…).`,
  );
}
