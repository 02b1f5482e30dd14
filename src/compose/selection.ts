import type { Gpu } from '../gpu/gpu.ts';
import type { Program } from '../gpu/program.ts';
import type { Rect } from '../gpu/read.ts';
import type { Target } from '../gpu/target.ts';
import type { Uniforms } from '../gpu/pass.ts';

/** Per pixel the winner's scene index (−1: none) and the order key of its quality (0 where none). */
export interface SelectionPixels {
  readonly winner: Int32Array<ArrayBuffer>;
  readonly key: Uint32Array<ArrayBuffer>;
}

/** Which scene wins at each pixel of a Grid, on the GPU; nobody yet at first. Who makes it disposes it. */
export class SelectionState {
  readonly width: number;
  readonly height: number;
  readonly #gpu: Gpu;
  #current: Target;
  #spare: Target | undefined;

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

  /** Nobody wins anywhere. */
  clear(): void {
    this.#current.clear();
  }

  /** Gives the memory back that only folding needs; folding again takes it again. */
  settle(): void {
    this.#spare?.dispose();
    this.#spare = undefined;
  }

  async read({ rect, signal }: { rect?: Rect; signal?: AbortSignal } = {}): Promise<SelectionPixels> {
    const words = await this.#gpu.read({ target: this.#current, rect, signal });
    const winner = new Int32Array(words.length / 4);
    const key = new Uint32Array(winner.length);
    for (let i = 0; i < winner.length; i++) {
      winner[i] = words[4 * i]! - 1;
      key[i] = words[4 * i + 1]!;
    }
    return { winner, key };
  }

  dispose(): void {
    this.settle();
    this.#current.dispose();
  }
}
