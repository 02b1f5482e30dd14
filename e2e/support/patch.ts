import { readFileSync } from 'node:fs';
import { fromArrayBuffer } from 'geotiff';
import { ee, type Image, type ImageCollection } from '../../src/ee/ee.ts';
import type { Affine } from '../../src/grid/grid.ts';
import type { PixelGrid } from '../../src/grid/pixel-grid.ts';
import { bandDifferences, winnerDifferences, type ExpectedBand, type Pixels } from './pixels.ts';

/** The committed collection: five small scenes in two UTM zones, made by tools/fixtures/make-e2e.py. */
export const patchItems = '/fixtures/patch/items.json';
export const patchBands = ['red', 'nir', 'ndvi'] as const;
/** All scenes but the last, which lies in the other zone. */
export const ownZoneEnds = '2020-07-05';

const folder = 'e2e/fixtures/patch/expected';

interface Grids {
  readonly grids: Record<
    'own' | 'mercator' | 'zone-14',
    { crs: string; affine: Affine; width: number; height: number }
  >;
  /** Column and row on the own grid, longitude and latitude of the pixel's centre. */
  readonly probes: readonly (readonly [column: number, row: number, lng: number, lat: number])[];
}

const made = JSON.parse(readFileSync(`${folder}/grids.json`, 'utf8')) as Grids;
export const { probes } = made;

export function patchGrid(name: keyof Grids['grids']): PixelGrid {
  const { crs, affine, width, height } = made.grids[name];
  const [scaleX, shearX, translateX, shearY, scaleY, translateY] = affine;
  return {
    dimensions: { width, height },
    affineTransform: { scaleX, shearX, translateX, shearY, scaleY, translateY },
    crsCode: crs,
  };
}

export const patchRules = {
  best: (scenes: ImageCollection): Image => byCloud(scenes, -1),
  worst: (scenes: ImageCollection): Image => byCloud(scenes, 1),
  greenest: (scenes: ImageCollection): Image => scenes.qualityMosaic('ndvi'),
  topmost: (scenes: ImageCollection): Image => scenes.mosaic(),
};

function byCloud(scenes: ImageCollection, sign: number): Image {
  return scenes
    .map((scene) => scene.addBands(scene.select('cloud').multiply(sign).rename('quality')))
    .qualityMosaic('quality');
}

/** The scenes of an ItemCollection; with an end, those before it. */
export function scenesOf(address: string, end?: string): ImageCollection {
  const all = ee.ImageCollection(address);
  return end ? all.filterDate('2020-07-01', end) : all;
}

/** A mosaic as NumPy makes it. */
export interface Truth {
  readonly winner: ArrayLike<number>;
  readonly bands: Readonly<Record<(typeof patchBands)[number], ExpectedBand>>;
  /** Bits: winner 1, red 2, nir 4, ndvi 8. Set where 0.125 source pixel would change it. */
  readonly doubt: ArrayLike<number>;
}

export async function truthOf(name: string): Promise<Truth> {
  const { buffer } = new Uint8Array(readFileSync(`${folder}/${name}.tif`));
  const image = await (await fromArrayBuffer(buffer)).getImage();
  const rasters = await image.readRasters({ interleave: false });
  const [winner, red, nir, ndvi, doubt] = [...rasters] as ArrayLike<number>[];
  const band = (data: ArrayLike<number>): ExpectedBand => ({
    data,
    mask: Array.from(data, (value) => Number(!Number.isNaN(value))),
  });
  return { winner: winner!, bands: { red: band(red!), nir: band(nir!), ndvi: band(ndvi!) }, doubt: doubt! };
}

/** The first pixels that are not as NumPy has them, those in doubt aside; empty: equal everywhere. */
export function truthDifferences(pixels: Pixels, truth: Truth): string[] {
  const unsure = (bits: number) => (pixel: number) => (truth.doubt[pixel]! & bits) !== 0;
  return [
    ...winnerDifferences(pixels, truth.winner, unsure(1)),
    ...patchBands.flatMap((name, i) =>
      bandDifferences(pixels, name, { ...truth.bands[name], aside: unsure(1 | (2 << i)) }),
    ),
  ];
}
