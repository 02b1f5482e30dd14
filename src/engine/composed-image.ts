import type { MadeSource } from '../compose/recipe.ts';
import type { Dtype } from '../dtype.ts';
import type { BandWindow } from '../raster/reader.ts';
import type { Scene } from '../scene/scene.ts';
import type { FailureLog } from './failures.ts';

/** Which acquisition each pixel of a Grid comes from. */
export interface Origin {
  /** Index into `scenes`; −1: none. */
  readonly scene: Int32Array;
  readonly scenes: readonly Scene[];
}

/** A band of an image that was composed, and what came up meanwhile. */
export interface ComposedBand {
  readonly window: BandWindow;
  /** Of the scenes inside. */
  readonly failures: FailureLog;
  /** Metres of the coarsest overview pixel by which scenes inside were ranked though it does not keep their order. */
  readonly rankedFrom: number | null;
}

/** Images that recipes take bands of, composed on one Grid: each once, whoever asks. */
export interface Images {
  band(source: MadeSource, signal?: AbortSignal): Promise<ComposedBand>;
  /** The type that `band` gives its values in; composes nothing. */
  typeOf(source: MadeSource, signal?: AbortSignal): Promise<Dtype>;
  /** Null where the pixels are of no single acquisition, as those of a median. */
  originOf(source: MadeSource, signal?: AbortSignal): Promise<Origin | null>;
}
