import { narrowBands } from '../../compose/resolve.ts';
import { leafBands } from '../../compose/glsl.ts';
import { leafScenes } from '../../compose/leaf-scenes.ts';
import type { Recipe } from '../../compose/recipe.ts';
import type { BandBook } from '../../engine/band-book.ts';
import { BestpixelError, isAbort } from '../../errors.ts';
import { smallestStep } from '../../grid/affine.ts';
import { crsFromCode, ready } from '../../grid/crs.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import { outlineIntersects } from '../../grid/outline.ts';
import type { BandSource, Scene } from '../../scene/scene.ts';
import type { Frame } from './grid-over.ts';

/** The pixels that most scenes of an area have. */
export interface NativeFrame extends Frame {
  /** The share of the scenes that lie in its CRS, 0 … 1. */
  readonly share: number;
}

/** Scenes that are asked at most; from all parts of the list. */
const mostAsked = 24;

interface Asked {
  readonly book: Pick<BandBook, 'describe' | 'known'>;
  readonly bounds: LngLatBounds;
  /** Output bands. */
  readonly bands: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * The finest pixels of the bands in the CRS in which most scenes lie, told by the catalog or else by files' headers.
 * Rejects with 'no-georeference' where no scene can tell.
 */
export async function nativeFrame(recipe: Recipe, asked: Asked): Promise<NativeFrame> {
  const { bounds, signal } = asked;
  const scenes = spread(
    leafScenes(recipe).filter(({ footprint }) => !footprint || outlineIntersects(footprint, bounds)),
  );
  const found = await Promise.all(scenes.map((scene) => frameOfScene(scene, recipe, asked)));
  signal?.throwIfAborted();
  const frames = found.filter((frame) => frame !== null);
  const counts = new Map<string, number>();
  for (const { crs } of frames) counts.set(crs.name, (counts.get(crs.name) ?? 0) + 1);
  const [name, count] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
  const own = frames.filter(({ crs }) => crs.name === name);
  const finest = own.reduce<Frame | null>(
    (best, each) => (best && step(best) <= step(each) ? best : each),
    null,
  );
  if (finest) return { ...finest, share: count / frames.length };
  throw new BestpixelError('no-georeference', 'no scene here tells its pixels', {
    remedy: 'Choose a CRS and a pixel size.',
  });
}

const step = ({ affine }: Frame): number => smallestStep(affine);

function spread(scenes: readonly Scene[]): readonly Scene[] {
  if (scenes.length <= mostAsked) return scenes;
  return Array.from({ length: mostAsked }, (_, k) => scenes[Math.floor((k * scenes.length) / mostAsked)]!);
}

/** The finest of its bands; null: it has none of them, or they cannot be read. */
async function frameOfScene(
  scene: Scene,
  recipe: Recipe,
  { book, bands, signal }: Asked,
): Promise<Frame | null> {
  const { selections } = narrowBands(recipe, bands);
  const names = leafBands(selections.flatMap((selection) => selection.bands.map(({ expr }) => expr)));
  const own = names.filter((name) => scene.bands.has(name));
  const sources = (own.length > 0 ? own : [...scene.bands.keys()]).map((name) => scene.bands.get(name)!);
  const frames = await Promise.all(sources.map((source) => frameOfSource(source, book, signal)));
  return frames.reduce<Frame | null>(
    (best, each) => (!each || (best && step(best) <= step(each)) ? best : each),
    null,
  );
}

async function frameOfSource(
  source: BandSource,
  book: Asked['book'],
  signal?: AbortSignal,
): Promise<Frame | null> {
  try {
    if (!book.known(source) && source.extent && source.crs !== undefined) {
      const crs = await crsFromCode(source.crs);
      await ready(crs);
      return { crs, affine: source.extent.affine };
    }
    const { crs, affine } = await book.describe(source, signal);
    return { crs, affine };
  } catch (error) {
    if (isAbort(error)) throw error;
    // Composing tells of files that cannot be read.
    return null;
  }
}
