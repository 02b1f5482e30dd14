import { Damaged } from './damaged.ts';

/** Run lengths by bytes, until `length` bytes are out. */
export function unpackPackBits(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  let written = 0;
  for (let at = 0; written < length;) {
    if (at >= packed.length) throw new Damaged(`ends after ${written} of ${length} bytes`);
    const head = (packed[at++] << 24) >> 24;
    if (head === -128) continue;
    if (head < 0) {
      out.fill(packed[at++] ?? 0, written, (written += 1 - head));
    } else {
      const literal = packed.subarray(at, (at += head + 1));
      out.set(literal.subarray(0, length - written), written);
      written += literal.length;
    }
  }
  return out;
}
