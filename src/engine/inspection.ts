import type { LngLat, LngLatBounds } from '../grid/grid.ts';

/** What is inspected: the pixel that holds a place, or all pixels of a box. */
export type InspectedPlace =
  { readonly kind: 'point'; readonly at: LngLat } | { readonly kind: 'box'; readonly bounds: LngLatBounds };

/**
 * 'masked': read, and without a value here; 'not-read': nothing was asked of it here, or not all of it; 'failed': see
 * `sentence`.
 */
export type InspectedState = 'read' | 'masked' | 'not-read' | 'failed';

/** A number of a band: of a box the mean of its valid pixels. */
export interface InspectedValue {
  readonly value: number | null;
  /** Standard deviation (of the population) over a box; null for a point. */
  readonly spread: number | null;
}

/** One acquisition at the place. */
export interface InspectedScene {
  readonly id: string;
  /** Its `system:index`. */
  readonly index: string;
  /** ms since 1970 */
  readonly datetime: number;
  readonly state: InspectedState;
  /** Why it failed; else null. */
  readonly sentence: string | null;
  /** By band name, as stored; bands that were not read are absent. */
  readonly values: Readonly<Record<string, InspectedValue>>;
  /** By layer id: what ranks it there; null: does not compete; absent: not read, or no part of that layer. */
  readonly qualities: Readonly<Record<string, number | null>>;
  /** Sentinel-2's scene class; null: none, or not read. */
  readonly sceneClass: number | null;
  /** Percent. */
  readonly cloudCover: number | null;
  readonly relativeOrbit: number | null;
  /** Degrees off nadir. */
  readonly viewAngle: number | null;
  readonly sensor: string | null;
  readonly baseline: string | null;
  /** Share of a box's pixels that are valid, 0 … 1; of a point 0 or 1. */
  readonly valid: number;
  /** The surroundings in the stretch of the layer that lies on top; null: not read. */
  readonly chip: InspectedChip | null;
}

/** RGBA, straight alpha, row 0 on top; the inspected pixel lies in the middle. */
export interface InspectedChip {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** What one mosaic does here. Indices are those of `Inspection.scenes`. */
export interface InspectedMosaic {
  readonly layer: string;
  readonly name: string;
  /** Null: nobody wins, or the place is a box. */
  readonly winner: number | null;
  /** The best of the others; null: none competes. */
  readonly runnerUp: number | null;
  /** Others of the winner's quality: the tie rule decided (the last scene wins). */
  readonly ties: readonly number[];
  /** Winner's quality minus runner-up's; null without a runner-up. */
  readonly margin: number | null;
  /** True while scenes that could win are not read: then winner and runner-up are of those that are. */
  readonly provisional: boolean;
  /** Why the layer has nothing to tell, as a sentence; null where it has. */
  readonly error: string | null;
}

export interface InspectedBand {
  readonly name: string;
  /** physical = value · scale + offset, where the source declares it and it is the same in all scenes; else 1 and 0. */
  readonly scale: number;
  readonly offset: number;
}

export interface Inspection {
  readonly place: InspectedPlace;
  /** Ground metres of the pixel that is shown, and of the coarsest file's pixel behind it; null: not known. */
  readonly metres: number;
  readonly readFrom: number | null;
  /** Shown bands of the layers, in order of first use. */
  readonly bands: readonly InspectedBand[];
  readonly mosaics: readonly InspectedMosaic[];
  /** In collection order. */
  readonly scenes: readonly InspectedScene[];
  /** What reading the rest takes, roughly; null: all is read. */
  readonly rest: { readonly scenes: number; readonly bytes: number } | null;
}
