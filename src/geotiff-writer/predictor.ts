import type { PixelArray } from '../dtype.ts';

/**
 * The bytes to compress: rows of `width` pixels turned into differences between neighbours (TIFF predictor 2), or for
 * float32 into byte planes of differences (predictor 3). The samples given are left as they are.
 */
export function predict(
  data: PixelArray,
  { width, samples }: { readonly width: number; readonly samples: number },
): Uint8Array<ArrayBuffer> {
  if (data instanceof Float32Array) return bytePlanes(data, { width, samples });
  const out = data.slice();
  const row = width * samples;
  for (let start = 0; start < data.length; start += row) {
    for (let i = start + samples; i < start + row; i++) out[i] = data[i]! - data[i - samples]!;
  }
  return new Uint8Array(out.buffer);
}

/** Predictor 3: per row, all first (most significant) bytes, then all second ones …, then differences of bytes. */
function bytePlanes(
  data: Float32Array<ArrayBuffer>,
  { width, samples }: { readonly width: number; readonly samples: number },
): Uint8Array<ArrayBuffer> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const out = new Uint8Array(data.byteLength);
  const row = width * samples;
  for (let start = 0; start < data.length; start += row) {
    const planes = out.subarray(start * 4, (start + row) * 4);
    for (let i = 0; i < row; i++) {
      for (let byte = 0; byte < 4; byte++) planes[byte * row + i] = view.getUint8((start + i) * 4 + 3 - byte);
    }
    for (let i = planes.length - 1; i >= samples; i--) planes[i] = planes[i]! - planes[i - samples]!;
  }
  return out;
}
