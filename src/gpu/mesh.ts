import type { Host } from './host.ts';
import { Resource } from './host.ts';
import { bindProgram, type Uniforms } from './pass.ts';
import type { Program } from './program.ts';

export interface MeshSpec {
  /** x, y of each vertex. */
  readonly vertices: Int16Array<ArrayBuffer>;
  /** Three vertices of each triangle. */
  readonly indices: Uint16Array<ArrayBuffer>;
}

export interface MeshPass {
  /** Its vertex program takes `in vec2 a_pos`. */
  readonly program: Program;
  readonly uniforms: Uniforms;
}

/** Triangles in the plane. */
export class Mesh extends Resource {
  readonly #array: WebGLVertexArrayObject;
  readonly #buffers: readonly WebGLBuffer[];
  readonly #count: number;

  constructor(host: Host, { vertices, indices }: MeshSpec) {
    super(host, 'mesh', vertices.byteLength + indices.byteLength);
    const { gl } = host;
    this.#count = indices.length;
    this.#array = gl.createVertexArray();
    this.#buffers = [gl.createBuffer(), gl.createBuffer()];
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[0]!);
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.SHORT, false, 0, 0);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#buffers[1]!);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    this.register();
  }

  /** Draws into whatever is bound, with the tests and blending that are on: the host's frame decides them. */
  draw({ program, uniforms }: MeshPass): void {
    this.host.check();
    const { gl } = this.host;
    try {
      bindProgram(gl, program, uniforms);
      gl.bindVertexArray(this.#array);
      gl.drawElements(gl.TRIANGLES, this.#count, gl.UNSIGNED_SHORT, 0);
    } finally {
      gl.bindVertexArray(null);
      gl.useProgram(null);
      gl.activeTexture(gl.TEXTURE0);
    }
  }

  protected free(): void {
    const { gl } = this.host;
    gl.deleteVertexArray(this.#array);
    for (const buffer of this.#buffers) gl.deleteBuffer(buffer);
  }
}
