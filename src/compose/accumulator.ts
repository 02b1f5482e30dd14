/** Some pixels of one scene; `mask` is 1 where they are there. */
export interface Values {
  readonly values: ArrayLike<number>;
  readonly mask: Uint8Array;
}

/** Of each pixel one number; undefined where the mask is 0. */
export interface Reduced {
  readonly values: Float64Array;
  readonly mask: Uint8Array<ArrayBuffer>;
}

/** Takes up the scenes' values pixel by pixel, one scene after the other. */
export interface Accumulator {
  /** Pixels of the next scene, beginning at the pixel `at`; `acquisition` is the same number for its cuts. */
  add(at: number, pixels: Values, acquisition: number): void;
  /** What has come up for some pixels. */
  result(at: number, length: number): Reduced;
}

export function reduced(length: number, valueAt: (i: number) => number | null): Reduced {
  const values = new Float64Array(length);
  const mask = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const value = valueAt(i);
    if (value === null) continue;
    values[i] = value;
    mask[i] = 1;
  }
  return { values, mask };
}
