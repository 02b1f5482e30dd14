import type { Layer } from '../engine/layer.ts';
import type { Provenance } from '../engine/provenance.ts';
import { isAbort } from '../errors.ts';
import type { LngLat } from '../grid/grid.ts';

interface Asked {
  /** Topmost first: the first that has a value there is told. */
  readonly layers: readonly Layer[];
  readonly at: LngLat;
  readonly tell: (found: { readonly layer: Layer; readonly value: number } | null) => void;
}

/** Reads what layers show at a place: one place at a time, and after it the one that was asked for last. */
export class ValueUnder {
  readonly #provenance: Pick<Provenance, 'valueAt'>;
  readonly #onError: (error: unknown) => void;
  readonly #gone = new AbortController();
  #next: Asked | null = null;
  #reading: Asked | null = null;

  constructor(provenance: Pick<Provenance, 'valueAt'>, onError: (error: unknown) => void) {
    this.#provenance = provenance;
    this.#onError = onError;
  }

  ask(asked: Asked): void {
    this.#next = asked;
    if (!this.#reading) void this.#run();
  }

  /** What is being read is not told. */
  forget(): void {
    this.#next = null;
    this.#reading &&= { ...this.#reading, tell: () => {} };
  }

  dispose(): void {
    this.forget();
    this.#gone.abort();
  }

  async #run(): Promise<void> {
    while (this.#next) {
      this.#reading = this.#next;
      this.#next = null;
      try {
        const found = await this.#read(this.#reading);
        this.#reading.tell(found);
      } catch (error) {
        if (!isAbort(error)) this.#onError(error);
      }
    }
    this.#reading = null;
  }

  async #read({ layers, at }: Asked): Promise<{ layer: Layer; value: number } | null> {
    for (const layer of layers) {
      const value = await this.#provenance.valueAt(layer, at, this.#gone.signal);
      if (value !== null) return { layer, value };
    }
    return null;
  }
}
