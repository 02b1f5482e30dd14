import ceiling from '../../shaders/ceiling.glsl?raw';
import rank from '../../shaders/rank.glsl?raw';
import main from '../../shaders/select.glsl?raw';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Uniforms } from '../gpu/pass.ts';
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

/** In place of ceiling.glsl where nobody was struck out. */
const noCeiling = 'uvec2 ceilingAt(ivec2 at) { return uvec2(0u); }';

/**
 * Ranks scenes by a quality: at each pixel the highest unmasked one wins, and the last scene wins a tie; who was struck
 * out does not compete there any more. Chunks fold in any order, and again, with one result. Who makes it disposes it.
 */
export class Selector {
  /** Of the given leaves those that are read. */
  readonly leaves: Leaves;
  /** The quality's type: `valueOfKey` needs it. */
  readonly type: ScalarType;
  readonly #gpu: Gpu;
  readonly #quality: string;
  /** Constants of the quality: another weight or date is the same program. */
  readonly #numbers: Uniforms;
  readonly #program: Program;
  /** Once somebody was struck out. */
  #belowCeiling: Program | undefined;

  /** @throws BestpixelError 'shader', 'unsupported' (too many bands), 'missing-band', 'context-lost' */
  constructor(gpu: Gpu, { quality, leaves }: { quality: PixelExpr; leaves: Leaves }) {
    const used = leavesOf(gpu, [quality], leaves);
    const numbers: number[] = [];
    const { source, type } = glslExpr('quality', quality, used, numbers);
    this.#gpu = gpu;
    this.leaves = used;
    this.type = type;
    const uniform = numbers.length > 0 ? `uniform float u_numbers[${numbers.length}];\n` : '';
    this.#numbers = numbers.length > 0 ? { u_numbers: Float32Array.from(numbers) } : {};
    this.#quality = `#define QUALITY_TYPE ${type}\n${uniform}${source}`;
    this.#program = this.#compile(noCeiling);
  }

  fold({ chunk, state, enabled }: Fold): void {
    chunk.checkSize(state);
    const uniforms = { ...chunk.uniforms(this.leaves, enabled), ...this.#numbers };
    const u_ceiling = state.ceiling;
    if (!u_ceiling) return state.advance({ program: this.#program, uniforms });
    const program = (this.#belowCeiling ??= this.#compile(ceiling));
    state.advance({ program, uniforms: { ...uniforms, u_ceiling } });
  }

  dispose(): void {
    this.#gpu.giveBack(this.#program);
    if (this.#belowCeiling) this.#gpu.giveBack(this.#belowCeiling);
  }

  #compile(ceiling: string): Program {
    const fragment = stackProgram(this.leaves, [rank, ceiling, this.#quality, main]);
    return this.#gpu.program({ fragment, label: 'selecting by quality' });
  }
}
