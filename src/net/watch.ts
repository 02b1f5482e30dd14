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
  #heardAt: number;
  #callOff: () => void;

  constructor(clock: Clock, options: WatchOptions) {
    this.#clock = clock;
    this.#options = options;
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#heardAt = clock.now();
    this.#callOff = clock.after(options.ms, this.#look);
  }

  get ended(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something came: the silence begins anew. */
  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  stop(): void {
    this.#callOff();
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }

  /** One timer for many chunks: it looks again where something came since. */
  readonly #look = (): void => {
    const { ms, where } = this.#options;
    const rest = this.#heardAt + ms - this.#clock.now();
    if (rest > 0) this.#callOff = this.#clock.after(rest, this.#look);
    else this.#controller.abort(silent(where, ms));
  };

  readonly #onAbort = (): void => this.#controller.abort(abortError());
}
