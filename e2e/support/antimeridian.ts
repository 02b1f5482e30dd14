import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCog } from '../../src/geotiff-writer/cog.ts';
import { nearest, pyramid, tilesOf } from '../../src/geotiff-writer/overviews.ts';
import type { CogSpec } from '../../src/geotiff-writer/spec.ts';

/** Of the four quarters, which meet at 180°, 10° north. */
export const quarters = [
  { value: 800, lng: 178.9, lat: 10.9 },
  { value: 1600, lng: 181.1, lat: 10.9 },
  { value: 2400, lng: 178.9, lat: 9.1 },
  { value: 3200, lng: 181.1, lat: 9.1 },
] as const;

/** Where the meridian of 180° meets UTM zone 60 at 10° north. */
const meridian = { easting: 828_929, northing: 1_106_937 };
const pixel = 2000;
const side = 256;

/**
 * One scene of 512 km across the antimeridian at 10° north, each quarter of one value, as `items.json` and its file in
 * `folder`.
 */
export async function writeAntimeridian(folder: string): Promise<void> {
  const left = meridian.easting - (side / 2) * pixel;
  const top = meridian.northing + (side / 2) * pixel;
  const spec: CogSpec = {
    grid: {
      crs: { name: 'EPSG:32660', proj4: '+proj=utm +zone=60 +datum=WGS84 +units=m +no_defs' },
      affine: [pixel, 0, left, 0, -pixel, top],
      width: side,
      height: side,
    },
    type: 'uint16',
    samples: 1,
    tileSize: 128,
    overviews: 6,
    nodata: 0,
  };
  const half = side / 2;
  const data = Uint16Array.from({ length: side * side }, (_, i) => {
    const quarter = (i < side * half ? 0 : 2) + (i % side < half ? 0 : 1);
    return quarters[quarter]!.value;
  });
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'data.tif'),
    Buffer.concat(await writeCog(spec, tilesOf(spec, pyramid(spec, data, nearest)))),
  );
  await writeFile(join(folder, 'items.json'), JSON.stringify(items));
}

const [south, north] = [7.5, 12.5];
const box = (west: number, east: number) => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];

const items = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      stac_version: '1.0.0',
      id: 'across',
      bbox: [177.4, south, -177.4, north],
      geometry: { type: 'MultiPolygon', coordinates: [box(177.4, 180), box(-180, -177.4)] },
      properties: { datetime: '2020-07-01T00:00:00Z', 'proj:code': 'EPSG:32660' },
      assets: { data: { href: './data.tif', type: 'image/tiff; application=geotiff' } },
    },
  ],
};
