import { abortError } from './abort.ts';

/** Work that many wait for. Who leaves leaves alone; when the last one has left before the end, the work is aborted. */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  readonly #onEnd: () => void;
  #waiting = 0;
  #ended = false;

  /** `onEnd` is called once: when the work settles, or when everybody has left. */
  constructor(start: (signal: AbortSignal) => Promise<T>, onEnd: () => void = () => {}) {
    this.#onEnd = onEnd;
    this.#result = start(this.#controller.signal);
    const end = (): void => this.#end();
    this.#result.then(end, end);
  }

  /** A place in the waiting room, to be left exactly once, also after the end. */
  enter(): { readonly result: Promise<T>; readonly leave: () => void } {
    this.#waiting++;
    const leave = (): void => {
      if (--this.#waiting > 0 || this.#ended) return;
      this.#end();
      this.#controller.abort(abortError());
    };
    return { result: this.#result, leave };
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
  }
}

/** The results of all tasks. The signal's abort, or the first failure, leaves those that are still running. */
export function joinAll<T>(tasks: readonly SharedTask<T>[], signal?: AbortSignal): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const places = tasks.map((task) => task.enter());
    const leave = (): void => {
      signal?.removeEventListener('abort', abort);
      for (const place of places.splice(0)) place.leave();
    };
    const abort = (): void => {
      leave();
      reject(abortError());
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    Promise.all(places.map(({ result }) => result))
      .then(resolve, reject)
      .finally(leave);
  });
}

/** Running tasks by key: who asks for a key that is being worked on waits for the same work. */
export class SharedTasks<K, T> {
  readonly #running = new Map<K, SharedTask<T>>();

  async run(key: K, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    let task = this.#running.get(key);
    if (!task) {
      task = new SharedTask(start, () => this.#running.delete(key));
      this.#running.set(key, task);
    }
    const [result] = await joinAll([task], signal);
    return result;
  }
}
