import { type AssetPlan, cloudAsset, reflectanceAssets, sclAsset } from './assets.ts';
import { scl } from './detect.ts';
import { boxOf, footprintOf } from './footprint.ts';
import { datatakeStart, idOf, productUri, sensedAt } from './naming.ts';
import { type DemoScene, sunOn } from './passes.ts';
import { origin, tiles, tileSide } from './place.ts';

export interface WrittenFile {
  readonly size: number;
  readonly sha256: string;
}

export type Item = ReturnType<typeof itemOf>;

const extensions = [
  'eo/v1.1.0',
  'file/v2.1.0',
  'grid/v1.1.0',
  'mgrs/v1.0.0',
  'projection/v1.1.0',
  'raster/v1.1.0',
];

/** The STAC item of a scene, as Earth Search writes those of sentinel-2-c1-l2a, with relative hrefs. */
export function itemOf(
  scene: DemoScene,
  { scl, files }: { readonly scl: Uint8Array; readonly files: ReadonlyMap<string, WrittenFile> },
) {
  const id = idOf(scene);
  const ring = footprintOf(scene);
  const bbox = boxOf(ring);
  const plans = [...reflectanceAssets, cloudAsset, sclAsset];
  return {
    type: 'Feature',
    stac_version: '1.0.0',
    id,
    properties: propertiesOf(scene, { scl, bbox }),
    geometry: { type: 'Polygon', coordinates: [ring] },
    links: [],
    assets: Object.fromEntries(
      plans.map((plan) => [
        plan.key,
        assetOf(plan, { scene, href: `./${id}/${plan.file}`, file: files.get(plan.key)! }),
      ]),
    ),
    bbox,
    stac_extensions: [
      ...extensions.map((name) => `https://stac-extensions.github.io/${name}/schema.json`),
      'https://stac-extensions.github.io/sentinel-2/v1.0.0/schema.json',
      'https://stac-extensions.github.io/view/v1.0.0/schema.json',
    ],
    collection: 'sentinel-2-c1-l2a',
  };
}

function propertiesOf(
  scene: DemoScene,
  { scl, bbox }: { readonly scl: Uint8Array; readonly bbox: readonly number[] },
) {
  const { pass, square } = scene;
  const sun = sunOn(pass.date);
  const shares = classShares(scl);
  return {
    title: `Synthetic Sentinel-2 picture of ${pass.date}, tile 13T${square}`,
    description: 'Made by a program of the Bestpixel project. Not a satellite image.',
    license: 'MIT',
    'bestpixel:synthetic': true,
    datetime: sensedAt(scene),
    platform: pass.platform,
    constellation: 'sentinel-2',
    instruments: ['msi'],
    'eo:cloud_cover': shares['eo:cloud_cover'],
    'proj:epsg': 32613,
    'proj:centroid': { lat: (bbox[1]! + bbox[3]!) / 2, lon: (bbox[0]! + bbox[2]!) / 2 },
    'mgrs:utm_zone': 13,
    'mgrs:latitude_band': 'T',
    'mgrs:grid_square': square,
    'grid:code': `MGRS-13T${square}`,
    'view:sun_azimuth': sun.azimuth,
    'view:sun_elevation': sun.elevation,
    ...shares.s2,
    's2:product_type': 'S2MSI2A',
    's2:processing_baseline': '05.00',
    's2:product_uri': productUri(scene),
    's2:datatake_id': `G${productUri(scene).slice(0, 3)}_${datatakeStart(pass)}_N05.00`,
    's2:datatake_type': 'INS-NOBS',
  };
}

/** Percentages as the product's metadata gives them: nodata of all pixels, classes of those with data. */
function classShares(classes: Uint8Array) {
  const counts = new Array<number>(12).fill(0);
  for (const value of classes) counts[value]!++;
  const valid = classes.length - counts[scl.nodata]!;
  const share = (...values: readonly number[]) =>
    percent(values.reduce((sum, value) => sum + counts[value]!, 0) / valid);
  return {
    'eo:cloud_cover': share(scl.cloudMedium, scl.cloudHigh, scl.cirrus),
    s2: {
      's2:nodata_pixel_percentage': percent(counts[scl.nodata]! / classes.length),
      's2:cloud_shadow_percentage': share(scl.shadow),
      's2:vegetation_percentage': share(scl.vegetation),
      's2:not_vegetated_percentage': share(scl.bare),
      's2:water_percentage': share(scl.water),
      's2:unclassified_percentage': share(scl.unclassified),
      's2:medium_proba_clouds_percentage': share(scl.cloudMedium),
      's2:high_proba_clouds_percentage': share(scl.cloudHigh),
      's2:thin_cirrus_percentage': share(scl.cirrus),
      's2:snow_ice_percentage': 0,
    },
  };
}

function percent(share: number): number {
  return Math.round(share * 1e8) / 1e6;
}

function assetOf(
  plan: AssetPlan,
  { scene, href, file }: { readonly scene: DemoScene; readonly href: string; readonly file: WrittenFile },
) {
  const side = (tileSide * 10) / plan.gsd;
  const left = origin.easting + tiles[scene.square].left * 10;
  const band = { nodata: 0, data_type: plan.type, spatial_resolution: plan.gsd };
  return {
    href,
    type: 'image/tiff; application=geotiff; profile=cloud-optimized',
    title: plan.title,
    ...(plan.band && { 'eo:bands': [plan.band] }),
    gsd: plan.gsd,
    'proj:shape': [side, side],
    'proj:transform': [plan.gsd, 0, left, 0, -plan.gsd, origin.northing],
    'raster:bands': [plan.band ? { ...band, scale: 0.0001, offset: -0.1 } : band],
    'file:checksum': `1220${file.sha256}`,
    'file:size': file.size,
    roles: plan.roles,
  };
}
