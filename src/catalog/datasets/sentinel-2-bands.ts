import type { DatasetBand, Stored, Units } from './dataset.ts';

/** Which layout a catalog gives Sentinel-2's assets: common names, or the names of the files. */
export type Layout = 'common' | 'files';

const reflectance: readonly (readonly [name: string, common: string, file: string])[] = [
  ['B1', 'coastal', 'B01'],
  ['B2', 'blue', 'B02'],
  ['B3', 'green', 'B03'],
  ['B4', 'red', 'B04'],
  ['B5', 'rededge1', 'B05'],
  ['B6', 'rededge2', 'B06'],
  ['B7', 'rededge3', 'B07'],
  ['B8', 'nir', 'B08'],
  ['B8A', 'nir08', 'B8A'],
  ['B9', 'nir09', 'B09'],
  ['B11', 'swir16', 'B11'],
  ['B12', 'swir22', 'B12'],
];

/** The bands of COPERNICUS/S2_SR_HARMONIZED, or of COPERNICUS/S2_SR, in Earth Engine's order. */
export function sentinel2Bands(layout: Layout, harmonized: boolean): readonly DatasetBand[] {
  const key = (common: string, file: string): string => (layout === 'common' ? common : file);
  const units = harmonized ? harmonise : unharmonise;
  return [
    ...reflectance.map(([name, common, file]) => ({ name, asset: key(common, file), nodata: 0, units })),
    { name: 'AOT', asset: key('aot', 'AOT'), units: thousandths },
    { name: 'WVP', asset: key('wvp', 'WVP'), units: thousandths },
    { name: 'SCL', asset: key('scl', 'SCL'), nodata: 0 },
    { name: 'TCI_R', asset: 'visual', sample: 0 },
    { name: 'TCI_G', asset: 'visual', sample: 1 },
    { name: 'TCI_B', asset: 'visual', sample: 2 },
    // The overviews are means that leave zeros out, though 0 is the clearest value of all.
    { name: 'MSK_CLDPRB', asset: 'cloud', neverNodata: 0, overviewsRank: false },
    { name: 'MSK_SNWPRB', asset: 'snow', neverNodata: 0, overviewsRank: false },
  ];
}

/** Values of one zero for all baselines, as Earth Engine harmonises them. */
function harmonise(stored: Stored): Units {
  const shift = isHarmonised(stored) ? 0 : 0 - zeroOf(stored);
  return { shift, scale: scaleOf(stored), offset: 0 };
}

/** Values as the product has them. */
function unharmonise(stored: Stored): Units {
  const zero = zeroOf(stored);
  const scale = scaleOf(stored);
  return { shift: isHarmonised(stored) ? zero : 0, scale, offset: 0 - zero * scale };
}

/**
 * The bucket decides: its pixels were shifted when they were copied, whatever offset its items declare. The flag is
 * wrong where it says no.
 */
function isHarmonised({ asset, properties }: Stored): boolean {
  return (
    asset.href.includes('/sentinel-s2-l2a-cogs/') || properties['earthsearch:boa_offset_applied'] === true
  );
}

/**
 * The number that stands for no reflectance in the product: 1000 since baseline 04.00. An item of the product's own
 * pixels says so by its offset (-0.1 at a scale of 0.0001), or else by its baseline.
 */
function zeroOf(stored: Stored): number {
  const { scale, offset } = stored.band;
  const told = scale !== undefined && offset !== undefined && !isHarmonised(stored);
  const declared = told ? Math.round(-offset / scale) : Number.NaN;
  if (Math.abs(declared) <= 65535) return declared;
  return Number(stored.properties['s2:processing_baseline']) >= 4 ? 1000 : 0;
}

function scaleOf({ band }: Stored): number {
  return band.scale ?? 0.0001;
}

/** Aerosol and water vapour. */
function thousandths({ band }: Stored): Units {
  return { shift: 0, scale: band.scale ?? 0.001, offset: band.offset ?? 0 };
}
