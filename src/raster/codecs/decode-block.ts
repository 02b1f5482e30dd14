import { BestpixelError } from '../../errors.ts';
import { asValues, type PixelArray } from '../../dtype.ts';
import { joined, type Parts } from '../../net/parts.ts';
import { corrupt, unsupported } from '../tiff/failures.ts';
import type { BlockId, TiffImage } from '../tiff/image.ts';
import { photometric, rowsIn, samplesPerBlock } from '../tiff/layout.ts';
import { Undecodable } from './damaged.ts';
import { inflate } from './deflate.ts';
import { unpackJpeg } from './jpeg.ts';
import { unpackLerc } from './lerc.ts';
import { unpackLzw } from './lzw.ts';
import { unpackPackBits } from './packbits.ts';
import { undoPredictor } from './predictor.ts';
import { unpackWebp } from './webp.ts';
import { unpackZstd } from './zstd.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The pixels of a stored block, row by row, samples side by side where the file has them so. Throws 'corrupt' or
 * 'unsupported', naming file and block.
 */
export async function decodeBlock(image: TiffImage, block: BlockId, packed: Parts): Promise<PixelArray> {
  const { where } = image.tiff.source;
  const name = `block (${block.column}, ${block.row})`;
  try {
    return toPixels(image, await unpack(image, block.row, packed));
  } catch (error) {
    if (error instanceof BestpixelError) throw error;
    const what = `${name} ${error instanceof Error ? error.message : String(error)}`;
    throw error instanceof Undecodable ? unsupported(what, where) : corrupt(what, where, error);
  }
}

/** Bytes in the machine's order, as many as the block's pixels take. */
async function unpack(image: TiffImage, blockRow: number, packed: Parts): Promise<Bytes> {
  const { layout, tables } = image;
  const rows = rowsIn(layout, blockRow);
  const samples = samplesPerBlock(layout);
  const shape = { width: layout.blockWidth, rows, samples };
  switch (layout.compression) {
    case 7:
      return unpackJpeg(joined(packed), {
        ...shape,
        ycbcr: layout.photometric === photometric.ycbcr,
        tables: tables.jpeg,
      });
    case 34887:
      return unpackLerc(joined(packed), {
        ...shape,
        bytesPerSample: layout.bits / 8,
        float: layout.dtype === 'float32',
        alphaLast: layout.alpha === samples - 1,
        wrapping: tables.lercWrapping,
      });
    case 50001:
      return unpackWebp(joined(packed), shape);
    default:
      return unpackBytes(image, packed, image.bytesIn(blockRow));
  }
}

async function unpackBytes(image: TiffImage, packed: Parts, length: number): Promise<Bytes> {
  const { layout, tiff } = image;
  const bytes = await unpackGeneral(layout.compression, packed, length);
  if (layout.bits < 8) return bytes;
  const samples = samplesPerBlock(layout);
  const bytesPerSample = layout.bits / 8;
  const rowBytes = layout.blockWidth * samples * bytesPerSample;
  undoPredictor({ bytes, bytesPerSample, samples, rowBytes }, layout.predictor, tiff.littleEndian);
  return bytes;
}

/** At an offset and in a buffer that may be viewed as numbers of any width, and changed. */
async function unpackGeneral(compression: number, parts: Parts, length: number): Promise<Bytes> {
  if (!byBytes.has(compression)) return inflate(parts, length);
  const packed = joined(parts);
  switch (compression) {
    case 5:
      return unpackLzw(packed, length);
    case 32773:
      return unpackPackBits(packed, length);
    case 50000:
      return unpackZstd(packed, length);
    default:
      if (packed.length < length) throw new Error(`ends after ${packed.length} of ${length} bytes`);
      return packed.slice(0, length);
  }
}

/** None, LZW, PackBits and Zstandard; all others are Deflate by their other numbers. */
const byBytes: ReadonlySet<number> = new Set([1, 5, 32773, 50000]);

function toPixels({ layout }: TiffImage, bytes: Bytes): PixelArray {
  if (layout.bits === 1) return expandBits(bytes, layout.blockWidth);
  if (layout.bits === 64) {
    return Float32Array.from(new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8));
  }
  return asValues(layout.dtype, bytes);
}

/** One bit per pixel, rows padded to whole bytes. */
function expandBits(bytes: Bytes, width: number): PixelArray {
  const perRow = Math.ceil(width / 8);
  const rows = bytes.length / perRow;
  const pixels = new Uint8Array(width * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++)
      pixels[y * width + x] = (bytes[y * perRow + (x >> 3)] >> (7 - (x & 7))) & 1;
  }
  return pixels;
}
