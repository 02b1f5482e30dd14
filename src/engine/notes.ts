import { leafBands } from '../compose/glsl.ts';
import { askedImages, evaluationOf, evaluationOfImage } from './asked-images.ts';
import type { BandBook } from './band-book.ts';
import type { Layer } from './layer.ts';
import { isPartial, type LayerStatus } from './layer-status.ts';

/** What a reader of a layer's pixels must know, as sentences without a stop. */
export function notesOf(
  layer: Layer,
  { status, book }: { readonly status: LayerStatus; readonly book: BandBook },
): string[] {
  if (layer.listing === 'too-wide') return ['zoom in to search here'];
  const recipe = layer.prepared?.recipe;
  if (!recipe) return [];
  const images = [...askedImages(recipe)].map(([image, bands]) => evaluationOfImage(image, bands));
  const ofFiles = [evaluationOf(recipe), ...images].flatMap(({ list, qualities, bands }) =>
    book.notesOn(list.scenes, leafBands([...qualities, ...bands])),
  );
  const { rankedFrom } = status;
  const ranked = rankedFrom === null ? [] : [`ranked from overviews (${Math.round(rankedFrom)} m)`];
  const lacking = isPartial(layer) ? ['scenes are missing: a part of their list could not be had'] : [];
  return [...lacking, ...ranked, ...new Set(ofFiles)];
}
