import { joined, type Parts } from '../../net/parts.ts';
import { Damaged } from './damaged.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A zlib stream that holds at least `length` bytes: the first of them. */
export async function inflate(packed: Parts, length: number): Promise<Bytes> {
  const out = await inflateUpTo(packed, length);
  if (out.length < length) throw new Damaged(`ends after ${out.length} of ${length} bytes`);
  return out;
}

/**
 * A zlib stream by the platform's own decoder: it is twice as fast as one in JavaScript, and it stops at `limit` bytes,
 * so that a bomb never unfolds.
 */
export async function inflateUpTo(packed: Parts, limit: number): Promise<Bytes> {
  const stream = new DecompressionStream('deflate');
  const reader = stream.readable.getReader();
  // What goes wrong here comes out at the other end.
  feed(stream.writable.getWriter(), packed).catch(() => {});
  const out = new Uint8Array(limit);
  let written = 0;
  try {
    while (written <= limit) {
      const { done, value } = await reader.read();
      if (done) break;
      out.set(value.subarray(0, limit - written), written);
      written += value.length;
    }
  } catch (error) {
    // Bytes after the stream's end are harmless; a checksum that does not match is not.
    const whole = written === limit && endsWithChecksum(joined(packed), adler32(out));
    if (!whole) throw new Damaged('is not valid Deflate', { cause: error });
  } finally {
    reader.cancel().catch(() => {});
  }
  return out.subarray(0, written);
}

/** In pieces: a decoder unfolds each one whole, however much comes of it. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, packed: Parts): Promise<void> {
  const piece = 65_536;
  for (const part of packed) {
    for (let at = 0; at < part.length; at += piece) await writer.write(part.subarray(at, at + piece));
  }
  await writer.close();
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let at = 0; at < bytes.length;) {
    for (const stop = Math.min(at + 3800, bytes.length); at < stop; at++) {
      a += bytes[at];
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return b * 65_536 + a;
}

function endsWithChecksum(packed: Bytes, checksum: number): boolean {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const earliest = Math.max(2, packed.length - 68);
  for (let at = packed.length - 4; at >= earliest; at--) if (view.getUint32(at) === checksum) return true;
  return false;
}
