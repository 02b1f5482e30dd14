import type { LayerState } from '../engine/layer-status.ts';
import type { CollectionSummary } from '../engine/summary.ts';

export type { LayerState } from '../engine/layer-status.ts';
export type { CollectionSummary as CollectionInfo } from '../engine/summary.ts';

/** One band of one scene that could not be read. */
export interface SceneFailure {
  readonly scene: string;
  readonly band: string;
  /** What, where, and what to do. Text, never markup. */
  readonly sentence: string;
}

export interface LayerProgress {
  readonly scenesDone: number;
  readonly scenesWanted: number;
  readonly tilesDone: number;
  readonly tilesWanted: number;
  readonly failures: readonly SceneFailure[];
}

export interface LayerPort {
  readonly id: string;
  readonly name: string;
  shown: boolean;
  /** 0 … 1. */
  opacity: number;
  readonly state: LayerState;
  readonly progress: LayerProgress;
  /** What a reader of the picture must know, as "ranked from overviews (160 m)". */
  readonly note: string | null;
  /** The sentence of state `error`. */
  readonly error: string | null;
}

export interface ViewerStats {
  readonly requests: number;
  readonly bytes: number;
  readonly gpuBytes: number;
  readonly scenes: number;
  readonly datesUsed?: number;
}

/** All that the panels see of the viewer. */
export interface ViewerPort {
  /** In call order: the last lies on top. */
  readonly layers: readonly LayerPort[];
  readonly collections: readonly CollectionSummary[];
  /** Returns its unsubscribe. `change`: all values here may differ, the view included. `error`: the detail is it. */
  on(event: 'change' | 'error', listener: (detail?: unknown) => void): () => void;
  /** Reads again whatever failed, in all layers. */
  retry(): void;
  zoomToData(): void;
  /** The part of the view that data covers, 0 … 1. */
  dataShareOfView(): number;
  projection: 'globe' | 'mercator';
  /** The panels set it; the basemap follows. */
  theme: 'light' | 'dark';
  /** Bytes of graphics memory that the layers may use. */
  gpuBudget: number;
  stats(): ViewerStats;
  readonly status: {
    readonly loading: boolean;
    readonly seconds: number | null;
    /** The graphics were lost, and the picture is being made again. */
    readonly restoring: boolean;
  };
}
