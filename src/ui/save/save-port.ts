import type { DateShares } from '../../engine/shares.ts';
import type { Port } from '../port.ts';
import type { SavedFile } from '../save-file.ts';

export const pictureScales = [1, 2, 3, 4] as const;
/** Pixels of the picture along a CSS pixel of the map. */
export type PictureScale = (typeof pictureScales)[number];

export interface PictureCost {
  /** Pixels of the map; the strip below it comes to that. */
  readonly width: number;
  readonly height: number;
  /** What finer pixels take, roughly, less what was read already; 0: nothing; null: not known. */
  readonly bytes: number | null;
  /** True where it takes more graphics memory than is set: then a part may be missing, as the picture tells. */
  readonly tight: boolean;
}

/** What a shown mosaic takes of the view, date by date. */
export interface LayerShares {
  readonly layer: string;
  readonly name: string;
  readonly shares: DateShares;
  /** Of all that is in sight. */
  readonly km2: number;
  /** What is missing, as a sentence; null: nothing. */
  readonly missing: string | null;
}

/** All that the Save drawer sees of the program. Rejections are errors for `tell`, or aborts. */
export interface SavePort extends Port {
  costOf(scale: PictureScale): PictureCost;
  /** Why this device cannot make it, as a sentence; null: it can. */
  limitOf(scale: PictureScale): string | null;
  /**
   * The map as seen with what it shows below it, as a PNG. Draws the map anew in that many pixels, and leaves it as it was;
   * rejects when the map moves meanwhile.
   */
  picture(scale: PictureScale, signal: AbortSignal): Promise<SavedFile>;
  /** Of the shown layers in the view, as they are now. */
  readonly tiles: { readonly done: number; readonly wanted: number };
  /** Of the shown layers that tell dates, the topmost first. */
  shares(): readonly LayerShares[];
}
