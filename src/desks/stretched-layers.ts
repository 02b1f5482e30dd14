import type { LayerSpec } from '../engine/layer.ts';
import { isAbort } from '../errors.ts';
import { openingLayers } from '../recipes/opening-layers.ts';
import { measureStretch } from '../recipes/stretch.ts';
import type { Sources } from '../sources.ts';
import type { ListedScenes } from './list-scenes.ts';

interface Asked extends Pick<ListedScenes, 'collection' | 'scenes'> {
  /** Where the pixels lie that are measured. */
  readonly centre: { readonly lng: number; readonly lat: number };
  readonly signal: AbortSignal;
}

/** The layers that scenes open with, stretched by some of their pixels where nobody knows how. Rejects when aborted. */
export async function stretchedLayers(
  reader: Sources['reader'],
  { collection, scenes, centre, signal }: Asked,
): Promise<readonly LayerSpec[]> {
  const { layers, unstretched } = openingLayers(collection, scenes);
  if (unstretched.length === 0) return layers;
  try {
    const stretch = await measureStretch(reader, { sources: unstretched, centre, signal });
    return openingLayers(collection, scenes, stretch).layers;
  } catch (error) {
    if (isAbort(error)) throw error;
    // The layer itself tells of files that cannot be read.
    return layers;
  }
}
