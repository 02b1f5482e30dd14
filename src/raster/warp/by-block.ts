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

/**
 * The output pixels of each of `blocks` blocks, in ascending order.
 * @param pixels those alone; output pixel k is `pixels[k]` of the origins'
 */
export function groupByBlock(
  origins: Origins,
  blocks: number,
  pixels: Uint32Array | null = null,
): PixelPairs[] {
  const starts = new Uint32Array(blocks + 1);
  count(origins.numbers, pixels, starts);
  for (let i = 1; i <= blocks; i++) starts[i] += starts[i - 1];
  const length = starts[blocks];
  const all = { targets: new Uint32Array(length), sources: new Uint32Array(length) };
  place(origins, pixels, { ...all, next: starts.slice() });
  return Array.from({ length: blocks }, (_, i) => ({
    targets: all.targets.subarray(starts[i], starts[i + 1]),
    sources: all.sources.subarray(starts[i], starts[i + 1]),
  }));
}

// Loops over pixels are functions of their own, over nothing but numbers: V8 compiles each once, and for good.

/** Adds up, one place further on. */
function count(numbers: Int32Array, pixels: Uint32Array | null, counts: Uint32Array): void {
  const length = pixels ? pixels.length : numbers.length;
  for (let i = 0; i < length; i++) {
    const number = numbers[pixels ? pixels[i] : i];
    if (number >= 0) counts[number + 1]++;
  }
}

/** @param to `next`: where the next pixel of each block goes; changed */
function place(
  { numbers, sources: from }: Origins,
  pixels: Uint32Array | null,
  { targets, sources, next }: PixelPairs & { readonly next: Uint32Array },
): void {
  const length = pixels ? pixels.length : numbers.length;
  for (let i = 0; i < length; i++) {
    const pixel = pixels ? pixels[i] : i;
    const number = numbers[pixel];
    if (number < 0) continue;
    const at = next[number]++;
    targets[at] = i;
    sources[at] = from[pixel];
  }
}
