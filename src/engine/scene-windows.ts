import { isAbort } from '../errors.ts';
import { groundPixelSize } from '../grid/ground.ts';
import type { Grid } from '../grid/grid.ts';
import { StackChunk, bytesOfChunk } from '../compose/stack.ts';
import type { Leaves } from '../compose/steps.ts';
import type { BandWindow } from '../raster/reader.ts';
import type { Scene } from '../scene/scene.ts';
import { bandOf } from './band-book.ts';
import type { ComposeContext, ReadSubject } from './context.ts';
import type { FailureLog } from './failures.ts';
import { masked, readMade } from './made-windows.ts';

/** The bands of one scene on a grid, or null where one of them failed. */
export interface SceneWindows {
  readonly scene: number;
  readonly windows: ReadonlyMap<string, BandWindow> | null;
}

/** Windows by scene and band. */
export type WindowsByScene = ReadonlyMap<number, ReadonlyMap<string, BandWindow>>;

export type ReadScene = SceneWindows & { readonly windows: NonNullable<SceneWindows['windows']> };

export function wasRead(scene: SceneWindows): scene is ReadScene {
  return scene.windows !== null;
}

/** False where a band has no pixel in the window without which the scene cannot win. */
export function hasPixels({ windows }: ReadScene, needed: ReadonlySet<string>): boolean {
  return [...needed].every((band) => windows.get(band)!.valid > 0);
}

export type Readers = Pick<ComposeContext, 'reader' | 'book'>;

export interface WindowsRequest extends ReadSubject {
  readonly grid: Grid;
  readonly bands: readonly string[];
  readonly scenes: readonly number[];
  /** What is here already: it is not read again. */
  readonly here?: WindowsByScene;
  /** The pixels of the grid that are wanted of each scene; all unless given. What is made comes whole all the same. */
  readonly pixelsOf?: (scene: number) => Uint32Array<ArrayBuffer>;
  readonly failures: FailureLog;
  readonly signal?: AbortSignal;
  /** Called with the coarsest pixel, in metres, that ranked scenes by overviews which do not keep the values' order. */
  readonly onApproximate?: (metres: number) => void;
}

/** Reads bands of scenes. A scene of which a band fails goes to `failures`; only an abort rejects. */
export function readScenes(context: Readers, request: WindowsRequest): Promise<SceneWindows[]> {
  return Promise.all(request.scenes.map((scene) => readScene(context, request, scene)));
}

async function readScene(context: Readers, request: WindowsRequest, index: number): Promise<SceneWindows> {
  const scene = request.recipe.list.scenes[index]!;
  const read = await Promise.all(
    request.bands.map(async (band) => {
      const here = request.here?.get(index)?.get(band);
      if (here) return [band, here] as const;
      try {
        const made = request.recipe.made?.get(band);
        // Scenes inside an image are told by themselves: what else fails concerns all scenes.
        if (made) return [band, await readMade(made, index, request).catch(asWhole)] as const;
        if (scene.lacking?.has(band)) return [band, masked(request.grid, 'uint8')] as const;
        return [band, await readBand(context, request, { scene, index, band })] as const;
      } catch (error) {
        if (error instanceof Whole) throw error.cause;
        if (isAbort(error)) throw error;
        request.failures.add(scene, band, error);
        return null;
      }
    }),
  );
  const whole = read.every((entry) => entry !== null);
  return { scene: index, windows: whole ? new Map(read) : null };
}

/** A failure that is no single scene's. */
class Whole extends Error {}

function asWhole(cause: unknown): never {
  throw new Whole('composing an image failed', { cause });
}

async function readBand(
  { reader, book }: Readers,
  request: WindowsRequest,
  { scene, index, band }: { readonly scene: Scene; readonly index: number; readonly band: string },
): Promise<BandWindow> {
  const source = bandOf(scene, band);
  const { grid, centre, pixelsOf, signal, onApproximate } = request;
  const pixels = pixelsOf?.(index);
  const window = await reader
    .read({ source, grid, centre, ...(pixels && { pixels }) }, signal)
    .catch((error: unknown) => {
      book.suspect(source, error);
      throw error;
    });
  if (onApproximate && !source.overviewsRank && window.level.index > 0) {
    const { crs } = await book.describe(source, signal);
    onApproximate(Math.max(...groundPixelSize(crs, window.level.affine, centre)));
  }
  return window;
}

/** Uploads windows as a stack, a step per scene, so that no frame uploads more than its share. Null: no scene. */
export async function uploadStack(
  { gpu, queue, makeRoom }: ComposeContext,
  request: {
    readonly leaves: Leaves;
    readonly scenes: readonly ReadScene[];
    readonly grid: Grid;
    readonly signal?: AbortSignal;
  },
): Promise<StackChunk | null> {
  const { leaves, scenes, grid, signal } = request;
  if (scenes.length === 0) return null;
  const { width, height } = grid;
  const spec = { leaves, scenes: scenes.map(({ scene }) => scene), width, height };
  const bytes = bytesOfChunk(spec);
  const share = Math.ceil(bytes / scenes.length);
  const make = (): StackChunk => {
    makeRoom(bytes);
    return new StackChunk(gpu, spec);
  };
  const chunk = await queue.run(0, make, signal);
  try {
    await Promise.all(
      scenes.map(({ windows }, layer) =>
        queue.run(
          share,
          () => {
            for (const band of leaves.keys()) chunk.upload({ layer, band, window: windows.get(band)! });
          },
          signal,
        ),
      ),
    );
  } catch (error) {
    chunk.dispose();
    throw error;
  }
  return chunk;
}
