import type { Recipe } from '../compose/recipe.ts';
import type { LngLat } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';
import type { InspectedPlace, Inspection } from './inspection.ts';
import type { Layer } from './layer.ts';

export interface InspectRequest {
  /** In call order. */
  readonly layers: readonly Layer[];
  readonly place: InspectedPlace;
  /** False: only what is read already. */
  readonly rest: boolean;
  readonly signal?: AbortSignal;
  /** What is known so far, as more comes. */
  readonly onPart?: (
    part: Inspection,
    progress: { readonly scenesDone: number; readonly scenesWanted: number },
  ) => void;
}

/** A layer whose scenes are known, and what is shown of it. */
export interface Subject {
  readonly layer: Layer;
  readonly recipe: Recipe;
  readonly shown: readonly string[];
}

/** Bands of a scene's files that layers take at a place. */
export interface Wanted {
  readonly scene: Scene;
  readonly bands: ReadonlySet<string>;
  /** Where ground metres of its collection are measured. */
  readonly centre: LngLat;
}
