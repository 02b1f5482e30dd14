import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLatBounds } from '../../grid/grid.ts';

/** What of the world is saved. */
export type AreaChoice =
  | { readonly kind: 'view' }
  /** A box that was drawn, or the outline in a file: pixels outside an outline are masked. */
  | { readonly kind: 'box' | 'outline'; readonly outline: Polygon | MultiPolygon };

export interface GeotiffDraft {
  /** A layer's id. */
  readonly layer: string;
  readonly area: AreaChoice;
  /** Null: the pixels that most scenes have. `size` in units of the CRS. */
  readonly pixels: { readonly crs: string; readonly size: number } | null;
  readonly bands: readonly string[];
  /** As 32-bit floats in their physical unit. */
  readonly scaled: boolean;
  /** With bands that tell the winner. */
  readonly scene: boolean;
  readonly date: boolean;
}

/** Bands of a layer: all that can be saved, those it shows, and those that have another physical unit. */
export interface LayerBands {
  readonly all: readonly string[];
  readonly shown: readonly string[];
  readonly scalable: readonly string[];
}

/** What saving will make and take. */
export interface GeotiffOutlook {
  readonly width: number;
  readonly height: number;
  readonly crs: string;
  /** Of a pixel, in units of the CRS. */
  readonly pixel: { readonly width: number; readonly height: number; readonly unit: 'm' | '°' | 'units' };
  /** The share of scenes that lie in that CRS; null: it was chosen. */
  readonly nativeShare: number | null;
  /** Null: nobody can tell. */
  readonly bytesToRead: number | null;
  /** At most. */
  readonly fileBytes: number;
}

export interface GeotiffReport {
  /** The file's name. */
  readonly name: string;
  readonly bytes: number;
  readonly type: string;
  readonly nodata: number;
  readonly scenesUsed: number;
  /** Sentences on scenes that could not be read: the file is of the others. */
  readonly failures: readonly { readonly scene: string; readonly sentence: string }[];
}

export interface SavingOptions {
  readonly signal: AbortSignal;
  /** Of `wanted` squares so many are composed. */
  readonly onProgress: (done: number, wanted: number) => void;
}

interface SavableLayer {
  readonly id: string;
  readonly name: string;
  readonly shown: boolean;
  /** Another number once it is of another image. */
  readonly image: number;
}

/** All that the GeoTIFF part of the Save panel sees of the program. */
export interface GeotiffPort {
  /** The topmost first. */
  readonly layers: readonly SavableLayer[];
  /** Returns its unsubscribe; `change`: layers or view may differ. */
  on(event: 'change', listener: () => void): () => void;
  bandsOf(layer: string, area: AreaChoice, signal: AbortSignal): Promise<LayerBands>;
  /** Rejects with what keeps it from being saved so. */
  outlook(draft: GeotiffDraft, signal: AbortSignal): Promise<GeotiffOutlook>;
  /** True where files can be written straight into a folder. */
  readonly hasFolders: boolean;
  /** Bytes that a file may have; null: as many as the disk takes. */
  limit(): Promise<number | null>;
  /**
   * Saves file and sidecar: into a folder that the person is asked for, or as downloads. Rejects with 'AbortError' where
   * that is given up.
   */
  save(draft: GeotiffDraft, where: 'folder' | 'downloads', options: SavingOptions): Promise<GeotiffReport>;
  viewBounds(): LngLatBounds;
  /** A box that the person draws on the map. */
  pickBox(signal: AbortSignal): Promise<Polygon | MultiPolygon>;
}
