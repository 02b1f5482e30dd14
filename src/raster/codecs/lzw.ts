import { Damaged } from './damaged.ts';

const clear = 256;
const end = 257;
const tableSize = 4096;

/** TIFF's LZW (codes from the high bit, widened one code early), until `length` bytes are out. */
export function unpackLzw(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  if (packed[0] === 0 && packed[1] & 1) throw new Damaged('is LZW of a kind older than TIFF 6');
  const out = new Uint8Array(length);
  const prefix = new Uint16Array(tableSize);
  const last = new Uint8Array(tableSize);
  const sizes = new Uint16Array(tableSize);
  const first = new Uint8Array(tableSize);
  for (let code = 0; code < clear; code++) {
    last[code] = first[code] = code;
    sizes[code] = 1;
  }
  let next = end + 1;
  let bits = 9;
  let previous = -1;
  let held = 0;
  let heldBits = 0;
  let at = 0;
  for (let written = 0; written < length;) {
    while (heldBits < bits) {
      if (at === packed.length) return tooShort(written, length);
      held = ((held << 8) | packed[at++]) & 0xffffff;
      heldBits += 8;
    }
    heldBits -= bits;
    const code = (held >> heldBits) & ((1 << bits) - 1);
    if (code === end) return tooShort(written, length);
    if (code === clear) {
      next = end + 1;
      bits = 9;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0) || (previous < 0 && code > end)) {
      throw new Damaged(`holds the LZW code ${code} before its time`);
    }
    if (previous >= 0 && next < tableSize) {
      prefix[next] = previous;
      first[next] = first[previous];
      last[next] = first[code === next ? previous : code];
      sizes[next] = sizes[previous] + 1;
      next++;
      if (next === (1 << bits) - 1 && bits < 12) bits++;
    } else if (code >= next) throw new Damaged(`holds the LZW code ${code} before its time`);
    // Strings come out back to front; what lies beyond the end is dropped.
    let place = written + sizes[code];
    written = place;
    for (let link = code; sizes[link] > 1; link = prefix[link]) {
      place--;
      if (place < length) out[place] = last[link];
    }
    place--;
    if (place < length) out[place] = first[code];
    previous = code;
  }
  return out;
}

function tooShort(written: number, length: number): never {
  throw new Damaged(`ends after ${written} of ${length} bytes`);
}
