import { abortError } from '../net/abort.ts';

interface Entry<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
  settled: boolean;
}

/** One load per name, shared by all who wait: only the last to leave cancels it. Failures are forgotten at once. */
export class SharedLoads<T> {
  readonly #load: (name: string, signal: AbortSignal) => Promise<T>;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(load: (name: string, signal: AbortSignal) => Promise<T>) {
    this.#load = load;
  }

  get(name: string, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(abortError());
    const entry = this.#entries.get(name) ?? this.#start(name);
    return signal ? this.#wait(name, entry, signal) : this.#stay(entry);
  }

  #start(name: string): Entry<T> {
    const controller = new AbortController();
    const entry: Entry<T> = {
      result: this.#load(name, controller.signal),
      controller,
      waiters: 0,
      settled: false,
    };
    this.#entries.set(name, entry);
    entry.result.then(
      () => void (entry.settled = true),
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

  #forget(name: string, entry: Entry<T>): void {
    entry.settled = true;
    if (this.#entries.get(name) === entry) this.#entries.delete(name);
  }
}
