/** A copy of a little-endian classic TIFF with the first directory's tag set to a value, or with another count. */
export function withTag(
  file: Uint8Array<ArrayBuffer>,
  tag: number,
  change: { readonly value?: number; readonly count?: number; readonly newTag?: number },
): Uint8Array<ArrayBuffer> {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  const directory = view.getUint32(4, true);
  const count = view.getUint16(directory, true);
  for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
    if (view.getUint16(entry, true) !== tag) continue;
    if (change.value !== undefined && view.getUint16(entry + 2, true) === 3) {
      // A SHORT becomes a LONG, so that absurd values fit.
      view.setUint16(entry + 2, 4, true);
    }
    if (change.value !== undefined) view.setUint32(entry + 8, change.value, true);
    if (change.count !== undefined) view.setUint32(entry + 4, change.count, true);
    if (change.newTag !== undefined) view.setUint16(entry, change.newTag, true);
    return copy;
  }
  throw new Error(`the fixture has no tag ${tag}`);
}

/** A copy whose last directory names the first as the next. */
export function withLoop(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  const first = view.getUint32(4, true);
  let next = first + 2 + 12 * view.getUint16(first, true);
  while (view.getUint32(next, true) !== 0) {
    const directory = view.getUint32(next, true);
    next = directory + 2 + 12 * view.getUint16(directory, true);
  }
  view.setUint32(next, first, true);
  return copy;
}

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}
