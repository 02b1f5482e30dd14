import { Damaged, Undecodable } from './damaged.ts';
import { decodeByGeotiff } from './geotiff-decoder.ts';
import { upsample } from './jpeg-chroma.ts';
import { findFrames } from './jpeg-frame.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface JpegBlock {
  readonly width: number;
  readonly rows: number;
  readonly samples: number;
  /** Stored as YCbCr: given as RGB. */
  readonly ycbcr: boolean;
  readonly tables: Bytes | undefined;
}

/**
 * A JPEG stream as libjpeg gives it, within the rounding of its cosine transform. geotiff.js decodes the components; it
 * repeats chroma instead of interpolating it and leaves colours as they are stored, so both are done here. It also
 * allocates whatever size a damaged header claims, so headers are checked first.
 */
export async function unpackJpeg(packed: Bytes, block: JpegBlock): Promise<Bytes> {
  if (block.tables && findFrames(block.tables).length > 0)
    throw new Damaged('has an image in its JPEG tables');
  const [frame, ...others] = findFrames(packed);
  if (!frame || others.length > 0) throw new Damaged('is not one JPEG image');
  const { width, rows, samples } = block;
  if (frame.precision !== 8) throw new Undecodable(`is JPEG with ${frame.precision} bits`);
  if (
    frame.width !== width ||
    frame.height < rows ||
    frame.height > rows + 16 ||
    frame.factors.length !== samples
  ) {
    throw new Damaged(`holds ${frame.width} × ${frame.height} × ${frame.factors.length} values of JPEG`);
  }
  const parameters = block.tables ? { JPEGTables: block.tables } : {};
  const values = await decodeByGeotiff(7, packed, parameters);
  if (values.length !== width * frame.height * samples) throw new Damaged('is JPEG of another size');
  upsample(values, frame);
  if (block.ycbcr) toRgb(values);
  return values.subarray(0, width * rows * samples);
}

const half = 1 << 15;
const fix = (x: number): number => Math.round(x * 65_536);
const [redCr, greenCb, greenCr, blueCb] = [fix(1.402), fix(0.344_14), fix(0.714_14), fix(1.772)];

/** In place, in libjpeg's fixed-point arithmetic. */
function toRgb(values: Bytes): void {
  const clamped = new Uint8ClampedArray(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < values.length; i += 3) {
    const y = values[i];
    const cb = values[i + 1] - 128;
    const cr = values[i + 2] - 128;
    clamped[i] = y + ((redCr * cr + half) >> 16);
    clamped[i + 1] = y + ((half - greenCb * cb - greenCr * cr) >> 16);
    clamped[i + 2] = y + ((blueCb * cb + half) >> 16);
  }
}
