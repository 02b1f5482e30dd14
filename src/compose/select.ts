import main from '../../shaders/select.glsl?raw';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Program } from '../gpu/program.ts';
import { glslExpr } from './glsl.ts';
import { leavesOf, stackProgram } from './stack-program.ts';
import type { SelectionState } from './selection.ts';
import type { StackChunk } from './stack.ts';
import type { Leaves, ScalarType } from './steps.ts';

export interface Fold {
  readonly chunk: StackChunk;
  readonly state: SelectionState;
  /** Per layer; false: struck out, does not compete. */
  readonly enabled?: readonly boolean[];
}

/**
 * Ranks scenes by a quality: at each pixel the highest unmasked one wins, and the last scene wins a tie. Chunks fold in
 * any order with one result. Who makes it disposes it.
 */
export class Selector {
  /** Of the given leaves those that are read. */
  readonly leaves: Leaves;
  /** The quality's type: `valueOfKey` needs it. */
  readonly type: ScalarType;
  readonly #gpu: Gpu;
  readonly #program: Program;

  /** @throws BestpixelError 'shader', 'unsupported' (too many bands), 'missing-band', 'context-lost' */
  constructor(gpu: Gpu, { quality, leaves }: { quality: PixelExpr; leaves: Leaves }) {
    const used = leavesOf(gpu, [quality], leaves);
    const { source, type } = glslExpr('quality', quality, used);
    this.#gpu = gpu;
    this.leaves = used;
    this.type = type;
    const fragment = stackProgram(used, [`#define QUALITY_TYPE ${type}`, source, main]);
    this.#program = gpu.program({ fragment, label: 'selecting by quality' });
  }

  fold({ chunk, state, enabled }: Fold): void {
    chunk.checkSize(state);
    state.advance({ program: this.#program, uniforms: chunk.uniforms(this.leaves, enabled) });
  }

  dispose(): void {
    this.#gpu.giveBack(this.#program);
  }
}
