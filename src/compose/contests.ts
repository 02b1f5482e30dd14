import { reduced, type Accumulator, type Reduced, type Values } from './accumulator.ts';

/** How many acquisitions have a value. Cuts of one follow each other. */
export class Acquisitions implements Accumulator {
  readonly #counts: Int32Array;
  readonly #last: Int32Array;

  constructor(length: number) {
    this.#counts = new Int32Array(length);
    this.#last = new Int32Array(length).fill(-1);
  }

  add(at: number, { mask }: Values, acquisition: number): void {
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0 || this.#last[at + i] === acquisition) continue;
      this.#last[at + i] = acquisition;
      this.#counts[at + i]!++;
    }
  }

  result(at: number, length: number): Reduced {
    return reduced(length, (i) => this.#counts[at + i]! || null);
  }
}

/** How far the highest value is above the highest of the other acquisitions; masked where there is no other. */
export class Margins implements Accumulator {
  readonly #best: Float64Array;
  readonly #next: Float64Array;
  readonly #bestOf: Int32Array;

  constructor(length: number) {
    this.#best = new Float64Array(length).fill(-Infinity);
    this.#next = new Float64Array(length).fill(-Infinity);
    this.#bestOf = new Int32Array(length).fill(-1);
  }

  add(at: number, { values, mask }: Values, acquisition: number): void {
    for (let i = 0; i < mask.length; i++) {
      if (mask[i] === 0) continue;
      const k = at + i;
      const value = values[i]!;
      const own = this.#bestOf[k] === acquisition;
      if (this.#bestOf[k] === -1 || value > this.#best[k]!) {
        if (!own) this.#next[k] = this.#best[k]!;
        this.#best[k] = value;
        this.#bestOf[k] = acquisition;
      } else if (!own && value > this.#next[k]!) this.#next[k] = value;
    }
  }

  result(at: number, length: number): Reduced {
    return reduced(length, (i) => {
      const next = this.#next[at + i]!;
      return next === -Infinity ? null : this.#best[at + i]! - next;
    });
  }
}
