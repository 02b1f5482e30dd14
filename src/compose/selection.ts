import ceiling from '../../shaders/ceiling.glsl?raw';
import rank from '../../shaders/rank.glsl?raw';
import main from '../../shaders/strike.glsl?raw';
import type { Gpu } from '../gpu/gpu.ts';
import type { Program } from '../gpu/program.ts';
import type { Rect } from '../gpu/read.ts';
import type { Target } from '../gpu/target.ts';
import { bytesOfArray, type TextureArray } from '../gpu/texture-array.ts';
import type { Uniforms } from '../gpu/pass.ts';
import type { Ceiling } from './ceiling.ts';

/** Per pixel the winner's scene index (−1: none) and the order key of its quality (0 where none). */
export interface SelectionPixels {
  readonly winner: Int32Array<ArrayBuffer>;
  readonly key: Uint32Array<ArrayBuffer>;
}

const striking = ['#version 300 es\nprecision highp float;\nprecision highp int;', rank, ceiling, main];

/** Which scene wins at each pixel of a Grid, on the GPU; nobody yet at first. Who makes it disposes it. */
export class SelectionState {
  readonly width: number;
  readonly height: number;
  readonly #gpu: Gpu;
  #current: Target;
  #spare: Target | undefined;
  #ceiling: Ceiling | undefined;
  #ceilingTexture: TextureArray | undefined;
  #program: Program | undefined;

  constructor(gpu: Gpu, { width, height }: { width: number; height: number }) {
    this.#gpu = gpu;
    this.width = width;
    this.height = height;
    this.#current = gpu.target({ kind: 'selection', width, height });
  }

  get target(): Target {
    return this.#current;
  }

  /** One pass from what is selected now to what is selected then. A target cannot be read and written at once. */
  advance({ program, uniforms }: { program: Program; uniforms: Uniforms }): void {
    const { width, height } = this;
    const next = (this.#spare ??= this.#gpu.target({ kind: 'selection', width, height }));
    this.#gpu.run({ program, uniforms: { ...uniforms, u_selection: this.#current }, target: next });
    this.#spare = this.#current;
    this.#current = next;
  }

  /** Nobody wins anywhere, and nobody is struck out. */
  clear(): void {
    this.#ceiling = undefined;
    this.#current.clear();
  }

  /** Nobody wins where the winner is not below the ceiling, nor will later. Uploads `bytesOfCeiling`. */
  strike(ceiling: Ceiling): void {
    this.#ceiling = ceiling;
    const u_ceiling = this.#upload(ceiling);
    const label = 'striking out winners';
    const program = (this.#program ??= this.#gpu.program({ fragment: striking.join('\n'), label }));
    this.advance({ program, uniforms: { u_ceiling } });
  }

  /** Below which whoever is folded has to lie; null: nobody was struck out. */
  get ceiling(): TextureArray | null {
    if (!this.#ceiling) return null;
    return this.#ceilingTexture ?? this.#upload(this.#ceiling);
  }

  /** Gives the memory back that only folding needs; folding again takes it again. */
  settle(): void {
    this.#spare?.dispose();
    this.#spare = undefined;
    this.#ceilingTexture?.dispose();
    this.#ceilingTexture = undefined;
  }

  async read({ rect, signal }: { rect?: Rect; signal?: AbortSignal } = {}): Promise<SelectionPixels> {
    return unpack(await this.#gpu.read({ target: this.#current, rect, signal }));
  }

  /** Forgets who was struck out: nothing more is folded. */
  finish(): void {
    this.settle();
    if (this.#program) this.#gpu.giveBack(this.#program);
    this.#program = undefined;
    this.#ceiling = undefined;
  }

  dispose(): void {
    this.finish();
    this.#current.dispose();
  }

  #upload({ scene, key }: Ceiling): TextureArray {
    const { width, height } = this;
    this.#ceilingTexture ??= this.#gpu.textureArray({ format: 'uint32', width, height, layers: 2 });
    this.#ceilingTexture.upload(0, scene);
    this.#ceilingTexture.upload(1, key);
    return this.#ceilingTexture;
  }
}

/** Of the GPU, for a Grid. */
export function bytesOfCeiling({ width, height }: Pick<SelectionState, 'width' | 'height'>): number {
  return bytesOfArray({ format: 'uint32', width, height, layers: 2 });
}

/** Texels of four words: the scene's number from 1 on, and its key. */
function unpack(words: Uint32Array): SelectionPixels {
  const winner = new Int32Array(words.length / 4);
  const key = new Uint32Array(winner.length);
  for (let i = 0; i < winner.length; i++) {
    winner[i] = words[4 * i]! - 1;
    key[i] = words[4 * i + 1]!;
  }
  return { winner, key };
}
