import { isOfType, type PixelArray } from '../dtype.ts';
import { BestpixelError } from '../errors.ts';
import { ready } from '../grid/crs.ts';
import { deflate } from './deflate.ts';
import { type Block, headerOf, largestFile, leaderBytes, tooLarge, trailerBytes } from './header.ts';
import { predict } from './predictor.ts';
import { checkSpec, type CogSpec, levelSizes } from './spec.ts';

interface TileAddress {
  /** 0 is full resolution. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

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
 * Errors: `bad-input` (sizes), `unsupported` (CRS without an EPSG code), `too-large` (over 4 GiB).
 * Source: OGC 21-026 (COG), https://gdal.org/drivers/raster/cog.html (layout of the ghost area).
 */
export async function writeCog(spec: CogSpec, source: TileSource): Promise<Uint8Array<ArrayBuffer>[]> {
  checkSpec(spec);
  await ready(spec.grid.crs);
  const header = headerOf(spec);
  const sizes = levelSizes(spec);
  const levels: Block[][] = [];
  let total = 0;
  for (const [level, size] of sizes.entries()) {
    const blocks: Block[] = [];
    for (let row = 0; row < size.rows; row++) {
      const columns = Array.from({ length: size.columns }, (_, column) => ({ level, column, row }));
      blocks.push(...(await Promise.all(columns.map(async (tile) => encode(spec, await source(tile))))));
    }
    total += blocks.reduce((sum, block) => sum + block.length, 0);
    if (total > largestFile) throw tooLarge();
    levels.push(blocks);
  }
  return [header(levels), ...levels.toReversed().flat()];
}

async function encode({ tileSize, samples, type }: CogSpec, data: PixelArray): Promise<Block> {
  if (data.length !== tileSize * tileSize * samples || !isOfType(data, type)) {
    throw new BestpixelError(
      'bad-input',
      `a tile of ${data.length} values does not fit tiles of ${tileSize}² ${type}`,
    );
  }
  const bytes = await deflate(predict(data, { width: tileSize, samples }));
  const block = new Uint8Array(leaderBytes + bytes.length + trailerBytes);
  new DataView(block.buffer).setUint32(0, bytes.length, true);
  block.set(bytes, leaderBytes);
  block.set(bytes.subarray(-trailerBytes), leaderBytes + bytes.length);
  return block;
}
