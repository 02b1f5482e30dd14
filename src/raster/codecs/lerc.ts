import { Damaged, Undecodable } from './damaged.ts';
import { inflateUpTo } from './deflate.ts';
import { decodeByGeotiff } from './geotiff-decoder.ts';
import { unpackZstd, zstdContentSize } from './zstd.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface LercBlock {
  readonly width: number;
  readonly rows: number;
  /** Samples side by side. */
  readonly samples: number;
  readonly bytesPerSample: number;
  readonly float: boolean;
  /** The last of the samples is alpha. */
  readonly alphaLast: boolean;
  /** Compression around the blob: 0 none, 1 Deflate, 2 Zstandard. */
  readonly wrapping: number;
}

/**
 * A LERC2 blob as libtiff gives it: where the blob says there is no pixel, floats are NaN; an alpha sample that was
 * stored as that mask is 0 or 255. geotiff.js drops the mask and trusts the header's sizes, so both are done here.
 */
export async function unpackLerc(packed: Bytes, block: LercBlock): Promise<Bytes> {
  const blob = await unwrap(packed, block);
  const head = readHead(blob);
  const { width, rows, samples, bytesPerSample } = block;
  const folded = block.alphaLast && head.samples === samples - 1 && bytesPerSample === 1;
  if (head.width !== width || head.rows !== rows || (head.samples !== samples && !folded)) {
    throw new Damaged(`holds ${head.width} × ${head.rows} × ${head.samples} values of LERC`);
  }
  const parameters = { LercParameters: [4, 0], planarConfiguration: 1 };
  const values = await decodeByGeotiff(34_887, blob, parameters);
  if (values.length !== width * rows * head.samples * bytesPerSample)
    throw new Damaged('is LERC of another type');
  const mask = head.valid === width * rows ? null : readMask(blob, head, width * rows);
  if (folded) return withAlpha(values, mask, samples);
  if (mask && block.float) blank(values, mask, head.samples * bytesPerSample, bytesPerSample);
  return values;
}

async function unwrap(packed: Bytes, block: LercBlock): Promise<Bytes> {
  const limit = 2 * block.width * block.rows * block.samples * block.bytesPerSample + 65_536;
  if (block.wrapping === 0) return packed.slice();
  if (block.wrapping === 1) return (await inflateUpTo([packed], limit)).slice();
  if (block.wrapping !== 2) throw new Undecodable(`is LERC inside compression ${block.wrapping}`);
  const size = zstdContentSize(packed);
  if (size === null || size > limit) throw new Damaged(`claims ${size ?? 'no'} bytes of LERC`);
  return (await unpackZstd(packed, size)).slice();
}

interface Head {
  readonly width: number;
  readonly rows: number;
  readonly samples: number;
  readonly valid: number;
  /** Place of the mask's length. */
  readonly maskAt: number;
}

function readHead(blob: Bytes): Head {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (blob.length < 70 || String.fromCharCode(...blob.subarray(0, 6)) !== 'Lerc2 ')
    throw new Damaged('is not LERC');
  const version = view.getInt32(6, true);
  if (version > 5) throw new Undecodable(`is LERC of the newer version 2.${version}`);
  const at = version >= 3 ? 14 : 10;
  const rest = version >= 4 ? at + 12 : at + 8;
  const size = view.getInt32(rest + 8, true);
  if (size < rest || size > blob.length) throw new Damaged('is cut off');
  return {
    rows: view.getUint32(at, true),
    width: view.getUint32(at + 4, true),
    samples: version >= 4 ? view.getUint32(at + 8, true) : 1,
    valid: view.getUint32(rest, true),
    maskAt: rest + 40,
  };
}

/** One bit per pixel, high bit first: runs of literal bytes (positive counts) and repeated ones (negative). */
function readMask(blob: Bytes, { valid, maskAt }: Head, pixels: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(pixels / 8));
  if (valid === 0) return bits;
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  let at = maskAt + 4;
  for (let out = 0; out < bits.length;) {
    if (at + 3 > blob.length) throw new Damaged('has a damaged LERC mask');
    const count = view.getInt16(at, true);
    at += 2;
    if (count > 0) bits.set(blob.subarray(at, at + Math.min(count, bits.length - out)), out);
    else bits.fill(blob[at], out, out - count);
    at += count > 0 ? count : 1;
    if (count === 0) throw new Damaged('has a damaged LERC mask');
    out += Math.abs(count);
  }
  return bits;
}

function isValid(mask: Uint8Array | null, pixel: number): boolean {
  return !mask || (mask[pixel >> 3] & (128 >> (pixel & 7))) !== 0;
}

function withAlpha(values: Bytes, mask: Uint8Array | null, samples: number): Bytes {
  const pixels = values.length / (samples - 1);
  const out = new Uint8Array(pixels * samples);
  for (let pixel = 0; pixel < pixels; pixel++) {
    out.set(values.subarray(pixel * (samples - 1), (pixel + 1) * (samples - 1)), pixel * samples);
    out[(pixel + 1) * samples - 1] = isValid(mask, pixel) ? 255 : 0;
  }
  return out;
}

function blank(values: Bytes, mask: Uint8Array, bytesPerPixel: number, bytesPerSample: number): void {
  const nan = new Uint8Array(
    bytesPerSample === 8 ? Float64Array.of(NaN).buffer : Float32Array.of(NaN).buffer,
  );
  for (let pixel = 0; pixel * bytesPerPixel < values.length; pixel++) {
    if (isValid(mask, pixel)) continue;
    for (let at = 0; at < bytesPerPixel; at += bytesPerSample) values.set(nan, pixel * bytesPerPixel + at);
  }
}
