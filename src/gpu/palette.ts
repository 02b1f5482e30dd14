import type { Host } from './host.ts';
import { TextureResource } from './host.ts';
import { plainUnpack } from './state.ts';

/** Colours in a row, one texel each; programs fetch and interpolate them themselves. */
export class Palette extends TextureResource {
  readonly texture: WebGLTexture;
  readonly length: number;

  /** @param colors 0xRRGGBB */
  constructor(host: Host, colors: readonly number[]) {
    super(host, 'palette', colors.length * 4);
    host.checkSize({ width: colors.length, height: 1 });
    const { gl } = host;
    this.length = colors.length;
    this.texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, colors.length, 1);
    plainUnpack(gl);
    const bytes = new Uint8Array(colors.flatMap((c) => [c >>> 16, (c >>> 8) & 255, c & 255, 255]));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, colors.length, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.bindTexture(gl.TEXTURE_2D, null);
    this.register();
  }

  protected free(): void {
    this.host.gl.deleteTexture(this.texture);
  }
}
