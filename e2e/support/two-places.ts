import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import proj4 from 'proj4';
import { writeCog } from '../../src/geotiff-writer/cog.ts';
import { nearest, pyramid, tilesOf } from '../../src/geotiff-writer/overviews.ts';
import type { CogSpec } from '../../src/geotiff-writer/spec.ts';
import type { ApiItem } from '../stac/search.ts';

const utm13 = '+proj=utm +zone=13 +datum=WGS84 +units=m +no_defs';
const pixel = 40;
const side = 128;
/** Degrees, a little less than half of what a file spans. */
const reach = { lng: 0.028, lat: 0.021 };

export interface Spot {
  readonly id: string;
  readonly lng: number;
  readonly lat: number;
  /** Of every pixel. */
  readonly value: number;
}

/** Two scenes of 5 km that are 3 degrees apart. */
export const spots: readonly [Spot, Spot] = [
  { id: 'east', lng: -102.5, lat: 40.1, value: 1000 },
  { id: 'west', lng: -105.5, lat: 40.1, value: 500 },
];

/** Writes a file of each spot into `folder`. */
export async function writeSpots(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { id, lng, lat, value } of spots) {
    const [x, y] = proj4(utm13, [lng, lat]) as [number, number];
    const affine = [
      pixel,
      0,
      Math.round(x) - (side / 2) * pixel,
      0,
      -pixel,
      Math.round(y) + (side / 2) * pixel,
    ];
    const spec: CogSpec = {
      grid: {
        crs: { name: 'EPSG:32613', proj4: utm13 },
        affine: affine as unknown as CogSpec['grid']['affine'],
        width: side,
        height: side,
      },
      type: 'uint16',
      samples: 1,
      tileSize: 128,
      overviews: 2,
      nodata: 0,
    };
    const data = new Uint16Array(side * side).fill(value);
    const parts = await writeCog(spec, tilesOf(spec, pyramid(spec, data, nearest)));
    await writeFile(join(folder, `${id}.tif`), Buffer.concat(parts));
  }
}

/** What an API lists of them, for files in a folder at `url`. */
export function spotItems(url: string): ApiItem[] {
  return spots.map(({ id, lng, lat }, i) => {
    const [west, south] = [lng - reach.lng, lat - reach.lat];
    const [east, north] = [lng + reach.lng, lat + reach.lat];
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return {
      type: 'Feature',
      stac_version: '1.0.0',
      id,
      collection: 'spots',
      bbox: [west, south, east, north],
      geometry: { type: 'Polygon', coordinates: [corners] },
      properties: { datetime: `2020-07-0${i + 1}T17:00:00Z`, 'proj:code': 'EPSG:32613' },
      assets: {
        data: {
          href: `${url}/${id}.tif`,
          type: 'image/tiff; application=geotiff',
          'raster:bands': [{ data_type: 'uint16', nodata: 0 }],
        },
      },
    };
  });
}
