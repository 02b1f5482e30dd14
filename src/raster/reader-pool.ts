import { BestpixelError, asBestpixelError } from '../errors.ts';
import { ready } from '../grid/projector.ts';
import { abortError, orAbort } from '../net/abort.ts';
import type { Addresses } from '../net/addresses.ts';
import { HostLimit, type Slots } from '../net/host-limit.ts';
import { isHttp } from '../net/url.ts';
import type { BandSource } from '../scene/scene.ts';
import { blobId, nameOf } from './byte-source.ts';
import {
  type BandInfo,
  type BandWindow,
  disposed,
  type FileInfo,
  type FileInspector,
  type Reader,
  type ReaderStats,
  type WindowRequest,
} from './reader.ts';
import { type Answer, type Order, packBlob, packSource } from './reader-messages.ts';
import { sumStats, type WorkerLike, WorkerSlot } from './worker-slot.ts';

export interface ReaderPoolOptions {
  readonly createWorker: () => WorkerLike;
  readonly size: number;
  /** Bytes for the caches of all workers together. */
  readonly budgetBytes: number;
  /** What the requests of all workers count in together; a limit of their own unless given. */
  readonly slots?: Slots;
  /** Bytes per block of raw reads. */
  readonly blockBytes?: number;
  /** Where files are really read; at their hrefs unless given. */
  readonly addresses?: Pick<Addresses, 'of' | 'refused'>;
}

export interface WarmReader extends Reader, FileInspector {
  /** Starts the workers before there is work: they load while others do. */
  warm(): void;
  /** Holds the caches of all workers together to so many bytes, or fewer, until the returned function is called. */
  holdTo(budgetBytes: number): () => void;
}

/** A Reader whose files are spread over workers: one file's bands are always read by the same one. */
export function createReaderPool(options: ReaderPoolOptions): WarmReader {
  return new ReaderPool(options);
}

class ReaderPool implements WarmReader {
  readonly #slots: readonly WorkerSlot[];
  readonly #slotOf = new Map<string, WorkerSlot>();
  readonly #addresses: Pick<Addresses, 'of' | 'refused'> | undefined;
  readonly #closing = new AbortController();
  /** Bytes for all caches together: the least counts. */
  readonly #budgets = new Set<{ readonly bytes: number }>();
  #lastId = 0;

  constructor(options: ReaderPoolOptions) {
    const { createWorker, size, budgetBytes, blockBytes, addresses, slots = new HostLimit() } = options;
    this.#addresses = addresses;
    this.#budgets.add({ bytes: budgetBytes });
    const settings = { budgetBytes: Math.floor(budgetBytes / size), blockBytes };
    this.#slots = Array.from({ length: size }, () => new WorkerSlot(createWorker, settings, slots));
  }

  async describe(source: BandSource, signal?: AbortSignal): Promise<BandInfo> {
    const info = await this.#send({
      source,
      signal,
      order: (id, addresses) => ({ kind: 'describe', id, source: packSource(source, addresses) }),
      take: (answer) => (answer.kind === 'info' ? answer.info : null),
    });
    await ready(info.crs);
    return info;
  }

  read(request: WindowRequest, signal?: AbortSignal): Promise<BandWindow> {
    const { source } = request;
    return this.#send({
      source,
      signal,
      resident: request.resident,
      order: (id, addresses) => ({
        kind: 'read',
        id,
        request: { ...request, source: packSource(source, addresses) },
      }),
      take: (answer) => (answer.kind === 'window' ? answer.window : null),
    });
  }

  warm(): void {
    if (this.#closing.signal.aborted) return;
    for (const slot of this.#slots) slot.warm();
  }

  holdTo(budgetBytes: number): () => void {
    const budget = { bytes: budgetBytes };
    this.#budgets.add(budget);
    this.#shareBudget();
    return () => {
      if (this.#budgets.delete(budget)) this.#shareBudget();
    };
  }

  async inspect(file: Blob, signal?: AbortSignal): Promise<FileInfo> {
    const info = await this.#send({
      source: { href: file },
      signal,
      order: (id) => ({ kind: 'inspect', id, file: packBlob(file) }),
      take: (answer) => (answer.kind === 'file' ? answer.file : null),
    });
    await ready(info.crs);
    return info;
  }

  forgetFailures(): void {
    for (const slot of this.#slots) slot.tell({ kind: 'forget-failures' });
  }

  /** As of the workers' last answers. */
  stats(): ReaderStats {
    return sumStats(this.#slots.map((slot) => slot.stats));
  }

  dispose(): void {
    this.#closing.abort(disposed());
    for (const slot of this.#slots) slot.close(disposed());
  }

  #shareBudget(): void {
    const bytes = Math.min(...[...this.#budgets].map((budget) => budget.bytes));
    for (const slot of this.#slots) slot.keepWithin(Math.floor(bytes / this.#slots.length));
  }

  async #send<T>(sending: Sending<T>): Promise<T> {
    const { source, signal } = sending;
    const read = filesOf(source);
    // The worker knows the address of whatever it has read.
    if (!this.#addresses || read.length === 0 || sending.resident) return this.#order(sending);
    const addresses = await this.#addressesOf(read, signal);
    try {
      return await this.#order(sending, addresses);
    } catch (error) {
      if (!this.#mayBeLetIn(error, read, addresses)) throw error;
    }
    return this.#order(sending, await this.#addressesOf(read, signal));
  }

  async #addressesOf(files: readonly RemoteFile[], signal?: AbortSignal): Promise<Map<string, string>> {
    const ended = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    const asked = files.map(
      async ({ href, token }) => [href, (await this.#addresses?.of(href, token, ended)) ?? href] as const,
    );
    try {
      const addresses = await orAbort(Promise.all(asked), ended);
      return new Map(addresses.filter(([href, address]) => address !== href));
    } catch (error) {
      if (this.#closing.signal.aborted) throw disposed();
      throw signal?.aborted ? abortError() : error;
    }
  }

  /** True where a signature was refused, and another one may not be. */
  #mayBeLetIn(error: unknown, files: readonly RemoteFile[], addresses: ReadonlyMap<string, string>): boolean {
    if (!(error instanceof BestpixelError) || (error.status !== 401 && error.status !== 403)) return false;
    const again = files.map(({ href, token }) => {
      const address = addresses.get(href);
      return token !== undefined && address !== undefined && !!this.#addresses?.refused(token, address);
    });
    return again.includes(true);
  }

  #order<T>(sending: Sending<T>, addresses?: ReadonlyMap<string, string>): Promise<T> {
    const { source, signal, order, take } = sending;
    return new Promise((resolve, reject) => {
      if (this.#closing.signal.aborted) return reject(disposed());
      if (signal?.aborted) return reject(abortError());
      const id = ++this.#lastId;
      const slot = this.#slotFor(source);
      const leave = (): void => {
        slot.cancel(id);
        reject(abortError());
      };
      const settled = (): void => signal?.removeEventListener('abort', leave);
      signal?.addEventListener('abort', leave, { once: true });
      slot.send(id, order(id, addresses), {
        answer: (answer) => {
          settled();
          const result = take(answer);
          if (result !== null) resolve(result);
          else if (answer.kind === 'failed') reject(BestpixelError.fromPlain(answer.error));
        },
        fail: (error) => {
          settled();
          reject(placed(error, source));
        },
      });
    });
  }

  /**
   * Bands that share the file which decides where they are valid share a worker, so that it is decoded once. New files
   * take turns.
   */
  #slotFor({ href, validWhere }: Placed): WorkerSlot {
    const shared = validWhere?.source.href ?? href;
    const key = typeof shared === 'string' ? shared : blobId(shared);
    let slot = this.#slotOf.get(key);
    if (!slot) {
      slot = this.#slots[this.#slotOf.size % this.#slots.length];
      this.#slotOf.set(key, slot);
    }
    return slot;
  }
}

/** As much of a source as says which file it is. */
type Placed = Pick<BandSource, 'href' | 'token' | 'validWhere'>;

interface RemoteFile {
  readonly href: string;
  readonly token: string | undefined;
}

/** The files on the network that are read for a source. */
function filesOf({ href, token, validWhere }: Placed): RemoteFile[] {
  const own = typeof href === 'string' && isHttp(href) ? [{ href, token }] : [];
  return validWhere ? [...own, ...filesOf(validWhere.source)] : own;
}

interface Sending<T> {
  readonly source: Placed;
  readonly signal: AbortSignal | undefined;
  readonly resident?: boolean;
  readonly order: (id: number, addresses: ReadonlyMap<string, string> | undefined) => Order;
  /** Null where the answer is of another kind. */
  readonly take: (answer: Answer) => T | null;
}

/** The error with the file that it concerns here. */
function placed(error: Error, { href }: Placed): BestpixelError {
  const { tag, message, remedy, cause } = asBestpixelError(error, 'worker-crashed');
  return new BestpixelError(tag, message, { where: nameOf(href), remedy, cause });
}
