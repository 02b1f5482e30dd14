import main from '../../shaders/gather.glsl?raw';
import { BestpixelError } from '../errors.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Program } from '../gpu/program.ts';
import type { Carried } from './carried.ts';
import { glslExpr } from './glsl.ts';
import { leavesOf, stackProgram } from './stack-program.ts';
import type { SelectionState } from './selection.ts';
import { elsewhere, type StackChunk } from './stack.ts';
import type { Leaves, ScalarType } from './steps.ts';

export interface Gather {
  readonly chunk: StackChunk;
  readonly selection: SelectionState;
  readonly into: Carried;
}

/** Takes up to three bands from the winner at each pixel. Who makes it disposes it. */
export class Gatherer {
  /** Of the given leaves those that are read. */
  readonly leaves: Leaves;
  /** Of each band; `Carried` is made with these. */
  readonly types: readonly ScalarType[];
  readonly #gpu: Gpu;
  readonly #program: Program;

  /** @throws BestpixelError 'shader', 'unsupported' (too many bands), 'missing-band', 'context-lost' */
  constructor(gpu: Gpu, { bands, leaves }: { bands: readonly PixelExpr[]; leaves: Leaves }) {
    if (bands.length < 1 || bands.length > 3) {
      throw new BestpixelError('bad-input', `${bands.length} bands are gathered at once, not 1 to 3`);
    }
    const used = leavesOf(gpu, bands, leaves);
    const compiled = bands.map((expr, i) => glslExpr(`band_${i}`, expr, used));
    this.#gpu = gpu;
    this.leaves = used;
    this.types = compiled.map(({ type }) => type);
    const parts = [
      ...compiled.map(({ source }) => source),
      main.replace('// BANDS', bandsAt(this.types, used.size > 0)),
    ];
    this.#program = gpu.program({ fragment: stackProgram(used, parts), label: 'gathering bands' });
  }

  /** Writes the pixels whose winner is in the chunk and leaves the others: chunks add up, in any order. */
  gather({ chunk, selection, into }: Gather): void {
    if (into.types.join() !== this.types.join()) {
      throw new BestpixelError('bad-input', `bands of types ${this.types} do not fit ${into.types}`);
    }
    chunk.checkSize(selection);
    chunk.checkSize(into.target);
    const uniforms = { ...chunk.uniforms(this.leaves), u_selection: selection.target };
    this.#gpu.run({ program: this.#program, uniforms, target: into.target });
  }

  dispose(): void {
    this.#gpu.giveBack(this.#program);
  }
}

function bandsAt(types: readonly ScalarType[], isRead: boolean): string {
  const lines = types.map((type, i) => {
    const channel = 'rgb'[i];
    return `  ${type} v${i};\n  if (band_${i}(at, v${i})) { texel.${channel} = bitsOf(v${i}); texel.a |= ${1 << i}u; }`;
  });
  return [
    'uvec4 bandsAt(ivec3 at) {',
    '  uvec4 texel = uvec4(0u, 0u, 0u, 8u);',
    ...lines,
    '  return texel;',
    '}',
    'bool isHeld(ivec3 at) {',
    `  return ${isRead ? `texelFetch(u_valid_0, at, 0).r != ${elsewhere}u` : 'layerOfWinner(at.xy) >= 0'};`,
    '}',
  ].join('\n');
}
