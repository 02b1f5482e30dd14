/** Promises that wait for a state that something else brings about. */
export class Waiters<T> {
  readonly #ready: () => T | null;
  readonly #waiting = new Set<{
    readonly resolve: (value: T) => void;
    readonly reject: (error: unknown) => void;
  }>();

  /** @param ready what to settle with; null: not yet */
  constructor(ready: () => T | null) {
    this.#ready = ready;
  }

  /** Rejects when the signal aborts. */
  wait(signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const onAbort = (): void => {
        this.#waiting.delete(waiter);
        reject(signal!.reason as Error);
      };
      const stay = (): void => signal?.removeEventListener('abort', onAbort);
      const waiter = {
        resolve: (value: T): void => {
          stay();
          resolve(value);
        },
        reject: (error: unknown): void => {
          stay();
          reject(error as Error);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(waiter);
    });
  }

  /** Settles all if the state is there. */
  check(): void {
    if (this.#waiting.size === 0) return;
    const value = this.#ready();
    if (value === null) return;
    for (const { resolve } of this.#waiting) resolve(value);
    this.#waiting.clear();
  }

  rejectAll(error: unknown): void {
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting.clear();
  }
}
