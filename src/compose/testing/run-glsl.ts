import type { PixelExpr } from '../../expression/pixel.ts';
import type { Dtype } from '../../dtype.ts';
import { glslExpr, glslLeaves, type Leaves, type ScalarType } from '../glsl.ts';
import type { Pixels } from './random-exprs.ts';

const formats: Record<
  Dtype,
  readonly [internal: 'R8UI' | 'R8I' | 'R16UI' | 'R16I' | 'R32UI' | 'R32I' | 'R32F', type: number]
> = {
  uint8: ['R8UI', 0x1401],
  int8: ['R8I', 0x1400],
  uint16: ['R16UI', 0x1403],
  int16: ['R16I', 0x1402],
  uint32: ['R32UI', 0x1405],
  int32: ['R32I', 0x1404],
  float32: ['R32F', 0x1406],
};

/** Runs compiled expressions on the GPU, one pixel each of a row; made once per set of pixels. */
export class GlslRunner {
  readonly #gl: WebGL2RenderingContext;
  readonly #leaves: Leaves;
  readonly #length: number;

  constructor({ leaves, pixels, length }: { leaves: Leaves; pixels: Pixels; length: number }) {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2')!;
    this.#gl = gl;
    this.#leaves = leaves;
    this.#length = length;
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    [...leaves].forEach(([name, dtype], i) => {
      const { data, mask } = pixels.get(name)!;
      upload(gl, { unit: 2 * i, dtype, data, length });
      upload(gl, { unit: 2 * i + 1, dtype: 'uint8', data: mask, length });
    });
    const target = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0 + 15);
    gl.bindTexture(gl.TEXTURE_2D, target);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32UI, length, 1);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, target, 0);
    gl.viewport(0, 0, length, 1);
  }

  run(expr: PixelExpr): {
    readonly values: Float64Array;
    readonly mask: Uint8Array;
    readonly type: ScalarType;
  } {
    const gl = this.#gl;
    const { source, type } = glslExpr('expr', expr, this.#leaves);
    const program = link(gl, fragment(glslLeaves(this.#leaves) + source, type));
    gl.useProgram(program);
    [...this.#leaves.keys()].forEach((_, i) => {
      gl.uniform1i(gl.getUniformLocation(program, `u_band_${i}`), 2 * i);
      gl.uniform1i(gl.getUniformLocation(program, `u_valid_${i}`), 2 * i + 1);
    });
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    const out = new Uint32Array(4 * this.#length);
    gl.readPixels(0, 0, this.#length, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, out);
    gl.deleteProgram(program);
    if (gl.getError() !== gl.NO_ERROR) throw new Error('WebGL reports an error');
    const bits = Uint32Array.from({ length: this.#length }, (_, i) => out[4 * i]!);
    const views = { int: Int32Array, uint: Uint32Array, float: Float32Array };
    const mask = Uint8Array.from({ length: this.#length }, (_, i) => out[4 * i + 1]!);
    return { values: Float64Array.from(new views[type](bits.buffer)), mask, type };
  }
}

interface Upload {
  readonly unit: number;
  readonly dtype: Dtype;
  readonly data: ArrayBufferView;
  readonly length: number;
}

/** Into the second of two layers, so that `at.z` counts. */
function upload(gl: WebGL2RenderingContext, { unit, dtype, data, length }: Upload): void {
  const [internal, type] = formats[dtype];
  const format = dtype === 'float32' ? gl.RED : gl.RED_INTEGER;
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, gl.createTexture());
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl[internal], length, 1, 2);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 1, length, 1, 1, format, type, data);
}

function fragment(source: string, type: ScalarType): string {
  const bits = { int: 'uint(v)', uint: 'v', float: 'floatBitsToUint(v)' }[type];
  return `#version 300 es
${source}
out uvec4 result;
void main() {
  ${type} v;
  bool there = expr(ivec3(gl_FragCoord.xy, 1), v);
  result = uvec4(${bits}, there, 0, 0);
}`;
}

const vertex = `#version 300 es
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }`;

function link(gl: WebGL2RenderingContext, fragmentSource: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragmentSource],
  ] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw new Error(`${gl.getShaderInfoLog(shader)}\n${source}`);
    }
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? '');
  return program;
}
