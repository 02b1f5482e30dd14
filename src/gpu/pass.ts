import { setUniforms } from 'twgl.js';
import { BestpixelError } from '../errors.ts';
import type { Host } from './host.ts';
import { Resource, TextureResource } from './host.ts';
import type { Program } from './program.ts';
import { leave, plainRaster } from './state.ts';
import type { Target } from './target.ts';

export type UniformValue =
  number | readonly number[] | Float32Array | Int32Array | Uint32Array | TextureResource;

/** By name, without "[0]". Every uniform that the program uses must be there; others are passed over. */
export type Uniforms = Readonly<Record<string, UniformValue>>;

export interface Pass {
  readonly program: Program;
  readonly uniforms: Uniforms;
  readonly target: Target;
}

/** Runs a fragment program once for each pixel of a target. Made once per context. */
export class FullscreenTriangle extends Resource {
  readonly #vertexArray: WebGLVertexArrayObject;

  constructor(host: Host) {
    super(host, 'triangle', 0);
    this.#vertexArray = host.gl.createVertexArray();
    this.register();
  }

  run({ program, uniforms, target }: Pass): void {
    this.host.check();
    const { gl } = this.host;
    plainRaster(gl);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.viewport(0, 0, target.width, target.height);
    gl.bindVertexArray(this.#vertexArray);
    try {
      bindProgram(gl, program, uniforms);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    } finally {
      leave(gl);
    }
  }

  protected free(): void {
    this.host.gl.deleteVertexArray(this.#vertexArray);
  }
}

/** Makes `program` current and sets all its uniforms; throws 'shader' where one is missing. */
export function bindProgram(gl: WebGL2RenderingContext, program: Program, uniforms: Uniforms): void {
  gl.useProgram(program.info.program);
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(program.info.uniformSetters)) {
    const value = uniforms[name];
    // An unset sampler would read whatever texture unit 0 holds.
    if (value === undefined)
      throw new BestpixelError('shader', `uniform ${name} has no value`, { where: program.label });
    values[name] = value instanceof TextureResource ? value.texture : value;
  }
  setUniforms(program.info, values);
}
