import type { LayerPort } from '../ui/viewer-port.ts';
import { counted } from '../ui/words.ts';

/** What of a shown layer is not in the picture, as a phrase; null: nothing is missing. */
export function missingOf({ state, progress, error }: LayerPort): string | null {
  const { failures, tilesDone, tilesWanted } = progress;
  const scenes = new Set(failures.map(({ scene }) => scene)).size;
  switch (state) {
    case 'done':
    case 'empty':
    case 'hidden':
      return null;
    case 'zoom-in':
      return 'not drawn, as it waits for a closer view; outlines of scenes stand for it';
    case 'error':
      return `not drawn whole: ${error ?? 'it failed'}`;
    case 'loading':
      return `incomplete: ${tilesDone} of ${counted(tilesWanted, 'tile')} are composed`;
    case 'incomplete':
      return scenes > 0
        ? `incomplete: ${counted(scenes, 'scene')} could not be read`
        : 'incomplete: a part of its list of scenes could not be had';
  }
}
