import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';

/** A layer's image resolved against its scenes: in each selection, what ranks the scenes and what the winner gives. */
export interface Recipe {
  /** Filtered, in order. */
  readonly list: SceneList;
  /** One, or for `mosaic()` one per band, since its bands may come from different scenes. Band names are distinct. */
  readonly selections: readonly Selection[];
}

/**
 * Per pixel, the last of the scenes with the highest unmasked quality, of those that have data there (`Scene.reference`);
 * its bands, each with its own mask.
 */
export interface Selection {
  readonly quality: PixelExpr;
  readonly bands: readonly PixelBand[];
}
