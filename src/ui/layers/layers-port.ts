import type { Aspect } from '../../engine/aspect.ts';
import type { DateShares, ViewValues, WinnerAt } from '../../engine/shares.ts';
import type { VisParams } from '../../compose/vis-params.ts';
import type { LayerPort } from '../viewer-port.ts';
import type { Port } from '../port.ts';

/** How a layer is drawn now, with nothing left open. */
export interface LayerLook {
  /** One to three. */
  readonly bands: readonly string[];
  /** For each of these. */
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly gamma: readonly number[];
  /** CSS colours; empty: grey, or colour by three bands. */
  readonly palette: readonly string[];
}

/** A layer as the layers panel arranges it. */
export interface ArrangedLayer extends LayerPort {
  readonly aspect: Aspect;
  /** Earth Engine's; setting a stretch, gamma or palette reads and selects nothing. */
  visParams: VisParams;
  /** All bands that it could show; empty while unknown. */
  readonly bands: readonly string[];
  /** Null while it is not prepared. */
  readonly look: LayerLook | null;
}

export interface UnderPointer {
  /** Of the topmost shown layer that has one. */
  readonly winner: (WinnerAt & { readonly layer: string }) | null;
  /** Of the topmost shown layer of margins or numbers of scenes, where it lies above the winner's. */
  readonly value: {
    readonly aspect: 'margin' | 'scenes';
    readonly value: number;
    readonly layer: string;
  } | null;
  /** The winner is of what was composed before: what the layer is now is not there yet. */
  readonly pending: boolean;
}

/** All that the layers panel, its dialogs and the legend see of the program. */
export interface LayersPort extends Port {
  /** In call order: the last lies on top. */
  readonly layers: readonly ArrangedLayer[];
  /** Puts a layer to a place in that order. */
  move(id: string, to: number): void;
  /** Takes it away; what is returned puts it back, as it was and where it was. */
  remove(id: string): () => void;
  /** Puts a copy above it. */
  duplicate(id: string): void;
  rename(id: string, name: string): void;
  /** Values in the view of each band that the layer shows, without reading or selecting; null: nothing is drawn yet. */
  values(id: string, signal: AbortSignal): Promise<readonly ViewValues[] | null>;
  /** Whether an aspect of it can be shown: what that reads; or why it cannot, as a sentence. */
  costOf(id: string, aspect: Aspect): { readonly bytes: number; readonly scenes: number } | string;
  /** Adds a layer above it that shows that aspect; gives its id. Is there one already, that is shown. */
  addAspect(id: string, aspect: Exclude<Aspect, 'pixels'>): string;
  /** Of a layer of any aspect: winners in the view; null: nothing is composed, or none tells. */
  sharesOf(id: string): DateShares | null;
  /** For 'margin' layers: the share of the view's contested area that the tie rule decided, 0 … 1; null: not known. */
  tiedShareOf(id: string): number | null;
  /** True while a part of it in the view still shows what was composed before, by another rule or of other scenes. */
  pendingOf(id: string): boolean;
  /** What layers tell of the pixel under the pointer; null: nothing, or no pointer over the map. */
  readonly under: UnderPointer | null;
}
