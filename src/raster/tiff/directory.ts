import type { BlockCache } from '../block-cache.ts';
import type { ByteSource } from '../byte-source.ts';
import { corrupt, tooLarge } from './failures.ts';
import { bytesOfType, readNumber } from './tags.ts';

/** Where a file's bytes come from, and how its numbers are written. */
export interface TiffBytes {
  readonly source: ByteSource;
  readonly cache: BlockCache;
  readonly littleEndian: boolean;
  readonly bigTiff: boolean;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Place of the first value in the file. */
  readonly offset: number;
}

/** Longer metadata than this is refused; lists of tiles are read piece by piece instead. */
const longestValue = 16 << 20;

/** One image file directory: tags whose values are read, by anybody and in any order, when they are asked for. */
export class Directory {
  /** Its place in the file tells it apart. */
  readonly offset: number;
  readonly #tiff: TiffBytes;
  readonly #entries: ReadonlyMap<number, Entry>;

  constructor(tiff: TiffBytes, offset: number, entries: ReadonlyMap<number, Entry>) {
    this.offset = offset;
    this.#tiff = tiff;
    this.#entries = entries;
  }

  count(tag: number): number {
    return this.#entries.get(tag)?.count ?? 0;
  }

  /** All values of a tag as numbers; empty where it is absent. */
  async numbers(tag: number, signal?: AbortSignal): Promise<number[]> {
    const bytes = await this.bytes(tag, signal);
    if (!bytes) return [];
    const { type, count } = this.#entries.get(tag)!;
    const view = new DataView(bytes.buffer);
    const { littleEndian } = this.#tiff;
    return Array.from({ length: count }, (_, i) =>
      readNumber(view, i * bytesOfType[type], type, littleEndian),
    );
  }

  /** The first value of a tag. */
  async number(tag: number, signal?: AbortSignal): Promise<number | undefined> {
    if (!this.count(tag)) return undefined;
    return (await this.numbersAt(tag, [0], signal))[0];
  }

  /** Values of a tag at some indices, without reading the others. */
  async numbersAt(tag: number, indices: readonly number[], signal?: AbortSignal): Promise<number[]> {
    const entry = this.#entries.get(tag);
    if (!entry) return [];
    const { source, cache, littleEndian } = this.#tiff;
    const length = bytesOfType[entry.type];
    const ranges = indices.map((index) => ({ offset: entry.offset + index * length, length }));
    const values = await cache.readMany(source, ranges, signal);
    return values.map((bytes) => readNumber(new DataView(bytes.buffer), 0, entry.type, littleEndian));
  }

  /** A tag's text, up to its terminating zero; undefined where it is absent. */
  async text(tag: number, signal?: AbortSignal): Promise<string | undefined> {
    const bytes = await this.bytes(tag, signal);
    return bytes && new TextDecoder().decode(bytes).replace(/\0[^]*$/, '');
  }

  async bytes(tag: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const entry = this.#entries.get(tag);
    if (!entry) return undefined;
    const { source, cache } = this.#tiff;
    const length = entry.count * bytesOfType[entry.type];
    if (length > longestValue)
      throw tooLarge(`the header claims ${entry.count} values of tag ${tag}`, source.where);
    return cache.read(source, { offset: entry.offset, length }, signal);
  }
}

/** More pages than this are not looked at: no pyramid has as many. */
const mostDirectories = 256;

/** The directories of a TIFF in their order. Throws 'corrupt' on what is no TIFF or a chain that bites its tail. */
export async function readDirectories(
  cache: BlockCache,
  source: ByteSource,
  signal?: AbortSignal,
): Promise<{ tiff: TiffBytes; directories: Directory[] }> {
  const { tiff, first } = await readHeader(cache, source, signal);
  const directories: Directory[] = [];
  const seen = new Set<number>();
  for (let offset = first; offset !== 0 && directories.length < mostDirectories;) {
    if (seen.has(offset)) throw corrupt('its directories form a loop', source.where);
    seen.add(offset);
    const { directory, next } = await readDirectory(tiff, offset, signal);
    directories.push(directory);
    offset = next;
  }
  if (directories.length === 0) throw corrupt('the TIFF holds no image', source.where);
  return { tiff, directories };
}

async function readHeader(
  cache: BlockCache,
  source: ByteSource,
  signal?: AbortSignal,
): Promise<{ tiff: TiffBytes; first: number }> {
  const head = new DataView((await cache.read(source, { offset: 0, length: 8 }, signal)).buffer);
  const order = head.getUint16(0);
  const littleEndian = order === 0x4949;
  const version = head.getUint16(2, littleEndian);
  if ((!littleEndian && order !== 0x4d4d) || (version !== 42 && version !== 43)) {
    throw corrupt('the file is not a TIFF', source.where);
  }
  if (version === 42) {
    return { tiff: { source, cache, littleEndian, bigTiff: false }, first: head.getUint32(4, littleEndian) };
  }
  if (head.getUint16(4, littleEndian) !== 8) throw corrupt('the BigTIFF header is malformed', source.where);
  const more = new DataView((await cache.read(source, { offset: 8, length: 8 }, signal)).buffer);
  const first = readNumber(more, 0, 16, littleEndian);
  return { tiff: { source, cache, littleEndian, bigTiff: true }, first };
}

async function readDirectory(
  tiff: TiffBytes,
  offset: number,
  signal?: AbortSignal,
): Promise<{ directory: Directory; next: number }> {
  const { source, cache, littleEndian, bigTiff } = tiff;
  const [countType, entryBytes, offsetType] = bigTiff ? [16, 20, 16] : [3, 12, 4];
  const countBytes = bytesOfType[countType];
  const head = await cache.read(source, { offset, length: countBytes }, signal);
  const count = readNumber(new DataView(head.buffer), 0, countType, littleEndian);
  if (count > 4096) throw corrupt(`a directory claims ${count} entries`, source.where);
  const length = count * entryBytes + bytesOfType[offsetType];
  const table = await cache.read(source, { offset: offset + countBytes, length }, signal);
  const view = new DataView(table.buffer);
  const entries = new Map<number, Entry>();
  for (let at = 0; at < count * entryBytes; at += entryBytes) {
    const type = view.getUint16(at + 2, littleEndian);
    const bytes = bytesOfType[type];
    if (!bytes) continue;
    const values = readNumber(view, at + 4, offsetType, littleEndian);
    const valueAt = at + (bigTiff ? 12 : 8);
    const inline = bytes * values <= (bigTiff ? 8 : 4);
    entries.set(view.getUint16(at, littleEndian), {
      type,
      count: values,
      offset: inline ? offset + countBytes + valueAt : readNumber(view, valueAt, offsetType, littleEndian),
    });
  }
  return {
    directory: new Directory(tiff, offset, entries),
    next: readNumber(view, count * entryBytes, offsetType, littleEndian),
  };
}
