import { bytesOfChunk, elsewhere, StackChunk, type StackSpec } from '../compose/stack.ts';
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
  // Arrays by scene, and plain loops: over all pixels, maps and iterators take ten times as long.
  const counts = new Uint32Array(scenes.reduce((most, scene) => Math.max(most, scene + 1), 0));
  for (let pixel = 0; pixel < winner.length; pixel++) {
    const scene = winner[pixel]!;
    if (scene >= 0 && scene < counts.length) counts[scene]!++;
  }
  const pixels = new Map(scenes.map((scene) => [scene, new Uint32Array(counts[scene]!)]));
  const own = Array.from(counts, (_, scene) => pixels.get(scene));
  counts.fill(0);
  for (let pixel = 0; pixel < winner.length; pixel++) {
    const scene = winner[pixel]!;
    const mine = scene >= 0 && scene < own.length ? own[scene] : undefined;
    if (mine) mine[counts[scene]!++] = pixel;
  }
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

/** A band of which each pixel is the winner's. */
function assemble(
  band: string,
  dtype: Dtype,
  { scenes, won, length }: Pick<Winners, 'scenes' | 'won'> & { readonly length: number },
): Pick<BandWindow, 'dtype' | 'data' | 'mask'> {
  const data = allocate(dtype, length);
  const mask = new Uint8Array(length).fill(elsewhere);
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
