import { bytesOfChunk, elsewhere, StackChunk, type StackSpec } from '../compose/stack.ts';
import type { Leaves } from '../compose/steps.ts';
import { allocate, type Dtype, type PixelArray } from '../dtype.ts';
import type { Grid } from '../grid/grid.ts';
import type { BandWindow } from '../raster/reader.ts';
import type { ComposeContext } from './context.ts';
import type { ReadScene } from './scene-windows.ts';

/** Pixels of a grid by the scene that wins there, in ascending order. */
export type WonPixels = ReadonlyMap<number, Uint32Array<ArrayBuffer>>;

/** Of these scenes; one that wins nowhere has none. */
export function wonPixels(winner: Int32Array, scenes: readonly number[]): WonPixels {
  const counts = countByScene(winner, Math.max(-1, ...scenes) + 1);
  const pixels = new Map(scenes.map((scene) => [scene, new Uint32Array(counts[scene]!)]));
  sortByScene(
    winner,
    Array.from(counts, (_, scene) => pixels.get(scene) ?? none),
  );
  return pixels;
}

const none = new Uint32Array(0);

// Loops over pixels are functions of their own, over nothing but numbers: V8 compiles each once, and for good.

/** How many pixels each of so many scenes wins; scenes beyond them are left out. */
export function countByScene(winner: Int32Array, scenes: number): Uint32Array {
  const counts = new Uint32Array(scenes);
  for (let pixel = 0; pixel < winner.length; pixel++) {
    const scene = winner[pixel]!;
    if (scene >= 0 && scene < scenes) counts[scene]!++;
  }
  return counts;
}

/** Winners, −1 where the pixel is gathered from its winner already. */
export function without(winner: Int32Array, from: Int32Array): Int32Array {
  const missing = new Int32Array(winner.length);
  for (let pixel = 0; pixel < missing.length; pixel++) {
    missing[pixel] = from[pixel] === winner[pixel] ? -1 : winner[pixel]!;
  }
  return missing;
}

/** Where the winner is one of those gathered now, the pixel is from it. */
export function noteGathered(winner: Int32Array, isGathered: Uint8Array, from: Int32Array): void {
  for (let pixel = 0; pixel < from.length; pixel++) {
    const scene = winner[pixel]!;
    if (scene >= 0 && isGathered[scene] === 1) from[pixel] = scene;
  }
}

/** What goes beyond an array's end, which it does where a scene was not asked for, is dropped. */
function sortByScene(winner: Int32Array, pixels: readonly Uint32Array[]): void {
  const next = new Uint32Array(pixels.length);
  for (let pixel = 0; pixel < winner.length; pixel++) {
    const scene = winner[pixel]!;
    if (scene >= 0 && scene < pixels.length) pixels[scene]![next[scene]!++] = pixel;
  }
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
    if (from.data.length === pixels.length) {
      spread(from.data, pixels, data);
      spread(from.mask, pixels, mask);
    } else {
      copyAt(from.data, pixels, data);
      copyAt(from.mask, pixels, mask);
    }
  }
  return { dtype, data, mask };
}

/** Value k goes to pixel k of those. */
function spread(from: PixelArray, pixels: Uint32Array, to: PixelArray): void {
  for (let k = 0; k < pixels.length; k++) to[pixels[k]!] = from[k]!;
}

function copyAt(from: PixelArray, pixels: Uint32Array, to: PixelArray): void {
  for (let k = 0; k < pixels.length; k++) to[pixels[k]!] = from[pixels[k]!]!;
}
