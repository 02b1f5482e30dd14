import { BestpixelError } from '../errors.ts';
import type { Host } from './host.ts';
import { TextureResource } from './host.ts';
import { leave, plainRaster } from './state.ts';

/**
 * What a pass can write, all renderable in WebGL2 without extensions: 'selection' two uint32 per pixel, 'carried' four
 * uint32, 'picture' RGBA8.
 */
export type TargetKind = 'selection' | 'carried' | 'picture';

export interface TargetSpec {
  readonly kind: TargetKind;
  readonly width: number;
  readonly height: number;
}

const formats = {
  selection: { internal: 'RG32UI', bytes: 8 },
  carried: { internal: 'RGBA32UI', bytes: 16 },
  picture: { internal: 'RGBA8', bytes: 4 },
} as const;

/** A texture and the framebuffer that draws into it; zeros at first. Row 0 is the top of the Grid. */
export class Target extends TextureResource {
  readonly texture: WebGLTexture;
  readonly framebuffer: WebGLFramebuffer;
  readonly targetKind: TargetKind;
  readonly width: number;
  readonly height: number;

  constructor(host: Host, { kind, width, height }: TargetSpec) {
    super(host, 'target', bytesOfTarget({ kind, width, height }));
    host.checkSize({ width, height });
    const { gl } = host;
    this.targetKind = kind;
    this.width = width;
    this.height = height;
    this.texture = gl.createTexture();
    this.framebuffer = gl.createFramebuffer();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl[formats[kind].internal], width, height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.bindTexture(gl.TEXTURE_2D, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0);
    const status = host.drawable(kind, () => gl.checkFramebufferStatus(gl.FRAMEBUFFER));
    leave(gl);
    if (status !== gl.FRAMEBUFFER_COMPLETE) {
      this.free();
      host.check();
      throw new BestpixelError(
        'unsupported',
        `this GPU cannot draw into ${formats[kind].internal} textures`,
        {
          remedy: 'Update the browser and the graphics driver.',
          cause: `framebuffer status 0x${status.toString(16)}`,
        },
      );
    }
    this.register();
  }

  /** Zeros everywhere. */
  clear(): void {
    const { gl } = this.host;
    this.host.check();
    plainRaster(gl);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.framebuffer);
    if (this.targetKind === 'picture') gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0]);
    else gl.clearBufferuiv(gl.COLOR, 0, [0, 0, 0, 0]);
    leave(gl);
  }

  protected free(): void {
    this.host.gl.deleteFramebuffer(this.framebuffer);
    this.host.gl.deleteTexture(this.texture);
  }
}

/** GPU bytes of such a target. */
function bytesOfTarget({ kind, width, height }: TargetSpec): number {
  return width * height * formats[kind].bytes;
}
