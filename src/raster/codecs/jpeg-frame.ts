import { Damaged } from './damaged.ts';

export interface Frame {
  readonly precision: number;
  readonly width: number;
  readonly height: number;
  /** Horizontal and vertical sampling of each component. */
  readonly factors: readonly (readonly [h: number, v: number])[];
}

/** The frame headers in a stream of JPEG segments, whether or not they make sense together. */
export function findFrames(stream: Uint8Array<ArrayBuffer>): Frame[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const frames: Frame[] = [];
  for (let at = 2; at + 4 <= stream.length;) {
    const marker = stream[at + 1];
    // Scan data, stuffed bytes, restarts and fill bytes are passed over until the next segment.
    if (stream[at] !== 0xff || marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd9)) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xc2) {
      const frame = readFrame(view, at + 4);
      if (frame) frames.push(frame);
    }
    at += 2 + view.getUint16(at + 2);
  }
  return frames;
}

function readFrame(view: DataView, at: number): Frame | null {
  if (at + 6 > view.byteLength || at + 6 + 3 * view.getUint8(at + 5) > view.byteLength) return null;
  const factors = Array.from({ length: view.getUint8(at + 5) }, (_, i) => {
    const packed = view.getUint8(at + 7 + 3 * i);
    return [packed >> 4, packed & 15] as const;
  });
  if (factors.some(([h, v]) => h < 1 || h > 4 || v < 1 || v > 4))
    throw new Damaged('has impossible JPEG sampling');
  return {
    precision: view.getUint8(at),
    height: view.getUint16(at + 1),
    width: view.getUint16(at + 3),
    factors,
  };
}
