import { orAbort } from '../net/abort.ts';

/** Lets some pieces of work at a time begin, in the order they came. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    let go = (): void => {};
    const turn = new Promise<void>((resolve) => this.#waiting.push((go = resolve)));
    try {
      await (signal ? orAbort(turn, signal) : turn);
    } catch (error) {
      const at = this.#waiting.indexOf(go);
      if (at >= 0) this.#waiting.splice(at, 1);
      else this.#leave();
      throw error;
    }
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
