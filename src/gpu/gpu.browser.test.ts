import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Budget } from '../budget.ts';
import { requireWebGL2 } from './context.ts';
import { Gpu } from './gpu.ts';
import type { Program } from './program.ts';
import type { Target } from './target.ts';
import { disturb, tests } from './testing/disturb.ts';

const [width, height] = [5, 3];
/** Each pixel is (the array's value at it, column, row, 7). */
const copy = `#version 300 es
precision highp float;
precision highp int;
uniform highp usampler2DArray u_band;
out uvec4 texel;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  texel = uvec4(texelFetch(u_band, ivec3(at, 1), 0).r, at, 7u);
}`;
const data = Uint16Array.from({ length: width * height }, (_, i) => 65535 - i);
const copied = Uint32Array.from(
  [...data].flatMap((value, i) => [value, i % width, Math.floor(i / width), 7]),
);

let gl: WebGL2RenderingContext;
let budget: Budget;
let gpu: Gpu;
beforeEach(() => {
  budget = new Budget(2 ** 20);
  gl = requireWebGL2(new OffscreenCanvas(4, 4), { stencil: true });
  gpu = new Gpu({ gl, budget });
});
afterEach(() => gpu.dispose());

const loseContext = () => gl.getExtension('WEBGL_lose_context')!;
const onCanvas = (event: string) =>
  new Promise((resolve) => gl.canvas.addEventListener(event, resolve, { once: true }));

function drawCopy(): Target {
  const band = gpu.textureArray({ format: 'uint16', width, height, layers: 2 });
  band.upload(1, data);
  const target = gpu.target({ kind: 'carried', width, height });
  gpu.run({ program: gpu.program({ fragment: copy, label: 'copying' }), uniforms: { u_band: band }, target });
  return target;
}

describe('a pass over a target', () => {
  it('computes each pixel, row 0 first', async () => {
    expect(await gpu.read({ target: drawCopy() })).toEqual(copied);
  });

  it('names a uniform that was forgotten, and leaves nothing bound', () => {
    const target = gpu.target({ kind: 'carried', width, height });
    const program = gpu.program({ fragment: copy, label: 'copying' });
    expect(() => gpu.run({ program, uniforms: {}, target })).toThrow('uniform u_band has no value');
    expect(gl.getParameter(gl.FRAMEBUFFER_BINDING)).toBeNull();
  });

  it('gives the same in a context full of other settings, and leaves the settings it promises', async () => {
    disturb(gl);
    const target = drawCopy();
    disturb(gl);
    expect(await gpu.read({ target })).toEqual(copied);
    disturb(gl);
    target.clear();
    disturb(gl);
    expect(await gpu.read({ target, rect: { x: 1, y: 1, width: 1, height: 1 } })).toEqual(new Uint32Array(4));
    disturb(gl);
    drawCopy();
    expect(gl.getError()).toBe(gl.NO_ERROR);
    const bindings = ['FRAMEBUFFER_BINDING', 'VERTEX_ARRAY_BINDING', 'CURRENT_PROGRAM'] as const;
    const buffers = ['PIXEL_UNPACK_BUFFER_BINDING'] as const;
    for (const name of [...bindings, ...buffers]) expect(gl.getParameter(gl[name]), name).toBeNull();
    for (const name of tests) expect(gl.isEnabled(gl[name]), name).toBe(false);
    expect(gl.getParameter(gl.ACTIVE_TEXTURE)).toBe(gl.TEXTURE0);
    expect(gl.getParameter(gl.UNPACK_ALIGNMENT)).toBe(4);
    expect(gl.getParameter(gl.COLOR_WRITEMASK)).toEqual([true, true, true, true]);
  });

  it('draws meshes as the host has set things up', () => {
    const mesh = gpu.mesh({
      vertices: Int16Array.of(-1, -1, 1, -1, -1, 1),
      indices: Uint16Array.of(0, 1, 2),
    });
    const program = gpu.program({
      vertex: '#version 300 es\nin vec2 a_pos;\nvoid main() { gl_Position = vec4(a_pos, 0, 1); }',
      fragment:
        '#version 300 es\nprecision highp float;\nuniform vec4 u_color;\nout vec4 c;\nvoid main() { c = u_color; }',
      label: 'drawing a triangle',
    });
    gl.clearColor(0, 0, 1, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.viewport(0, 0, 4, 4);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
    mesh.draw({ program, uniforms: { u_color: [1, 0, 0, 1] } });
    expect(pixelOf(0, 0)).toEqual([255, 0, 255, 255]);
    expect(pixelOf(3, 3)).toEqual([0, 0, 255, 255]);
  });
});

function pixelOf(x: number, y: number): number[] {
  const pixel = new Uint8Array(4);
  gl.readPixels(x, y, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  return [...pixel];
}

describe('what lives in the context', () => {
  const onlyTriangle = { triangle: 1 };

  it('is counted in the budget, and gone when freed', async () => {
    expect(gpu.counts()).toEqual(onlyTriangle);
    const made = [
      gpu.textureArray({ format: 'uint16', width, height, layers: 2 }),
      gpu.textureArray({ format: 'validity', width, height, layers: 2 }),
      gpu.target({ kind: 'selection', width, height }),
      gpu.target({ kind: 'carried', width, height }),
      gpu.target({ kind: 'picture', width, height }),
      gpu.palette([0xff0000, 0x00ff00]),
      gpu.mesh({ vertices: new Int16Array(6), indices: new Uint16Array(3) }),
    ];
    expect(gpu.counts()).toEqual({ ...onlyTriangle, array: 2, target: 3, palette: 1, mesh: 1 });
    expect(budget.held).toBe(15 * (2 * 2 + 2 + 8 + 16 + 4) + 8 + 18);
    for (const one of made) one.dispose();
    for (const one of made) one.dispose();
    expect(gpu.counts()).toEqual(onlyTriangle);
    expect(budget.held).toBe(0);
    expect(gl.getError()).toBe(gl.NO_ERROR);
  });

  it('goes with the Gpu, which does nothing after', async () => {
    const reading = gpu.read({ target: drawCopy() });
    gpu.dispose();
    expect(gpu.counts()).toEqual({});
    expect(budget.held).toBe(0);
    await expect(reading).rejects.toMatchObject({ tag: 'disposed' });
    expect(() => gpu.target({ kind: 'picture', width, height })).toThrow(
      expect.objectContaining({ tag: 'disposed' }),
    );
  });

  it('may not be larger than the GPU can hold', () => {
    const { textureSize, arrayLayers } = gpu.limits;
    const tooLarge = expect.objectContaining({ tag: 'too-large' }) as Error;
    expect(() => gpu.target({ kind: 'picture', width: textureSize + 1, height: 1 })).toThrow(tooLarge);
    expect(() => gpu.textureArray({ format: 'uint8', width: 1, height: 1, layers: arrayLayers + 1 })).toThrow(
      tooLarge,
    );
    expect(gpu.counts()).toEqual(onlyTriangle);
  });

  it('has pixels', () => {
    const badInput = expect.objectContaining({ tag: 'bad-input' }) as Error;
    expect(() => gpu.target({ kind: 'picture', width: 0, height: 1 })).toThrow(badInput);
    expect(() => gpu.textureArray({ format: 'uint8', width: 1, height: 1, layers: 0 })).toThrow(badInput);
  });

  it('takes data of the right length only', () => {
    const band = gpu.textureArray({ format: 'uint8', width, height, layers: 1 });
    expect(() => band.upload(0, new Uint8Array(14))).toThrow(
      '14 values do not fit layer 0 of 1 layers of 5×3 pixels',
    );
    expect(() => band.upload(1, new Uint8Array(15))).toThrow('do not fit layer 1');
  });
});

describe('programs', () => {
  const numbered = (n: number) => copy.replace('7u', `${n}u`);

  it('are shared by their text, and a number of unused ones is kept', () => {
    const made: Program[] = [];
    for (let n = 0; n < 40; n++) made.push(gpu.program({ fragment: numbered(n), label: 'copying' }));
    expect(gpu.program({ fragment: numbered(39), label: 'copying' })).toBe(made[39]);
    for (const program of made) gpu.giveBack(program);
    expect(gpu.counts().program).toBe(33);
    gpu.giveBack(made[39]!);
    expect(gpu.counts().program).toBe(32);
    expect(gpu.program({ fragment: numbered(38), label: 'copying' })).toBe(made[38]);
  });

  it("that the driver rejects are a 'shader' error with its log, and leave nothing", () => {
    const fragment = copy.replace('7u', 'seven');
    const program = () => gpu.program({ fragment, label: 'selecting by quality' });
    expect(program).toThrow(
      expect.objectContaining({
        tag: 'shader',
        message: 'the graphics driver rejected the program for selecting by quality',
        cause: expect.stringContaining("'seven' : undeclared identifier") as string,
      }),
    );
    expect(gpu.counts().program).toBeUndefined();
  });
});

describe('a read', () => {
  it('stops when aborted', async () => {
    const aborter = new AbortController();
    const reading = gpu.read({ target: drawCopy(), signal: aborter.signal });
    aborter.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await expect(gpu.read({ target: drawCopy(), signal: aborter.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(gpu.counts().read).toBeUndefined();
  });

  it.each(['WEBGL_lose_context', 'an event alone, as after a restart of the map'])(
    'rejects when the context is lost by %s, like every later call',
    async (how) => {
      const reading = gpu.read({ target: drawCopy() });
      if (how === 'WEBGL_lose_context') loseContext().loseContext();
      else gl.canvas.dispatchEvent(new Event('webglcontextlost'));
      await expect(reading).rejects.toMatchObject({ tag: 'context-lost' });
      expect(gpu.lost).toBe(true);
      const lost = expect.objectContaining({ tag: 'context-lost' }) as Error;
      expect(() => gpu.target({ kind: 'picture', width, height })).toThrow(lost);
      expect(() => gpu.program({ fragment: copy, label: 'copying' })).toThrow(lost);
      gpu.dispose();
      expect(budget.held).toBe(0);
    },
  );

  it('works again in a new Gpu once the context is back, and in the old one not', async () => {
    gl.canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    const lost = onCanvas('webglcontextlost');
    const old = drawCopy();
    const extension = loseContext();
    extension.loseContext();
    await lost;
    await new Promise((resolve) => setTimeout(resolve)); // restoring is allowed once all listeners have run
    const restored = onCanvas('webglcontextrestored');
    extension.restoreContext();
    await restored;
    await expect(gpu.read({ target: old })).rejects.toMatchObject({ tag: 'context-lost' });
    gpu.dispose();
    gpu = new Gpu({ gl, budget });
    expect(await gpu.read({ target: drawCopy() })).toEqual(copied);
  });
});

describe('without WebGL2', () => {
  it('says what is missing and what to do', () => {
    expect(() => requireWebGL2({ getContext: () => null })).toThrow(
      expect.objectContaining({
        tag: 'no-webgl2',
        message: 'this browser has WebGL2 but could not start it',
        remedy: expect.stringContaining('hardware acceleration') as string,
      }),
    );
  });
});
