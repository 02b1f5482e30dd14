/** Of any number of values some, each as likely; the same of the same values. */
export class SampledValues {
  readonly #kept: Float64Array;
  #seen = 0;
  #state = 0x9e3779b9;

  constructor(most: number) {
    this.#kept = new Float64Array(most);
  }

  add(value: number): void {
    const { length } = this.#kept;
    const at = this.#seen < length ? this.#seen : Math.floor(this.#random() * (this.#seen + 1));
    if (at < length) this.#kept[at] = value;
    this.#seen++;
  }

  get values(): Float64Array {
    return this.#kept.slice(0, Math.min(this.#seen, this.#kept.length));
  }

  /** Mulberry32: 0 … 1 */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}
