import { BestpixelError } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Rect } from '../gpu/read.ts';
import type { Target } from '../gpu/target.ts';
import type { ScalarType } from './steps.ts';

/** Values of one band; undefined where the mask is 0. */
export interface CarriedBand {
  readonly data: Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  /** 1 where the pixel is there, else 0. */
  readonly mask: Uint8Array<ArrayBuffer>;
}

export interface CarriedPixels {
  readonly bands: readonly CarriedBand[];
  /** 1 where the winner's bands were read; 0 where nobody wins or they are still to come. */
  readonly gathered: Uint8Array<ArrayBuffer>;
}

interface CarriedSpec {
  readonly width: number;
  readonly height: number;
  readonly types: readonly ScalarType[];
}

/** Up to three bands of a mosaic on the GPU; see shaders/gather.glsl for the texel. Who makes it disposes it. */
export class Carried {
  readonly types: readonly ScalarType[];
  readonly target: Target;
  readonly #gpu: Gpu;

  constructor(gpu: Gpu, { width, height, types }: CarriedSpec) {
    if (types.length < 1 || types.length > 3) {
      throw new BestpixelError('bad-input', `${types.length} bands are carried at once, not 1 to 3`);
    }
    this.#gpu = gpu;
    this.types = types;
    this.target = gpu.target({ kind: 'carried', width, height });
  }

  /** Nothing gathered anywhere. */
  clear(): void {
    this.target.clear();
  }

  async read({ rect, signal }: { rect?: Rect; signal?: AbortSignal } = {}): Promise<CarriedPixels> {
    const texels = await this.#gpu.read({ target: this.target, rect, signal });
    return unpack(texels, this.types);
  }

  dispose(): void {
    this.target.dispose();
  }
}

const arrays = { int: Int32Array, uint: Uint32Array, float: Float32Array } as const;

/** The array that holds values of a type. */
export function arrayOf(type: ScalarType, length: number): CarriedBand['data'] {
  return new arrays[type](length);
}

/** Texels of four words as typed bands. */
function unpack(texels: Uint32Array, types: readonly ScalarType[]): CarriedPixels {
  const length = texels.length / 4;
  const bands = types.map((type, band) => {
    const bits = new Uint32Array(length);
    const mask = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      bits[i] = texels[4 * i + band]!;
      mask[i] = (texels[4 * i + 3]! >>> band) & 1;
    }
    return { data: new arrays[type](bits.buffer), mask };
  });
  const gathered = Uint8Array.from({ length }, (_, i) => (texels[4 * i + 3]! >>> 3) & 1);
  return { bands, gathered };
}
