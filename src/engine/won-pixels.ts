import { bytesOfChunk, StackChunk, type StackSpec } from '../compose/stack.ts';
import type { Leaves } from '../compose/steps.ts';
import { allocate, type Dtype } from '../dtype.ts';
import type { Grid } from '../grid/grid.ts';
import type { BandWindow } from '../raster/reader.ts';
import type { ComposeContext } from './context.ts';
import type { ReadScene } from './scene-windows.ts';

/** Pixels of a grid by the scene that wins there, in ascending order. */
export type WonPixels = ReadonlyMap<number, Uint32Array<ArrayBuffer>>;

/** Of these scenes; one that wins nowhere has none. */
export function wonPixels(winner: Int32Array, scenes: readonly number[]): WonPixels {
  const counts = new Map(scenes.map((scene) => [scene, 0]));
  for (const scene of winner) {
    const count = counts.get(scene);
    if (count !== undefined) counts.set(scene, count + 1);
  }
  const pixels = new Map([...counts].map(([scene, count]) => [scene, new Uint32Array(count)]));
  const filled = new Map(scenes.map((scene) => [scene, 0]));
  winner.forEach((scene, pixel) => {
    const own = pixels.get(scene);
    if (!own) return;
    const at = filled.get(scene)!;
    own[at] = pixel;
    filled.set(scene, at + 1);
  });
  return pixels;
}

interface Winners {
  readonly leaves: Leaves;
  /** Each with a window of the grid, or of the pixels that it won. */
  readonly scenes: readonly ReadScene[];
  readonly won: WonPixels;
  readonly grid: Grid;
  readonly signal?: AbortSignal;
}

/** What scenes won of a grid, in one layer. Null: there is no scene. */
export async function uploadWon(
  { gpu, queue, makeRoom }: ComposeContext,
  { leaves, scenes, won, grid, signal }: Winners,
): Promise<StackChunk | null> {
  if (scenes.length === 0) return null;
  const { width, height } = grid;
  const spec: StackSpec = {
    leaves,
    scenes: scenes.map(({ scene }) => scene),
    width,
    height,
    together: true,
  };
  const bytes = bytesOfChunk(spec);
  const upload = (): StackChunk => {
    makeRoom(bytes);
    const chunk = new StackChunk(gpu, spec);
    try {
      for (const [band, dtype] of leaves) {
        chunk.upload({
          layer: 0,
          band,
          window: assemble(band, dtype, { scenes, won, length: width * height }),
        });
      }
    } catch (error) {
      chunk.dispose();
      throw error;
    }
    return chunk;
  };
  return queue.run(bytes, upload, signal);
}

/** A band of which each pixel is the winner's; masked where none of the scenes wins. */
function assemble(
  band: string,
  dtype: Dtype,
  { scenes, won, length }: Pick<Winners, 'scenes' | 'won'> & { readonly length: number },
): Pick<BandWindow, 'dtype' | 'data' | 'mask'> {
  const data = allocate(dtype, length);
  const mask = new Uint8Array(length);
  for (const { scene, windows } of scenes) {
    const pixels = won.get(scene)!;
    const from = windows.get(band)!;
    const alone = from.data.length === pixels.length;
    for (let k = 0; k < pixels.length; k++) {
      const pixel = pixels[k]!;
      const at = alone ? k : pixel;
      data[pixel] = from.data[at]!;
      mask[pixel] = from.mask[at]!;
    }
  }
  return { dtype, data, mask };
}
