import { BestpixelError } from '../errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Uniforms, UniformValue } from '../gpu/pass.ts';
import type { ArrayFormat, TextureArray } from '../gpu/texture-array.ts';
import { bytesOfArray } from '../gpu/texture-array.ts';
import type { Dtype, PixelArray } from '../dtype.ts';
import { allocate } from '../dtype.ts';
import type { Leaves } from './steps.ts';

/** The most layers a chunk can have; every WebGL2 has arrays of so many. */
export const maxLayers = 256;

export interface StackSpec {
  /** The bands to hold and the types to hold them in: for each, the one that unites the scenes' types. */
  readonly leaves: Leaves;
  /** Layer i holds the scene of this index. Each at most once. */
  readonly scenes: readonly number[];
  /** All in layer 0, which holds at each pixel the scene that wins there: for gathering alone. */
  readonly together?: boolean;
  readonly width: number;
  readonly height: number;
}

/** A band of one scene on the chunk's Grid, as a Reader gives it. */
export interface StackWindow {
  readonly dtype: Dtype;
  readonly data: PixelArray;
  /** 1 where the pixel is there, else 0; or `elsewhere`. */
  readonly mask: Uint8Array<ArrayBuffer>;
}

/** The mask of pixels that one layer for all scenes does not hold: nothing is gathered there. */
export const elsewhere = 2;

interface Planes {
  readonly values: TextureArray;
  readonly valid: TextureArray;
}

/**
 * Some scenes' pixels on one Grid: for each band an array of values and one of validity. A layer that nothing was
 * uploaded to is masked. Who makes it disposes it.
 */
export class StackChunk {
  readonly leaves: Leaves;
  readonly scenes: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly bands: ReadonlyMap<string, Planes>;
  readonly #together: boolean;

  constructor(gpu: Gpu, spec: StackSpec) {
    const { leaves, scenes, width, height, together = false } = spec;
    if (scenes.length > maxLayers) {
      throw new BestpixelError('too-large', `${scenes.length} scenes do not fit ${maxLayers} layers`);
    }
    this.leaves = leaves;
    this.scenes = scenes;
    this.width = width;
    this.height = height;
    this.#together = together;
    const layers = layersOf(spec);
    const made: TextureArray[] = [];
    const plane = (format: ArrayFormat): TextureArray => {
      const array = gpu.textureArray({ format, width, height, layers });
      made.push(array);
      return array;
    };
    try {
      this.bands = new Map(
        Array.from(leaves, ([band, dtype]) => [band, { values: plane(dtype), valid: plane('validity') }]),
      );
    } catch (error) {
      for (const array of made) array.dispose();
      throw error;
    }
  }

  /** Values of a narrower type are widened to the band's. */
  upload({ layer, band, window }: { layer: number; band: string; window: StackWindow }): void {
    const planes = this.#planes(band);
    const dtype = this.leaves.get(band)!;
    planes.values.upload(layer, widen(window, dtype));
    planes.valid.upload(layer, window.mask);
  }

  /**
   * Uniforms of a program compiled for `leaves`: its textures, and which scene each layer holds. Scenes whose `enabled`
   * is false take no part.
   */
  uniforms(leaves: Leaves, enabled?: readonly boolean[]): Uniforms {
    const uniforms: Record<string, UniformValue> = {
      u_zero: 0,
      u_layers: this.scenes.length,
      u_apart: this.#together ? 0 : 1,
    };
    [...leaves].forEach(([band, dtype], i) => {
      const { values, valid } = this.#planes(band);
      if (values.format !== dtype) {
        throw new BestpixelError('bad-input', `band ${band} is held as ${values.format}, not as ${dtype}`);
      }
      uniforms[`u_band_${i}`] = values;
      uniforms[`u_valid_${i}`] = valid;
    });
    const table = new Uint32Array(Math.max(4, Math.ceil(this.scenes.length / 4) * 4));
    this.scenes.forEach((scene, layer) => {
      if (enabled?.[layer] !== false) table[layer] = scene + 1;
    });
    return { ...uniforms, u_scenes: table };
  }

  /** Throws 'bad-input' for something on another Grid. */
  checkSize({ width, height }: { readonly width: number; readonly height: number }): void {
    if (width === this.width && height === this.height) return;
    throw new BestpixelError(
      'bad-input',
      `scenes of ${this.width}×${this.height} pixels do not fit ${width}×${height}`,
    );
  }

  dispose(): void {
    for (const { values, valid } of this.bands.values()) {
      values.dispose();
      valid.dispose();
    }
  }

  #planes(band: string): Planes {
    const planes = this.bands.get(band);
    if (!planes)
      throw new BestpixelError('missing-band', `band ${band} is not in the stack`, { where: band });
    return planes;
  }
}

function layersOf({ scenes, together }: StackSpec): number {
  return together ? 1 : scenes.length;
}

/** GPU bytes of such a chunk. */
export function bytesOfChunk(spec: StackSpec): number {
  const { leaves, width, height } = spec;
  const layers = layersOf(spec);
  let bytes = 0;
  for (const format of leaves.values()) {
    bytes += bytesOfArray({ format, width, height, layers });
    bytes += bytesOfArray({ format: 'validity', width, height, layers });
  }
  return bytes;
}

function widen({ dtype, data }: StackWindow, wanted: Dtype): PixelArray {
  if (dtype === wanted) return data;
  const wide = allocate(wanted, data.length);
  wide.set(data);
  return wide;
}
