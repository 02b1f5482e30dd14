import { throwIfAborted } from '../net/abort.ts';
import type { Parts } from '../net/parts.ts';
import type { PixelArray } from '../dtype.ts';
import type { BlockCache } from './block-cache.ts';
import { decodeBlock } from './codecs/decode-block.ts';
import { Lru } from './lru.ts';
import { SharedTasks } from '../net/shared-task.ts';
import type { BlockId, TiffImage } from './tiff/image.ts';

/** Reads and decodes blocks. Decoded ones are kept inside a budget, whole: a pixel-interleaved block with all samples. */
export class BlockReader {
  readonly #raw: BlockCache;
  readonly #decoded: Lru<string, PixelArray>;
  readonly #decoding = new SharedTasks<string, PixelArray>();
  #decodedBytes = 0;

  constructor({ raw, budgetBytes }: { readonly raw: BlockCache; readonly budgetBytes: number }) {
    this.#raw = raw;
    this.#decoded = new Lru(budgetBytes);
  }

  /** Bytes decoded so far. */
  get decodedBytes(): number {
    return this.#decodedBytes;
  }

  /** Bytes of decoded blocks kept now. */
  get bytes(): number {
    return this.#decoded.bytes;
  }

  /** Lets go of a file's blocks. */
  forget(id: string): void {
    this.#decoded.deleteWhere((key) => key.startsWith(`${id}#`));
  }

  keepWithin(budgetBytes: number): void {
    this.#decoded.keepWithin(budgetBytes);
  }

  clear(): void {
    this.#decoded.clear();
  }

  /**
   * Calls `take` with each block's pixels as they come, null for blocks that are not stored; in groups, so that a
   * window over many blocks does not hold them all.
   */
  async read(
    image: TiffImage,
    blocks: readonly BlockId[],
    take: (pixels: PixelArray | null, index: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    // A block that is decoded needs no looking up where it lies.
    const absent = [...blocks.keys()].filter((i) => {
      const kept = this.#decoded.get(keyOf(image, blocks[i]));
      if (kept) take(kept, i);
      return !kept;
    });
    if (absent.length === 0) return;
    const located = await image.locate(
      absent.map((i) => blocks[i]),
      signal,
    );
    const ranges = new Map(absent.map((i, n) => [i, located[n]]));
    for (const group of groupsOf(absent.map((i) => image.bytesIn(blocks[i].row)))) {
      const indices = group.map((n) => absent[n]);
      for (const i of indices) if (!ranges.get(i)) take(null, i);
      const missing = indices.filter((i) => ranges.get(i));
      if (missing.length === 0) continue;
      const wanted = missing.flatMap((i) => ranges.get(i) ?? []);
      const packed = await this.#raw.viewMany(image.tiff.source, wanted, signal);
      for (const [n, i] of missing.entries()) {
        throwIfAborted(signal);
        take(await this.#decode(image, blocks[i], packed[n]), i);
      }
    }
  }

  async #decode(image: TiffImage, block: BlockId, packed: Parts): Promise<PixelArray> {
    const key = keyOf(image, block);
    // Another window may have decoded it while the bytes were on their way.
    const kept = this.#decoded.get(key);
    if (kept) return kept;
    const start = async (): Promise<PixelArray> => {
      const pixels = await decodeBlock(image, block, packed);
      this.#decodedBytes += pixels.byteLength;
      this.#decoded.set(key, pixels, pixels.byteLength);
      return pixels;
    };
    return this.#decoding.run(key, start);
  }
}

const groupBytes = 32 << 20;

/** Indices in groups of at most `groupBytes` (or one alone). */
function groupsOf(sizes: readonly number[]): number[][] {
  const groups: number[][] = [];
  let held = Infinity;
  sizes.forEach((size, index) => {
    if (held + size > groupBytes) {
      groups.push([]);
      held = 0;
    }
    groups.at(-1)!.push(index);
    held += size;
  });
  return groups;
}

function keyOf({ tiff, directory }: TiffImage, { column, row, sample }: BlockId): string {
  return `${tiff.source.id}#${directory.offset}:${column},${row},${sample}`;
}
