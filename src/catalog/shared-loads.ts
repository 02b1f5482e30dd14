import { abortError } from '../net/abort.ts';

interface Entry<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
  settled: boolean;
}

export interface SharedLoadsOptions<T> {
  /** Results kept for those who ask again; those asked for longest ago are dropped. */
  readonly size?: number;
  /** False for a result that only those who wait for it are given. */
  readonly keep?: (result: T) => boolean;
}

/** One load per name, shared by all who wait: only the last to leave cancels it. Failures are forgotten at once. */
export class SharedLoads<T> {
  /** In the order they were asked for. */
  readonly #entries = new Map<string, Entry<T>>();
  readonly #size: number;
  readonly #keep: (result: T) => boolean;

  constructor({ size = 64, keep = () => true }: SharedLoadsOptions<T> = {}) {
    this.#size = size;
    this.#keep = keep;
  }

  get(name: string, load: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(abortError());
    const entry = this.#entries.get(name) ?? this.#start(name, load);
    // The last asked for is the last to go.
    if (this.#entries.delete(name)) this.#entries.set(name, entry);
    return signal ? this.#wait(name, entry, signal) : this.#stay(entry);
  }

  #start(name: string, load: (signal: AbortSignal) => Promise<T>): Entry<T> {
    const controller = new AbortController();
    const entry: Entry<T> = { result: load(controller.signal), controller, waiters: 0, settled: false };
    this.#entries.set(name, entry);
    entry.result.then(
      (result) => this.#settle(name, entry, result),
      () => this.#forget(name, entry),
    );
    return entry;
  }

  #stay(entry: Entry<T>): Promise<T> {
    entry.waiters++;
    return entry.result;
  }

  #wait(name: string, entry: Entry<T>, signal: AbortSignal): Promise<T> {
    entry.waiters++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(abortError());
        entry.waiters--;
        if (entry.waiters > 0 || entry.settled) return;
        this.#forget(name, entry);
        entry.controller.abort(abortError());
      };
      signal.addEventListener('abort', leave, { once: true });
      entry.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #settle(name: string, entry: Entry<T>, result: T): void {
    entry.settled = true;
    if (!this.#keep(result)) this.#forget(name, entry);
    this.#prune();
  }

  #prune(): void {
    for (const [name, entry] of this.#entries) {
      if (this.#entries.size <= this.#size) return;
      if (entry.settled) this.#entries.delete(name);
    }
  }

  #forget(name: string, entry: Entry<T>): void {
    entry.settled = true;
    if (this.#entries.get(name) === entry) this.#entries.delete(name);
  }
}
