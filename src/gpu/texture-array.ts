import { BestpixelError } from '../errors.ts';
import type { Dtype, PixelArray } from '../dtype.ts';
import { bytesPerPixel } from '../dtype.ts';
import type { Host } from './host.ts';
import { TextureResource } from './host.ts';
import { plainUnpack } from './state.ts';

/** Formats that keep every value exactly; 'validity' is a plane of masks. */
export type ArrayFormat = Dtype | 'validity';

export interface TextureArraySpec {
  readonly format: ArrayFormat;
  readonly width: number;
  readonly height: number;
  readonly layers: number;
}

const glFormats = {
  validity: ['R8UI', 'RED_INTEGER', 'UNSIGNED_BYTE'],
  uint8: ['R8UI', 'RED_INTEGER', 'UNSIGNED_BYTE'],
  int8: ['R8I', 'RED_INTEGER', 'BYTE'],
  uint16: ['R16UI', 'RED_INTEGER', 'UNSIGNED_SHORT'],
  int16: ['R16I', 'RED_INTEGER', 'SHORT'],
  uint32: ['R32UI', 'RED_INTEGER', 'UNSIGNED_INT'],
  int32: ['R32I', 'RED_INTEGER', 'INT'],
  float32: ['R32F', 'RED', 'FLOAT'],
} as const;

/** One band of several scenes on one Grid, a layer per scene. Layers that nothing was uploaded to hold zeros. */
export class TextureArray extends TextureResource {
  readonly texture: WebGLTexture;
  readonly format: ArrayFormat;
  readonly width: number;
  readonly height: number;
  readonly layers: number;

  constructor(host: Host, spec: TextureArraySpec) {
    super(host, 'array', bytesOfArray(spec));
    host.checkSize(spec);
    const { format, width, height, layers } = spec;
    this.format = format;
    this.width = width;
    this.height = height;
    this.layers = layers;
    const { gl } = host;
    this.texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl[glFormats[format][0]], width, height, layers);
    for (const side of ['TEXTURE_MIN_FILTER', 'TEXTURE_MAG_FILTER'] as const) {
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl[side], gl.NEAREST);
    }
    for (const side of ['TEXTURE_WRAP_S', 'TEXTURE_WRAP_T'] as const) {
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl[side], gl.CLAMP_TO_EDGE);
    }
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, null);
    this.register();
  }

  /** Row by row, width × height values of the array's own type. */
  upload(layer: number, data: PixelArray): void {
    const { gl } = this.host;
    this.host.check();
    const { width, height, layers } = this;
    if (data.length !== width * height || layer < 0 || layer >= layers) {
      throw new BestpixelError(
        'bad-input',
        `${data.length} values do not fit layer ${layer} of ${layers} layers of ${width}×${height} pixels`,
      );
    }
    const [, format, type] = glFormats[this.format];
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.texture);
    plainUnpack(gl);
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, layer, width, height, 1, gl[format], gl[type], data);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, null);
  }

  protected free(): void {
    this.host.gl.deleteTexture(this.texture);
  }
}

/** GPU bytes of such an array. */
export function bytesOfArray({ format, width, height, layers }: TextureArraySpec): number {
  return width * height * layers * (format === 'validity' ? 1 : bytesPerPixel(format));
}
