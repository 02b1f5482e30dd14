import type { Reader } from '../raster/reader.ts';
import type { LoadScenes } from './listing.ts';

export interface EngineOptions {
  readonly reader: Reader;
  readonly load: LoadScenes;
  /** There is something new to draw or to tell, and perhaps to begin: `look` again. */
  readonly onChange: () => void;
  /** GPU work waits: `pump`. */
  readonly onWork: () => void;
  readonly onError: (error: unknown) => void;
  /** Bytes of GPU memory. */
  readonly gpuBudget?: number;
  /** Scenes in one texture array; more fold in passes. */
  readonly layersPerArray?: number;
  /** Bytes uploaded in one frame at most, a single scene's window excepted. */
  readonly uploadBytesPerFrame?: number;
  /** Scenes that one tile composes at most; beyond it footprints are drawn. */
  readonly sceneBudget?: number;
}
