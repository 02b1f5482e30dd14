import type { SceneFailure } from './engine/failures.ts';
import type { LayerSpec } from './engine/layer.ts';
import type { PixelSample } from './engine/sample.ts';
import type { PixelGrid } from './grid/pixel-grid.ts';
import type { Theme } from './map/basemap.ts';
import type { BaseMapOptions } from './map/base-map.ts';
import type { Projection } from './map/projection.ts';
import type { Rewrite } from './net/addresses.ts';
import type { Printed } from './script/script.ts';

export interface ViewerOptions {
  /** Shown at once; `setLayers` replaces them. */
  readonly layers?: readonly LayerSpec[];
  /** An ItemCollection that stands in for COPERNICUS/S2_SR_HARMONIZED. */
  readonly demo?: { readonly url: string };
  /** Root of a STAC API that serves Earth Engine ids in place of the demo and of each dataset's own. */
  readonly catalog?: string;
  /** Addresses that are read elsewhere: proxies and mirrors. */
  readonly rewrites?: readonly Rewrite[];
  /** Fits the map to the layers' data once they are known. */
  readonly fit?: boolean;
  readonly projection?: Projection;
  readonly theme?: Theme;
  /** Further options of the MapLibre map, such as `center`, `zoom` and `hash`. */
  readonly map?: BaseMapOptions['map'];
  /** Bytes of GPU memory; 512 MiB unless set. */
  readonly gpuBudget?: number;
  /** Bytes of the readers' caches; 384 MiB unless set. */
  readonly readerBudget?: number;
  /** Workers that read and decode; as many as there are cores, four at most, unless set. */
  readonly workers?: number;
  /** Scenes in one texture array, 1 to 256; more fold in passes. */
  readonly layersPerArray?: number;
  /** Bytes uploaded to the GPU in one frame at most. */
  readonly uploadBytesPerFrame?: number;
}

export interface RunResult {
  /** What the script printed, in order: text, or expressions whose values are not asked for yet. */
  readonly printed: readonly Printed[];
}

export interface IdleResult {
  /** True when every shown layer has all its pixels: no scene or part of its list failed, none waits for the user to zoom in. */
  readonly complete: boolean;
  readonly failures: readonly SceneFailure[];
}

export interface ComputePixelsRequest {
  /** A layer's id or name. */
  readonly layer: string;
  readonly grid: PixelGrid;
  /** Output bands; those of the layer's visualisation, else all, unless given. */
  readonly bands?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface SampleRequest {
  readonly lng: number;
  readonly lat: number;
  /** Ground metres of the pixel; the view's pixel unless given. */
  readonly scale?: number;
  readonly signal?: AbortSignal;
}

export interface SampledLayer extends PixelSample {
  readonly id: string;
  readonly name: string;
  /** Why the layer has no values to give, as a sentence; null where it has. */
  readonly error: string | null;
}
