import { BestpixelError } from '../errors.ts';

interface Step {
  readonly bytes: number;
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

  /** @param wake called when work arrives, to ask for a frame */
  constructor(wake: () => void) {
    this.#wake = wake;
  }

  get pending(): number {
    return this.#steps.length;
  }

  /** Runs `step` in a coming frame. `bytes` is what it uploads. An aborted signal drops it. */
  run<T>(bytes: number, step: () => T, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = (): void => {
        signal?.throwIfAborted();
        resolve(step());
      };
      this.#steps.push({ bytes, run, fail: reject });
      this.#wake();
    });
  }

  /** Runs steps until `bytes` are uploaded; at least one, so that a large step passes too. */
  pump(bytes: number): void {
    let left = bytes;
    while (this.#steps.length > 0) {
      const step = this.#steps[0]!;
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

  /** Fails what waits. */
  clear(error: BestpixelError): void {
    const dropped = this.#steps;
    this.#steps = [];
    for (const step of dropped) step.fail(error);
  }
}
