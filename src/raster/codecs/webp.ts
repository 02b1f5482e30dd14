import { Damaged, Undecodable } from './damaged.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface WebpBlock {
  readonly width: number;
  readonly rows: number;
  /** 3: RGB, 4: RGBA. */
  readonly samples: number;
}

/**
 * A WebP image by the browser's decoder. A canvas multiplies colour by alpha and so loses it, which is why colour is
 * decoded from a copy of the image that says it has no alpha, and alpha from the image itself.
 */
export async function unpackWebp(packed: Bytes, block: WebpBlock): Promise<Bytes> {
  if (typeof createImageBitmap === 'undefined' || typeof OffscreenCanvas === 'undefined') {
    throw new Undecodable('is WebP, which only browsers decode');
  }
  const { opaque, hasAlpha } = withoutAlpha(packed, block);
  const colour = await draw(opaque, block, false);
  const alpha = block.samples === 4 && hasAlpha ? await draw(packed, block, true) : null;
  const { width, rows, samples } = block;
  const out = new Uint8Array(width * rows * samples);
  for (let pixel = 0; pixel < width * rows; pixel++) {
    for (let sample = 0; sample < 3; sample++) out[pixel * samples + sample] = colour[pixel * 4 + sample];
    if (samples === 4) out[pixel * 4 + 3] = alpha ? alpha[pixel * 4 + 3] : 255;
  }
  return out;
}

async function draw(image: Bytes, { width, rows }: WebpBlock, alpha: boolean): Promise<Uint8ClampedArray> {
  const options = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' } as const;
  const bitmap = await createImageBitmap(new Blob([image], { type: 'image/webp' }), options).catch(
    (cause: unknown) => {
      throw new Damaged('is not valid WebP', { cause });
    },
  );
  const canvas = new OffscreenCanvas(width, rows);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Undecodable('is WebP, and the browser gives no canvas to decode it');
  if (!alpha) {
    // Browsers that decode the hidden alpha all the same would blend by it: on black, adding leaves colours as they are.
    context.fillRect(0, 0, width, rows);
    context.globalCompositeOperation = 'lighter';
  }
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, rows).data;
}

const lossy = 'VP8 ';
const lossless = 'VP8L';

/** The same image with its alpha put out of sight. */
function withoutAlpha(packed: Bytes, block: WebpBlock): { opaque: Bytes; hasAlpha: boolean } {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let hasAlpha = false;
  for (let at = 12; at + 18 <= packed.length;) {
    const name = String.fromCharCode(...packed.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    if (name === 'ALPH') hasAlpha = true;
    if (name === lossy || name === lossless) {
      const image = packed.slice(at, at + 8 + size + (size & 1));
      const head = new DataView(image.buffer);
      const [width, rows] = name === lossy ? lossySize(head) : losslessSize(head);
      if (width !== block.width || rows !== block.rows)
        throw new Damaged(`holds ${width} × ${rows} pixels of WebP`);
      if (name === lossless) {
        hasAlpha = (image[12] & 0x10) !== 0;
        image[12] &= ~0x10;
      }
      return { opaque: contained(image), hasAlpha };
    }
    at += 8 + size + (size & 1);
  }
  throw new Damaged('is not WebP');
}

function lossySize(head: DataView): [number, number] {
  return [head.getUint16(14, true) & 0x3fff, head.getUint16(16, true) & 0x3fff];
}

function losslessSize(head: DataView): [number, number] {
  const packed = head.getUint32(9, true);
  return [(packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1];
}

function contained(chunk: Bytes): Bytes {
  const file = new Uint8Array(12 + chunk.length);
  file.set(new TextEncoder().encode('RIFF----WEBP'));
  new DataView(file.buffer).setUint32(4, 4 + chunk.length, true);
  file.set(chunk, 12);
  return file;
}
