/** Which pixels of a block go where: output pixel `targets[k]` takes the block's pixel `sources[k]`. */
export interface PixelPairs {
  readonly targets: Uint32Array<ArrayBuffer>;
  readonly sources: Uint32Array<ArrayBuffer>;
}

/** Of each output pixel: the number of the block that gives it (−1: none), and which pixel there. */
export interface Origins {
  readonly numbers: Int32Array<ArrayBuffer>;
  readonly sources: Int32Array<ArrayBuffer>;
}

/** The output pixels of each of `blocks` blocks, in ascending order. */
export function groupByBlock(origins: Origins, blocks: number): PixelPairs[] {
  const starts = new Uint32Array(blocks + 1);
  count(origins.numbers, starts);
  for (let i = 1; i <= blocks; i++) starts[i] += starts[i - 1];
  const length = starts[blocks];
  const all = { targets: new Uint32Array(length), sources: new Uint32Array(length) };
  place(origins, starts.slice(), all);
  return Array.from({ length: blocks }, (_, i) => ({
    targets: all.targets.subarray(starts[i], starts[i + 1]),
    sources: all.sources.subarray(starts[i], starts[i + 1]),
  }));
}

// Loops over pixels are functions of their own, over nothing but numbers: V8 compiles each once, and for good.

/** Adds up, one place further on. */
function count(numbers: Int32Array, counts: Uint32Array): void {
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i];
    if (number >= 0) counts[number + 1]++;
  }
}

function place({ numbers, sources: from }: Origins, next: Uint32Array, to: PixelPairs): void {
  const { targets, sources } = to;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i];
    if (number < 0) continue;
    const at = next[number]++;
    targets[at] = i;
    sources[at] = from[i];
  }
}
