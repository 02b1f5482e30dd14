import { SelectionState, type SelectionPixels } from '../../src/compose/selection.ts';
import { Selector } from '../../src/compose/select.ts';
import { StackChunk } from '../../src/compose/stack.ts';
import type { Leaves } from '../../src/compose/steps.ts';
import { selectOnCpu, type SceneBands } from '../../src/compose/twin.ts';
import type { PixelExpr } from '../../src/expression/pixel.ts';
import type { Gpu } from '../../src/gpu/gpu.ts';

export interface SelectRequest {
  readonly scenes: number;
  readonly runs: number;
  /** Pixels along each side. */
  readonly side: number;
  readonly layersPerArray: number;
}

/** Milliseconds of each run. */
export interface SelectTimes {
  /** Values and validity of all scenes into texture arrays. */
  readonly upload: readonly number[];
  /** The passes alone, over arrays that are there. */
  readonly fold: readonly number[];
  /** Upload, passes and the winners read back, as the engine does it. */
  readonly whole: readonly number[];
  /** The same in JavaScript. */
  readonly twin: readonly number[];
}

const leaves: Leaves = new Map([['q', 'uint8']]);
const quality: PixelExpr = {
  op: 'multiply',
  args: [
    { op: 'band', band: 'q' },
    { op: 'const', value: -1 },
  ],
};

/** Times the select of random uint8 scenes by −q. Throws where GPU and CPU disagree about a winner. */
export async function measureSelect(gpu: Gpu, request: SelectRequest): Promise<SelectTimes> {
  const { side, runs } = request;
  const scenes = randomScenes(request);
  const size = { width: side, height: side };
  const state = new SelectionState(gpu, size);
  const selector = new Selector(gpu, { quality, leaves });
  const times = { upload: [] as number[], fold: [] as number[], whole: [] as number[], twin: [] as number[] };
  const fold = (chunks: readonly StackChunk[]): void => {
    state.clear();
    for (const chunk of chunks) selector.fold({ chunk, state });
  };
  let pixels: SelectionPixels | null = null;
  // The first run compiles and allocates; it is not counted.
  for (let run = -1; run < runs; run++) {
    finish(gpu, state);
    const chunks: StackChunk[] = [];
    const began = performance.now();
    upload(gpu, { scenes, request, into: chunks });
    finish(gpu, state);
    const uploaded = performance.now();
    fold(chunks);
    finish(gpu, state);
    const folded = performance.now();
    for (const chunk of chunks.splice(0)) chunk.dispose();
    finish(gpu, state);
    const again = performance.now();
    upload(gpu, { scenes, request, into: chunks });
    fold(chunks);
    pixels = await state.read();
    const read = performance.now();
    for (const chunk of chunks) chunk.dispose();
    if (run < 0) continue;
    times.upload.push(uploaded - began);
    times.fold.push(folded - uploaded);
    times.whole.push(read - again);
  }
  for (let run = -1; run < Math.min(runs, 3); run++) {
    const began = performance.now();
    const twin = selectOnCpu({ quality, leaves, scenes, length: side * side });
    if (run >= 0) times.twin.push(performance.now() - began);
    if (pixels) compare(pixels, twin);
  }
  selector.dispose();
  state.dispose();
  return times;
}

function upload(
  gpu: Gpu,
  { scenes, request, into }: { scenes: readonly SceneBands[]; request: SelectRequest; into: StackChunk[] },
): void {
  const { side, layersPerArray } = request;
  for (let first = 0; first < scenes.length; first += layersPerArray) {
    const group = scenes.slice(first, first + layersPerArray);
    const chunk = new StackChunk(gpu, {
      leaves,
      scenes: group.map(({ scene }) => scene),
      width: side,
      height: side,
    });
    into.push(chunk);
    group.forEach(({ bands }, layer) => chunk.upload({ layer, band: 'q', window: bands.get('q')! }));
  }
}

/** Waits until all that was asked of the GPU is done: only pixels that come back prove it. */
function finish({ gl }: Gpu, { target }: SelectionState): void {
  gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
  gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, new Uint32Array(4));
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
}

function compare(gpu: SelectionPixels, cpu: SelectionPixels): void {
  const at = gpu.winner.findIndex((scene, i) => scene !== cpu.winner[i]);
  if (at < 0) return;
  throw new Error(`pixel ${at}: the GPU chose scene ${gpu.winner[at]}, the CPU ${cpu.winner[at]}`);
}

/** Values 0 to 100, a tenth of them masked, from a fixed seed. */
function randomScenes({ scenes, side }: SelectRequest): SceneBands[] {
  let state = 20200701;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: scenes }, (_, scene) => {
    const data = Uint8Array.from({ length: side * side }, () => random() * 101);
    const mask = Uint8Array.from({ length: side * side }, () => (random() < 0.1 ? 0 : 1));
    return { scene, bands: new Map([['q', { dtype: 'uint8' as const, data, mask }]]) };
  });
}
