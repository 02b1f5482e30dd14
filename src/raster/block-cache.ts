import { BestpixelError } from '../errors.ts';
import { throwIfAborted } from '../net/abort.ts';
import type { ByteRange } from '../net/byte-range.ts';
import { cut, joined, lengthOf, type Parts } from '../net/parts.ts';
import type { ByteSource } from './byte-source.ts';
import { Lru } from './lru.ts';
import { isResident, notRead } from './resident.ts';
import { joinAll, SharedTask } from '../net/shared-task.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface BlockCacheOptions {
  readonly budgetBytes: number;
  /** Bytes per block: what one small read costs, and the grain of sharing. */
  readonly blockBytes?: number;
  /** The longest single request that adjacent missing blocks are joined to. */
  readonly maxRequestBytes?: number;
}

/**
 * Raw bytes of files in fixed blocks, inside a budget. Readers of one block share one fetch; adjacent missing blocks
 * come in one request; a fetch nobody waits for any more is aborted; failures are not kept.
 */
export class BlockCache {
  readonly #blockBytes: number;
  readonly #blocksPerRequest: number;
  readonly #kept: Lru<string, Parts>;
  readonly #coming = new Map<string, SharedTask<Map<number, Parts>>>();

  constructor({ budgetBytes, blockBytes = 32_768, maxRequestBytes = 8 << 20 }: BlockCacheOptions) {
    this.#blockBytes = blockBytes;
    this.#blocksPerRequest = Math.max(1, Math.floor(maxRequestBytes / blockBytes));
    this.#kept = new Lru(budgetBytes);
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  async read(source: ByteSource, range: ByteRange, signal?: AbortSignal): Promise<Bytes> {
    const [bytes] = await this.readMany(source, [range], signal);
    return bytes!;
  }

  /** The bytes of each range, in buffers of their own. Throws 'truncated' where the file ends before a range does. */
  async readMany(source: ByteSource, ranges: readonly ByteRange[], signal?: AbortSignal): Promise<Bytes[]> {
    const blocks = await this.#blocksOf(source, ranges, signal);
    return ranges.map((range) => {
      const parts = this.#parts(source, range, blocks);
      // Not a view, which would keep the whole answer.
      return parts.length === 1 ? parts[0].slice() : joined(parts);
    });
  }

  /** The same without a copy, as parts that follow each other: not to be changed. */
  async viewMany(source: ByteSource, ranges: readonly ByteRange[], signal?: AbortSignal): Promise<Parts[]> {
    const blocks = await this.#blocksOf(source, ranges, signal);
    return ranges.map((range) => this.#parts(source, range, blocks));
  }

  async #blocksOf(
    source: ByteSource,
    ranges: readonly ByteRange[],
    signal?: AbortSignal,
  ): Promise<Map<number, Parts>> {
    throwIfAborted(signal);
    for (const range of ranges) checkInside(range, source.size, source.where);
    return this.#blocks(source, this.#indices(ranges), signal);
  }

  /** Lets go of a file's bytes, so that they are fetched again. */
  forget(id: string): void {
    this.#kept.deleteWhere((key) => key.startsWith(`${id}#`));
  }

  keepWithin(budgetBytes: number): void {
    this.#kept.keepWithin(budgetBytes);
  }

  clear(): void {
    this.#kept.clear();
  }

  /** Block numbers in ascending order, each once. */
  #indices(ranges: readonly ByteRange[]): number[] {
    const indices = new Set<number>();
    for (const { offset, length } of ranges) {
      if (length === 0) continue;
      const last = Math.floor((offset + length - 1) / this.#blockBytes);
      for (let index = Math.floor(offset / this.#blockBytes); index <= last; index++) indices.add(index);
    }
    return [...indices].toSorted((a, b) => a - b);
  }

  async #blocks(
    source: ByteSource,
    indices: readonly number[],
    signal?: AbortSignal,
  ): Promise<Map<number, Parts>> {
    const found = new Map<number, Parts>();
    const tasks = new Set<SharedTask<Map<number, Parts>>>();
    const missing: number[] = [];
    for (const index of indices) {
      const key = `${source.id}#${index}`;
      const kept = this.#kept.get(key);
      const coming = this.#coming.get(key);
      if (kept) found.set(index, kept);
      else if (coming) tasks.add(coming);
      else missing.push(index);
    }
    if (isResident(signal) && missing.length + tasks.size > 0) throw notRead(source.where);
    for (const run of runs(missing, this.#blocksPerRequest)) tasks.add(this.#fetch(source, run));
    const arrived = await joinAll([...tasks], signal);
    for (const blocks of arrived) for (const [index, bytes] of blocks) found.set(index, bytes);
    return found;
  }

  #fetch(source: ByteSource, { first, count }: Run): SharedTask<Map<number, Parts>> {
    const keys = Array.from({ length: count }, (_, i) => `${source.id}#${first + i}`);
    const task = new SharedTask(
      async (signal) => {
        const blocks = new Map<number, Parts>();
        const range = { offset: first * this.#blockBytes, length: count * this.#blockBytes };
        const parts = await source.read(range, signal);
        const length = lengthOf(parts);
        for (let i = 0; i * this.#blockBytes < length; i++) {
          // Views of one answer: they come together, and as a rule leave together.
          const block = cut(parts, i * this.#blockBytes, (i + 1) * this.#blockBytes);
          blocks.set(first + i, block);
          this.#kept.set(keys[i], block, lengthOf(block));
        }
        return blocks;
      },
      () => keys.forEach((key) => this.#coming.delete(key)),
    );
    for (const key of keys) this.#coming.set(key, task);
    return task;
  }

  /** As few parts as can be: neighbours of one answer are one. */
  #parts(source: ByteSource, { offset, length }: ByteRange, blocks: ReadonlyMap<number, Parts>): Bytes[] {
    const parts: Bytes[] = [];
    for (let at = offset; at < offset + length;) {
      const index = Math.floor(at / this.#blockBytes);
      const from = at - index * this.#blockBytes;
      const found = cut(blocks.get(index) ?? [], from, from + offset + length - at);
      if (found.length === 0) throw endsBefore(offset + length, source.where);
      for (const part of found) append(parts, part);
      at += lengthOf(found);
    }
    return parts;
  }
}

function append(parts: Bytes[], part: Bytes): void {
  const last = parts.at(-1);
  if (last && follows(last, part)) {
    parts[parts.length - 1] = new Uint8Array(last.buffer, last.byteOffset, last.length + part.length);
  } else parts.push(part);
}

function follows(a: Bytes, b: Bytes): boolean {
  return a.buffer === b.buffer && a.byteOffset + a.length === b.byteOffset;
}

interface Run {
  readonly first: number;
  readonly count: number;
}

/** Ascending numbers as runs of neighbours, none longer than `longest`. */
function runs(indices: readonly number[], longest: number): Run[] {
  const all: { first: number; count: number }[] = [];
  for (const index of indices) {
    const last = all.at(-1);
    if (last && last.first + last.count === index && last.count < longest) last.count++;
    else all.push({ first: index, count: 1 });
  }
  return all;
}

/** Refuses what cannot be there before anything is allocated for it. */
function checkInside({ offset, length }: ByteRange, size: number | null, where: string): void {
  if (size !== null && offset + length > size) throw endsBefore(offset + length, where);
}

function endsBefore(end: number, where: string): BestpixelError {
  return new BestpixelError(
    'truncated',
    `the file ends before byte ${end}, where its header says data lies`,
    {
      where,
      remedy: 'Fetch the file again from its source, or leave this scene out.',
    },
  );
}
