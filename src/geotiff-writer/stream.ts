import { allocate, type PixelArray } from '../dtype.ts';
import { ready } from '../grid/crs.ts';
import { encode } from './block.ts';
import { type Block, headerOf } from './header.ts';
import { checkSpec, type CogSpec, type LevelSize, levelSizes, type TileAddress } from './spec.ts';

export interface TileStream {
  /**
   * The tileSize² · samples values of a tile of full resolution; those beyond the image's edge do not count. Null: all of
   * them are nodata.
   */
  readonly read: (tile: Omit<TileAddress, 'level'>) => Promise<PixelArray | null>;
  /** Keeps a block; it is called with one at a time. */
  readonly keep: (block: Block) => Promise<void>;
  /** What is known of the whole file once all tiles are there, beside the spec's. */
  readonly metadata?: () => Readonly<Record<string, string>>;
}

/** Where a block lies among those that were kept. */
interface Kept {
  readonly start: number;
  readonly end: number;
}

export interface StreamedCog {
  readonly header: Uint8Array<ArrayBuffer>;
  /** The blocks as they follow the header. */
  readonly blocks: readonly Kept[];
}

/** Blocks that are compressed while the next tiles are made. */
const mostUnderWay = 4;

/**
 * A Cloud-Optimized GeoTIFF of any size. Each tile of full resolution is asked for once, quarter by quarter of the image;
 * of each level no more than two tiles are held. Overviews take the pixel under the centre: what they show somebody
 * measured, in all bands alike. Blocks are kept as they come, and the file is put together from them.
 * Errors: `bad-input` (sizes), `unsupported` (CRS without an EPSG code), and those of `read` and `keep`.
 */
export async function streamCog(spec: CogSpec, stream: TileStream): Promise<StreamedCog> {
  checkSpec(spec);
  await ready(spec.grid.crs);
  // What cannot be described is told before any tile is asked for.
  headerOf(spec);
  const pyramid = new Pyramid(spec, stream);
  const { overviews: level } = spec;
  const { columns, rows } = levelSizes(spec)[level]!;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) await pyramid.make({ level, column, row });
  }
  const kept = await pyramid.finish();
  const sizes = kept.map((blocks) => blocks.map(({ start, end }) => end - start));
  const metadata = { ...spec.metadata, ...stream.metadata?.() };
  return { header: headerOf({ ...spec, metadata })(sizes), blocks: kept.toReversed().flat() };
}

class Pyramid {
  readonly #spec: CogSpec;
  readonly #stream: TileStream;
  readonly #sizes: readonly LevelSize[];
  readonly #kept: Kept[][];
  /** The block of a tile without pixels: they are all the same. */
  #empty: Promise<Block> | null = null;
  #end = 0;
  /** Resolve once their block is kept. */
  #underWay: Promise<void>[] = [];

  constructor(spec: CogSpec, stream: TileStream) {
    this.#spec = spec;
    this.#stream = stream;
    this.#sizes = levelSizes(spec);
    this.#kept = this.#sizes.map(() => []);
  }

  /** The tile's values, once those under it and itself are on their way to be kept; null: nodata everywhere. */
  async make(tile: TileAddress): Promise<PixelArray | null> {
    const data = tile.level === 0 ? await this.#stream.read(tile) : await this.#reduced(tile);
    await this.#keep(tile, data);
    return data;
  }

  async finish(): Promise<readonly (readonly Kept[])[]> {
    await Promise.all(this.#underWay);
    return this.#kept;
  }

  async #reduced({ level, column, row }: TileAddress): Promise<PixelArray | null> {
    const { tileSize, samples } = this.#spec;
    let tile: PixelArray | null = null;
    const { columns, rows, width, height } = this.#sizes[level - 1]!;
    for (const y of [2 * row, 2 * row + 1]) {
      for (const x of [2 * column, 2 * column + 1]) {
        if (x >= columns || y >= rows) continue;
        const quarter = await this.make({ level: level - 1, column: x, row: y });
        if (!quarter) continue;
        tile ??= emptyTile(this.#spec);
        // The centre lies on the edge between two pixels, of which the right one counts; or, of an odd number, in the left.
        const [right, below] = [1 - (width % 2), 1 - (height % 2)];
        halve(quarter, tile, { tileSize, samples, right, below, x: x % 2, y: y % 2 });
      }
    }
    return tile;
  }

  async #keep({ level, column, row }: TileAddress, data: PixelArray | null): Promise<void> {
    const encoded = data
      ? encode(this.#spec, data)
      : (this.#empty ??= encode(this.#spec, emptyTile(this.#spec)));
    const before = this.#underWay.at(-1);
    const kept = (async () => {
      const block = await encoded;
      await before;
      const start = this.#end;
      this.#end += block.length;
      this.#kept[level]![row * this.#sizes[level]!.columns + column] = { start, end: this.#end };
      await this.#stream.keep(block);
    })();
    // Whoever waits for it hears of the failure.
    kept.catch(() => {});
    encoded.catch(() => {});
    this.#underWay.push(kept);
    if (this.#underWay.length > mostUnderWay) await this.#underWay.shift();
  }
}

function emptyTile({ type, tileSize, samples, nodata = 0 }: CogSpec): PixelArray {
  return allocate(type, tileSize * tileSize * samples).fill(nodata);
}

interface Halving {
  readonly tileSize: number;
  readonly samples: number;
  readonly right: number;
  readonly below: number;
  /** Which quarter of the tile. */
  readonly x: number;
  readonly y: number;
}

function halve(from: PixelArray, to: PixelArray, of: Halving): void {
  const { tileSize, samples, right, below, x, y } = of;
  const half = tileSize / 2;
  for (let row = 0; row < half; row++) {
    let at = ((y * half + row) * tileSize + x * half) * samples;
    let source = ((2 * row + below) * tileSize + right) * samples;
    for (let column = 0; column < half; column++, source += samples) {
      for (let sample = 0; sample < samples; sample++) to[at++] = from[source++]!;
    }
  }
}
