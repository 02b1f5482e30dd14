import { Damaged } from './damaged.ts';
import { decodeByGeotiff } from './geotiff-decoder.ts';

const magic = 0xfd2f_b528;
const sizeBytes = [0, 2, 4, 8] as const;
const sizeFlag4 = 2 << 6;

/**
 * One Zstandard frame. geotiff.js's decoder never returns from a damaged frame that does not tell its size, and
 * overwrites its own memory where the header is nonsense; so the frame is walked first and given the size it must have.
 */
export async function unpackZstd(
  packed: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = await decodeByGeotiff(50_000, sealFrame(packed, length));
  if (out.length < length)
    throw new Damaged(`holds ${out.length} of ${length} bytes, or is not valid Zstandard`);
  return out.subarray(0, length);
}

/** The size a frame tells; null where it does not. */
export function zstdContentSize(packed: Uint8Array<ArrayBuffer>): number | null {
  return readFrame(packed).size;
}

function sealFrame(packed: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const { size, blocks, end, descriptor, window } = readFrame(packed);
  if (size !== null) {
    // More than asked for is allowed as libtiff allows it, within reason.
    if (size < length || size > 2 * length + 65_536)
      throw new Damaged(`holds ${size} bytes instead of ${length}`);
    return packed.slice(0, end);
  }
  const sealed = new Uint8Array(10 + end - blocks);
  const view = new DataView(sealed.buffer);
  view.setUint32(0, magic, true);
  sealed[4] = descriptor | sizeFlag4;
  sealed[5] = window;
  view.setUint32(6, length, true);
  sealed.set(packed.subarray(blocks, end), 10);
  return sealed;
}

interface Frame {
  readonly descriptor: number;
  readonly window: number;
  readonly size: number | null;
  /** Place of the first block. */
  readonly blocks: number;
  /** Just behind the frame. */
  readonly end: number;
}

function readFrame(packed: Uint8Array<ArrayBuffer>): Frame {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 9 || view.getUint32(0, true) !== magic) throw new Damaged('is not Zstandard');
  const descriptor = packed[4];
  const single = (descriptor & 0x20) !== 0;
  if (descriptor & 0x08) throw new Damaged('has a malformed Zstandard header');
  if (descriptor & 0x03) throw new Damaged('needs a Zstandard dictionary');
  const sizeAt = single ? 5 : 6;
  const flag = descriptor >> 6;
  const bytes = flag === 0 ? (single ? 1 : 0) : sizeBytes[flag];
  const blocks = sizeAt + bytes;
  if (blocks > packed.length) throw new Damaged('is cut off');
  const size =
    bytes === 0
      ? null
      : bytes === 1
        ? packed[sizeAt]
        : bytes === 2
          ? view.getUint16(sizeAt, true) + 256
          : bytes === 4
            ? view.getUint32(sizeAt, true)
            : Number(view.getBigUint64(sizeAt, true));
  const end = blocksEnd(packed, blocks) + (descriptor & 0x04 ? 4 : 0);
  if (end > packed.length) throw new Damaged('is cut off');
  return { descriptor, window: single ? 0 : packed[5], size, blocks, end };
}

function blocksEnd(packed: Uint8Array, from: number): number {
  for (let at = from; ;) {
    if (at + 3 > packed.length) throw new Damaged('is cut off');
    const head = packed[at] | (packed[at + 1] << 8) | (packed[at + 2] << 16);
    const kind = (head >> 1) & 3;
    if (kind === 3) throw new Damaged('has a malformed Zstandard block');
    at += 3 + (kind === 1 ? 1 : head >> 3);
    if (head & 1) return at;
  }
}
