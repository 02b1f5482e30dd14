import { abortError } from '../net/abort.ts';

/**
 * Work that many wait for. A waiter that aborts leaves only itself; when the last one leaves before the end, the work
 * itself is aborted.
 */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  readonly #onEnd: () => void;
  #waiters = 0;
  #ended = false;

  /** `onEnd` is called once: when the work settles, or when everybody has left. */
  constructor(start: (signal: AbortSignal) => Promise<T>, onEnd: () => void = () => {}) {
    this.#onEnd = onEnd;
    this.#result = start(this.#controller.signal);
    const end = (): void => this.#end();
    this.#result.then(end, end);
  }

  join(signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiters++;
      const leave = (): void => {
        signal?.removeEventListener('abort', leave);
        reject(abortError());
        if (--this.#waiters > 0 || this.#ended) return;
        this.#end();
        this.#controller.abort(abortError());
      };
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave, { once: true });
      const stay = (): void => signal?.removeEventListener('abort', leave);
      this.#result.then(resolve, reject).finally(stay);
    });
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
  }
}

/** Running tasks by key: who asks for a key that is being worked on waits for the same work. */
export class SharedTasks<K, T> {
  readonly #running = new Map<K, SharedTask<T>>();

  run(key: K, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    let task = this.#running.get(key);
    if (!task) {
      task = new SharedTask(start, () => this.#running.delete(key));
      this.#running.set(key, task);
    }
    return task.join(signal);
  }
}
