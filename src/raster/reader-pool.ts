import { BestpixelError, asBestpixelError } from '../errors.ts';
import { abortError } from '../net/abort.ts';
import type { BandSource } from '../scene/scene.ts';
import { blobId, nameOf } from './byte-source.ts';
import { disposed } from './local-reader.ts';
import type {
  BandInfo,
  BandWindow,
  FileInfo,
  FileInspector,
  Reader,
  ReaderStats,
  WindowRequest,
} from './reader.ts';
import { type Answer, type Order, packBlob, packSource } from './reader-messages.ts';
import { sumStats, type WorkerLike, WorkerSlot } from './worker-slot.ts';

export interface ReaderPoolOptions {
  readonly createWorker: () => WorkerLike;
  readonly size: number;
  /** Bytes for the caches of all workers together. */
  readonly budgetBytes: number;
  /** Requests in flight to one host, of all workers together. */
  readonly requestsPerHost?: number;
  /** Bytes per block of raw reads. */
  readonly blockBytes?: number;
}

/** A Reader whose files are spread over workers: one file's bands are always read by the same one. */
export function createReaderPool(options: ReaderPoolOptions): Reader & FileInspector {
  return new ReaderPool(options);
}

class ReaderPool implements Reader, FileInspector {
  readonly #slots: readonly WorkerSlot[];
  readonly #slotOf = new Map<string, WorkerSlot>();
  #lastId = 0;
  #disposed = false;

  constructor({ createWorker, size, budgetBytes, requestsPerHost = 12, blockBytes }: ReaderPoolOptions) {
    const settings = {
      budgetBytes: Math.floor(budgetBytes / size),
      requestsPerHost: Math.ceil(requestsPerHost / size),
      blockBytes,
    };
    this.#slots = Array.from({ length: size }, () => new WorkerSlot(createWorker, settings));
  }

  describe(source: BandSource, signal?: AbortSignal): Promise<BandInfo> {
    return this.#send({
      source,
      signal,
      order: (id) => ({ kind: 'describe', id, source: packSource(source) }),
      take: (answer) => (answer.kind === 'info' ? answer.info : null),
    });
  }

  read(request: WindowRequest, signal?: AbortSignal): Promise<BandWindow> {
    const { source } = request;
    return this.#send({
      source,
      signal,
      order: (id) => ({ kind: 'read', id, request: { ...request, source: packSource(source) } }),
      take: (answer) => (answer.kind === 'window' ? answer.window : null),
    });
  }

  inspect(file: Blob, signal?: AbortSignal): Promise<FileInfo> {
    return this.#send({
      source: { href: file },
      signal,
      order: (id) => ({ kind: 'inspect', id, file: packBlob(file) }),
      take: (answer) => (answer.kind === 'file' ? answer.file : null),
    });
  }

  forgetFailures(): void {
    for (const slot of this.#slots) slot.tell({ kind: 'forget-failures' });
  }

  /** As of the workers' last answers. */
  stats(): ReaderStats {
    return sumStats(this.#slots.map((slot) => slot.stats));
  }

  dispose(): void {
    this.#disposed = true;
    for (const slot of this.#slots) slot.close(disposed());
  }

  #send<T>({ source, signal, order, take }: Sending<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#disposed) return reject(disposed());
      if (signal?.aborted) return reject(abortError());
      const id = ++this.#lastId;
      const slot = this.#slotFor(source);
      const leave = (): void => {
        slot.cancel(id);
        reject(abortError());
      };
      const settled = (): void => signal?.removeEventListener('abort', leave);
      signal?.addEventListener('abort', leave, { once: true });
      slot.send(id, order(id), {
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
type Placed = Pick<BandSource, 'href' | 'validWhere'>;

interface Sending<T> {
  readonly source: Placed;
  readonly signal: AbortSignal | undefined;
  readonly order: (id: number) => Order;
  /** Null where the answer is of another kind. */
  readonly take: (answer: Answer) => T | null;
}

/** The error with the file that it concerns here. */
function placed(error: Error, { href }: Placed): BestpixelError {
  const { tag, message, remedy, cause } = asBestpixelError(error, 'worker-crashed');
  return new BestpixelError(tag, message, { where: nameOf(href), remedy, cause });
}
