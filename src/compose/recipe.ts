import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';
import type { Place } from './places.ts';

/** A layer's image resolved against its scenes: in each selection, what ranks the scenes and what the winner gives. */
export interface Recipe {
  /** Filtered, in order. Scenes without a band of their own stand for computed images (see `made`). */
  readonly list: SceneList;
  /** One, or for `mosaic()` one per band, since its bands may come from different scenes. Band names are distinct. */
  readonly selections: readonly Selection[];
  /** Bands that expressions read and no file holds, by names that begin with '~'. */
  readonly made?: MadeBands;
}

/**
 * Per pixel, the last of the scenes with the highest unmasked quality, of those that have data there (`Scene.reference`);
 * its bands, each with its own mask.
 */
export interface Selection {
  readonly quality: PixelExpr;
  readonly bands: readonly PixelBand[];
  /** What people are told as the quality, where `quality` only keeps its order. */
  readonly score?: PixelExpr;
}

export type MadeBands = ReadonlyMap<string, MadeBand>;

/** Where a made band's pixels come from. Arrays go with the scenes of the recipe's list, by index. */
export type MadeBand =
  /** One number for each scene, float64; null: masked. Held as int32 where all are whole and fit, else as float32. */
  | { readonly kind: 'value'; readonly values: readonly (number | null)[] }
  /** A band of an image that is composed on the same Grid; null: masked. One image may stand for many scenes. */
  | { readonly kind: 'image'; readonly sources: readonly (MadeSource | null)[] }
  /** 1 where a pixel's centre lies in the place, else masked. */
  | { readonly kind: 'inside'; readonly place: Place };

export interface MadeSource {
  readonly image: MadeImage;
  /** The name of one of its bands. */
  readonly band: string;
}

/** What is composed once for a Grid however many bands take part of it: identity counts. */
export type MadeImage =
  | { readonly kind: 'mosaic'; readonly recipe: Recipe }
  | { readonly kind: 'reduction'; readonly reduction: Reduction };

type ReducerName =
  'min' | 'max' | 'mean' | 'median' | 'sum' | 'product' | 'count' | 'mode' | 'stdDev' | 'variance';

/**
 * None of Earth Engine's. 'scenes': how many acquisitions have a value; 'margin': how far the highest value is above the
 * highest of other acquisitions, masked where there is no other.
 */
export type ContestReducer = 'scenes' | 'margin';

/** Per pixel and band, one number of all unmasked values over the scenes; masked where there is none. */
export interface Reduction {
  readonly list: SceneList;
  readonly made?: MadeBands;
  /** 0 … 100 with 'percentile'. */
  readonly reducer: ReducerName | ContestReducer | { readonly percentile: number };
  readonly bands: readonly PixelBand[];
}
