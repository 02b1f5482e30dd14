import fullscreen from '../../shaders/fullscreen.glsl?raw';
import type { Budget } from '../budget.ts';
import type { Limits, ResourceKind } from './host.ts';
import { Host } from './host.ts';
import type { MeshSpec } from './mesh.ts';
import { Mesh } from './mesh.ts';
import { Palette } from './palette.ts';
import type { Pass } from './pass.ts';
import { FullscreenTriangle } from './pass.ts';
import type { Program } from './program.ts';
import { ProgramCache } from './program.ts';
import type { ReadRequest } from './read.ts';
import { readTarget } from './read.ts';
import { scissored } from './scissor.ts';
import type { TargetSpec } from './target.ts';
import { Target } from './target.ts';
import type { TextureArraySpec } from './texture-array.ts';
import { TextureArray } from './texture-array.ts';

/**
 * All this program does with a WebGL2 context that somebody else owns. Who makes an object frees it; `dispose` frees
 * what is left. After a lost context every call but freeing throws 'context-lost', even once the context is back: then
 * a new Gpu is made. What a call leaves of the context's state: `state.ts`.
 */
export class Gpu {
  readonly #host: Host;
  readonly #programs: ProgramCache;
  readonly #triangle: FullscreenTriangle;

  constructor({ gl, budget }: { gl: WebGL2RenderingContext; budget: Budget }) {
    this.#host = new Host({ gl, budget });
    this.#programs = new ProgramCache(this.#host);
    this.#triangle = new FullscreenTriangle(this.#host);
  }

  get gl(): WebGL2RenderingContext {
    return this.#host.gl;
  }

  get limits(): Limits {
    return this.#host.limits;
  }

  get lost(): boolean {
    return this.#host.lost;
  }

  textureArray(spec: TextureArraySpec): TextureArray {
    return new TextureArray(this.#host, spec);
  }

  target(spec: TargetSpec): Target {
    return new Target(this.#host, spec);
  }

  /** @param colors 0xRRGGBB */
  palette(colors: readonly number[]): Palette {
    return new Palette(this.#host, colors);
  }

  /** For programs that draw into the host's own framebuffer. */
  mesh(spec: MeshSpec): Mesh {
    return new Mesh(this.#host, spec);
  }

  /** A program shared with whoever asks for the same text; give it back with `giveBack`. */
  program({
    vertex = fullscreen,
    fragment,
    label,
  }: {
    vertex?: string;
    fragment: string;
    label: string;
  }): Program {
    return this.#programs.take({ vertex, fragment, label });
  }

  giveBack(program: Program): void {
    this.#programs.giveBack(program);
  }

  /** Runs a fragment program once for each pixel of a target. */
  run(pass: Pass): void {
    this.#triangle.run(pass);
  }

  /**
   * What `draw` draws into the context's own framebuffer reaches only the columns between two shares of its width, 0 … 1
   * from the left; shares are rounded to whole pixels, so that neighbours meet. The scissor is left off, around all of it.
   */
  between({ from, to }: { from: number; to: number }, draw: () => void): void {
    this.#host.check();
    scissored(this.#host.gl, { from, to }, draw);
  }

  /** See `readTarget`. */
  read(request: ReadRequest): Promise<Uint32Array<ArrayBuffer>> {
    return readTarget(this.#host, request);
  }

  /** Live objects by kind; kinds with none are left out. */
  counts(): Partial<Record<ResourceKind, number>> {
    return this.#host.counts();
  }

  dispose(): void {
    this.#host.dispose();
  }
}
