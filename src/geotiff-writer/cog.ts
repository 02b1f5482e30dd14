import type { PixelArray } from '../dtype.ts';
import { ready } from '../grid/crs.ts';
import { encode } from './block.ts';
import { type Block, headerOf } from './header.ts';
import { checkSpec, type CogSpec, levelSizes, type TileAddress } from './spec.ts';

/**
 * Gives the tileSize² · samples values of one tile, of the spec's type; those beyond the image's edge do not count.
 * Asked level by level from full resolution down, row by row, all tiles of a row at once: one row of tiles is all that
 * need be held. A throw or rejection ends the writing with that error: this is how to abort it.
 */
export type TileSource = (tile: TileAddress) => PixelArray | Promise<PixelArray>;

/**
 * A Cloud-Optimized GeoTIFF as chunks in file order, for `new Blob(chunks)`: little-endian, tiled, Deflate with
 * predictor 2 (integers) or 3 (float32), samples interleaved by pixel, directories first, coarsest data first.
 * Compressed tiles are held until the end, since the header tells their sizes.
 * Errors: `bad-input` (sizes), `unsupported` (CRS without an EPSG code).
 * Source: OGC 21-026 (COG), https://gdal.org/drivers/raster/cog.html (layout of the ghost area).
 */
export async function writeCog(spec: CogSpec, source: TileSource): Promise<Uint8Array<ArrayBuffer>[]> {
  checkSpec(spec);
  await ready(spec.grid.crs);
  const header = headerOf(spec);
  const sizes = levelSizes(spec);
  const levels: Block[][] = [];
  for (const [level, size] of sizes.entries()) {
    const blocks: Block[] = [];
    for (let row = 0; row < size.rows; row++) {
      const columns = Array.from({ length: size.columns }, (_, column) => ({ level, column, row }));
      blocks.push(...(await Promise.all(columns.map(async (tile) => encode(spec, await source(tile))))));
    }
    levels.push(blocks);
  }
  return [header(levels.map((blocks) => blocks.map(({ length }) => length))), ...levels.toReversed().flat()];
}
