import type { BestpixelError } from '../errors.ts';

interface Step {
  readonly bytes: number;
  readonly signal: AbortSignal | undefined;
  readonly run: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * GPU work waiting for its turn: whoever has the context current calls `pump`, which does as much as one frame may
 * upload. Steps run in the order they came.
 */
export class GpuQueue {
  readonly #wake: () => void;
  #steps: Step[] = [];
  #closed: BestpixelError | null = null;

  /** @param wake called when work arrives, to ask for a frame */
  constructor(wake: () => void) {
    this.#wake = wake;
  }

  get pending(): number {
    return this.#steps.length;
  }

  /** Runs `step` in a coming frame. `bytes` is what it uploads. An aborted signal drops it. */
  run<T>(bytes: number, step: () => T, signal?: AbortSignal): Promise<T> {
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      this.#steps.push({ bytes, signal, run: () => resolve(step()), fail: reject });
      this.#wake();
    });
  }

  /** Runs steps until `bytes` are uploaded; at least one, so that a large step passes too. */
  pump(bytes: number): void {
    let left = bytes;
    while (this.#steps.length > 0) {
      const step = this.#steps[0]!;
      if (step.signal?.aborted) {
        this.#steps.shift();
        step.fail(step.signal.reason);
        continue;
      }
      if (left < bytes && step.bytes > left) break;
      this.#steps.shift();
      left -= step.bytes;
      try {
        step.run();
      } catch (error) {
        step.fail(error);
      }
      if (left <= 0) break;
    }
    if (this.#steps.length > 0) this.#wake();
  }

  /** Fails what waits and all that comes: nobody pumps any more. */
  close(error: BestpixelError): void {
    this.#closed = error;
    const dropped = this.#steps;
    this.#steps = [];
    for (const step of dropped) step.fail(error);
  }
}
