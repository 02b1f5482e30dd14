import type { Position } from '../errors.ts';
import type { LayerSpec } from '../engine/layer.ts';
import type { Node } from '../expression/nodes.ts';

/** What a script asked for. All of it is validated as data: a script hands over nothing else. */
export interface ScriptOutcome {
  /** In the order of `Map.addLayer`, with Earth Engine's defaults; `at` is where each was added. */
  readonly layers: readonly LayerSpec[];
  /** The last that `Map.setCenter`, `Map.setZoom` or `Map.centerObject` asked for; null: nothing. */
  readonly camera: Camera | null;
  /** Of `Map.setOptions`; null: not asked for. */
  readonly mapType: string | null;
  readonly printed: readonly Printed[];
}

/** Zooms are Earth Engine's: one more than MapLibre's. */
export type Camera =
  | { readonly kind: 'centre'; readonly lng: number; readonly lat: number; readonly zoom: number | null }
  /** Where the map is now, at another zoom. */
  | { readonly kind: 'zoom'; readonly zoom: number }
  | { readonly kind: 'object'; readonly node: Node; readonly zoom: number | null; readonly at?: Position };

/** What `print` was given, in order: text, or expressions whose values are still to be asked for. */
export interface Printed {
  readonly at?: Position;
  readonly parts: readonly ({ readonly text: string } | { readonly node: Node })[];
}

/** Runs scripts of Earth Engine's Code Editor. Whoever makes it disposes it. */
export interface ScriptRunner {
  /**
   * @throws BestpixelError 'script' with `position` for what the script does wrong or asks for in vain; 'network' where the
   *   interpreter cannot be fetched. Aborting ends it at once.
   */
  run(source: string, options?: { readonly signal?: AbortSignal }): Promise<ScriptOutcome>;
  dispose(): void;
}
