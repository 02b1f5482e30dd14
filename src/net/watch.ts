import { abortError } from './abort.ts';
import type { Clock } from './clock.ts';
import { silent } from './transient.ts';

export interface WatchOptions {
  /** Milliseconds of silence after which it ends. */
  readonly ms: number;
  readonly where: string;
  /** Ends it, too. */
  readonly signal: AbortSignal | undefined;
}

/** Ends an exchange by its caller's signal (as AbortError) or by silence on the line (as Transient). */
export class Watch {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #options: WatchOptions;
  #callOff = (): void => {};

  constructor(clock: Clock, options: WatchOptions) {
    this.#clock = clock;
    this.#options = options;
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.heard();
  }

  get ended(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something came: the silence begins anew. */
  heard(): void {
    const { ms, where } = this.#options;
    this.#callOff();
    this.#callOff = this.#clock.after(ms, () => this.#controller.abort(silent(where, ms)));
  }

  stop(): void {
    this.#callOff();
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.#controller.abort(abortError());
}
