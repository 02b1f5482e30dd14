import { asBestpixelError, isAbort } from '../errors.ts';
import { ready } from '../grid/projector.ts';
import { abortError, orAbort, throwIfAborted } from '../net/abort.ts';
import type { BandSource } from '../scene/scene.ts';
import { BlockCache } from './block-cache.ts';
import { BlockReader } from './block-reader.ts';
import { nameOf, type RangeClient } from './byte-source.ts';
import { fileKey, OpenFiles } from './open-files.ts';
import {
  type BandInfo,
  type BandWindow,
  type CachingReader,
  disposed,
  type FileInfo,
  type ReaderStats,
  type WindowRequest,
} from './reader.ts';
import { inspectFile } from './inspect.ts';
import { isNotRead, markResident } from './resident.ts';
import { SharedTasks } from '../net/shared-task.ts';
import { chooseLevel } from './warp/level.ts';
import { Warper } from './warp/warper.ts';
import { readWindow } from './window-reader.ts';

export interface LocalReaderOptions {
  readonly client: RangeClient;
  /** Bytes for raw and decoded blocks and warp plans together. */
  readonly budgetBytes: number;
  /** Bytes per block of raw reads. */
  readonly blockBytes?: number;
  /** Where a file is read now, signature included; at its href unless given. Files are known by their hrefs. */
  readonly addressOf?: (href: string) => string;
}

/** A Reader in this thread. */
export function createLocalReader(options: LocalReaderOptions): CachingReader {
  return new LocalReader(options);
}

/** How a reader's budget is shared. */
const share = { raw: 0.25, decoded: 0.6, plans: 0.15 };

class LocalReader implements CachingReader {
  readonly #client: RangeClient;
  readonly #raw: BlockCache;
  readonly #blocks: BlockReader;
  readonly #warper: Warper;
  readonly #files: OpenFiles;
  readonly #judging = new SharedTasks<string, BandWindow>();
  readonly #running = new Set<AbortController>();
  #disposed = false;

  constructor({ client, budgetBytes, blockBytes, addressOf = (href) => href }: LocalReaderOptions) {
    this.#client = client;
    this.#raw = new BlockCache({ budgetBytes: budgetBytes * share.raw, blockBytes });
    this.#blocks = new BlockReader({ raw: this.#raw, budgetBytes: budgetBytes * share.decoded });
    this.#warper = new Warper(budgetBytes * share.plans);
    this.#files = new OpenFiles({ client, raw: this.#raw, blocks: this.#blocks, addressOf });
  }

  describe(source: BandSource, signal?: AbortSignal): Promise<BandInfo> {
    return this.#run(source, signal, async (ended) =>
      (await this.#files.open(source.href, ended)).describe(source),
    );
  }

  read(request: WindowRequest, signal?: AbortSignal): Promise<BandWindow> {
    return this.#run(request.source, signal, (ended) => {
      // A file that the user opened costs nothing to read.
      if (request.resident && typeof request.source.href === 'string') markResident(ended);
      return this.#read(request, ended);
    });
  }

  inspect(file: Blob, signal?: AbortSignal): Promise<FileInfo> {
    const source = { href: file };
    return this.#run(source, signal, async (ended) =>
      inspectFile(await this.#files.open(file, ended), ended),
    );
  }

  keepWithin(budgetBytes: number): void {
    this.#raw.keepWithin(budgetBytes * share.raw);
    this.#blocks.keepWithin(budgetBytes * share.decoded);
    this.#warper.keepWithin(budgetBytes * share.plans);
  }

  forgetFailures(): void {
    this.#files.forgetFailures();
  }

  stats(): ReaderStats {
    const { requests, bytes } = this.#client.stats();
    const cachedBytes = this.#raw.bytes + this.#blocks.bytes + this.#warper.bytes;
    return { requests, bytes, decodedBytes: this.#blocks.decodedBytes, cachedBytes };
  }

  dispose(): void {
    this.#disposed = true;
    for (const controller of this.#running) controller.abort(abortError());
    this.#raw.clear();
    this.#blocks.clear();
    this.#warper.clear();
    this.#files.clear();
  }

  async #read(request: WindowRequest, signal: AbortSignal): Promise<BandWindow> {
    try {
      return await this.#readOnce(request, signal);
    } catch (error) {
      if (!isNotRead(error)) this.#files.suspect(request.source.href, error);
      throw error;
    }
  }

  async #readOnce(request: WindowRequest, signal: AbortSignal): Promise<BandWindow> {
    const { source, grid, centre } = request;
    const { validWhere } = source;
    const judge = validWhere ? this.#judge({ ...request, source: validWhere.source }, signal) : null;
    // It is awaited late, or not at all where this band fails first.
    judge?.catch(() => {});
    const file = await this.#files.open(source.href, signal);
    const info = await file.describe(source);
    await ready(grid.crs);
    const level = chooseLevel({ levels: info.levels, crs: info.crs, grid, centre });
    const tools = { blocks: this.#blocks, warper: this.#warper };
    return readWindow(tools, { file, info, level, request, judge }, signal);
  }

  /** Bands that are read together mostly have one judge, and then share its window. */
  #judge(request: WindowRequest, signal: AbortSignal): Promise<BandWindow> {
    const { source, grid, halo, centre, pixels } = request;
    const { sample, nodata, shift, crs, validWhere } = source;
    // Single pixels are soon read.
    if (validWhere || pixels) return this.#read(request, signal);
    const band = [fileKey(source.href), sample, nodata, shift, crs];
    const place = [grid.crs.name, grid.affine, grid.width, grid.height, halo, centre];
    // What fetches nothing neither waits for what does, nor fails it.
    if (request.resident) return this.#read(request, signal);
    const key = JSON.stringify([band, place]);
    return this.#judging.run(key, (ended) => this.#read(request, ended), signal);
  }

  /** Ends with the caller's signal or with the reader; what fails is named. */
  async #run<T>(
    { href }: Pick<BandSource, 'href'>,
    signal: AbortSignal | undefined,
    work: (ended: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (this.#disposed) throw disposed();
    const controller = new AbortController();
    const end = (): void => controller.abort(abortError());
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
    this.#running.add(controller);
    try {
      throwIfAborted(controller.signal);
      return await orAbort(work(controller.signal), controller.signal);
    } catch (error) {
      if (signal?.aborted) throw abortError();
      if (this.#disposed) throw disposed();
      // An abort that nobody here asked for is a lost connection.
      throw asBestpixelError(error, isAbort(error) ? 'network' : 'corrupt', { where: nameOf(href) });
    } finally {
      signal?.removeEventListener('abort', end);
      this.#running.delete(controller);
    }
  }
}
