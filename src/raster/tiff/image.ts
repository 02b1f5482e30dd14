import type { ByteRange } from '../../net/byte-range.ts';
import type { Directory, TiffBytes } from './directory.ts';
import { corrupt, tooLarge } from './failures.ts';
import { blocksAcross, blocksDown, type Layout, readLayout, rowsIn, samplesPerBlock } from './layout.ts';
import { tag } from './tags.ts';

/** One block of an image. `sample` counts where each sample has blocks of its own; else it is 0. */
export interface BlockId {
  readonly column: number;
  readonly row: number;
  readonly sample: number;
}

/** What a decoder needs beyond the layout. */
export interface CodecTables {
  readonly jpeg: Uint8Array<ArrayBuffer> | undefined;
  /** Compression around a LERC blob: 0 none, 1 Deflate, 2 Zstandard. */
  readonly lercWrapping: number;
}

/** Neither PackBits nor LZW nor Deflate makes more of a byte: what claims it is refused before room is made for it. */
const mostFromOneByte = 4096;
const simple = new Set([1, 5, 8, 32946, 32773]);

/** One image of a TIFF: its layout and where its blocks lie. */
export class TiffImage {
  readonly tiff: TiffBytes;
  readonly directory: Directory;
  readonly layout: Layout;
  readonly tables: CodecTables;

  private constructor(parts: Pick<TiffImage, 'tiff' | 'directory' | 'layout' | 'tables'>) {
    this.tiff = parts.tiff;
    this.directory = parts.directory;
    this.layout = parts.layout;
    this.tables = parts.tables;
  }

  static async open(tiff: TiffBytes, directory: Directory, signal?: AbortSignal): Promise<TiffImage> {
    const { where, size } = tiff.source;
    const layout = await readLayout(directory, where, signal);
    const tables = {
      jpeg: await directory.bytes(tag.JPEGTables, signal),
      lercWrapping: (await directory.numbers(tag.LercParameters, signal))[1] ?? 0,
    };
    const image = new TiffImage({ tiff, directory, layout, tables });
    const planes = layout.planar ? layout.samples : 1;
    const blocks = blocksAcross(layout) * blocksDown(layout) * planes;
    const listed = directory.count(image.#offsets);
    if (listed < blocks) throw corrupt(`its size takes ${blocks} blocks, and it lists ${listed}`, where);
    if (size !== null && blocks > size) {
      throw tooLarge(`it claims ${blocks} blocks in a file of ${size} bytes`, where);
    }
    return image;
  }

  /** Where blocks lie; null for one that is not stored (sparse): its pixels are nodata, or else 0. */
  async locate(blocks: readonly BlockId[], signal?: AbortSignal): Promise<(ByteRange | null)[]> {
    const { source } = this.tiff;
    const indices = blocks.map((block) => this.#index(block));
    const [offsets, counts] = await Promise.all([
      this.directory.numbersAt(this.#offsets, indices, signal),
      this.directory.numbersAt(this.#byteCounts, indices, signal),
    ]);
    return blocks.map((block, i) => {
      const bytes = this.bytesIn(block.row);
      const offset = offsets[i];
      // Lists of lengths are left out of some uncompressed files, where they follow from the size.
      const length = counts[i] ?? bytes;
      if (length === 0) return null;
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || length < 0) {
        throw corrupt(`block ${indices[i]} lies at byte ${offset} with length ${length}`, source.where);
      }
      if (length > 2 * bytes + 65_536) {
        throw tooLarge(
          `block ${indices[i]} takes ${length} bytes for ${bytes} bytes of pixels`,
          source.where,
        );
      }
      if (simple.has(this.layout.compression) && bytes > length * mostFromOneByte) {
        throw corrupt(`block ${indices[i]} cannot hold ${bytes} bytes of pixels in ${length}`, source.where);
      }
      return { offset, length };
    });
  }

  /** Bytes of pixels in a block of this row of blocks, once decoded. */
  bytesIn(blockRow: number): number {
    const { blockWidth, bits } = this.layout;
    const rowBytes = Math.ceil((blockWidth * samplesPerBlock(this.layout) * bits) / 8);
    return rowBytes * rowsIn(this.layout, blockRow);
  }

  #index({ column, row, sample }: BlockId): number {
    const across = blocksAcross(this.layout);
    const plane = this.layout.planar ? sample * across * blocksDown(this.layout) : 0;
    return plane + row * across + column;
  }

  get #offsets(): number {
    return this.directory.count(tag.TileOffsets) ? tag.TileOffsets : tag.StripOffsets;
  }

  get #byteCounts(): number {
    return this.directory.count(tag.TileByteCounts) ? tag.TileByteCounts : tag.StripByteCounts;
  }
}
