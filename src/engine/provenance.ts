import type { Recipe } from '../compose/recipe.ts';
import { tell } from '../errors.ts';
import type { LngLat, LngLatBounds, TileId } from '../grid/grid.ts';
import type { Aspect } from './aspect.ts';
import { valueAt, winnerAt } from './at-place.ts';
import { costOf, type AspectCost } from './aspect-cost.ts';
import type { GpuSession } from './gpu-session.ts';
import type { Layer } from './layer.ts';
import type { LayerStatus } from './layer-status.ts';
import type { DateShares, ViewValues, WinnerAt } from './shares.ts';
import { pendingTiles } from './pending-tiles.ts';
import { isOfSession } from './session-errors.ts';
import { sharesOf } from './shares-of.ts';
import { TiedShares } from './tied-shares.ts';
import type { ViewLimits } from './tile-keeper.ts';
import { valuesInView } from './view-values.ts';
import type { View } from './view.ts';

interface ProvenanceOptions {
  readonly engine: {
    readonly view: View;
    readonly session: GpuSession | null;
    status(layer: Layer): LayerStatus;
  };
  /** What a layer's image composes, whatever aspect of it is shown; null while scenes are listed. */
  readonly imageOf: (layer: Layer) => Recipe | null;
  readonly limits: ViewLimits;
  readonly layersPerArray?: number;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** Tells of layers' pixels in the view where they come from, by what is composed: reads no file and selects nothing. */
export class Provenance {
  readonly #options: ProvenanceOptions;
  readonly #tied: TiedShares;

  constructor(options: ProvenanceOptions) {
    this.#options = options;
    this.#tied = new TiedShares(options);
  }

  /**
   * How much of what is in sight each date takes: the same object as long as nothing changes. Null: nothing is composed, or
   * no winner tells.
   */
  sharesOf(layer: Layer, bounds: LngLatBounds): DateShares | null {
    const { view } = this.#options.engine;
    return view.tiles.length > 0 ? sharesOf(layer, view, bounds) : null;
  }

  /** Tiles in the view that show what the layer was before, until they show what it is now. */
  pendingOf(layer: Layer): readonly TileId[] {
    return pendingTiles(layer, this.#options.engine.view);
  }

  /** The winner of a layer's pixel at a place in the view; null: none, or nothing is composed there. */
  winnerAt(layer: Layer, at: LngLat): WinnerAt | null {
    return winnerAt(layer, this.#options.engine.view, at);
  }

  /** The value of the first shown band at a place in the view, as drawn; null as for `winnerAt`. Rejects when aborted. */
  async valueAt(layer: Layer, at: LngLat, signal: AbortSignal): Promise<number | null> {
    const { session, view } = this.#options.engine;
    try {
      return session ? await valueAt(session.context, { layer, view, at, signal }) : null;
    } catch (error) {
      if (isOfSession(error)) return null;
      throw error;
    }
  }

  /** Values of the shown bands in sight, as they are drawn; null: nothing is. Rejects when aborted, or as the GPU fails. */
  async valuesIn(layer: Layer, bounds: LngLatBounds, signal: AbortSignal): Promise<ViewValues[] | null> {
    const { session, view } = this.#options.engine;
    return session ? valuesInView(session.context, { layer, view, bounds, signal }) : null;
  }

  /** Of a layer of margins the share of the contested area in sight that the tie rule decides; null: not known yet. */
  tiedShareOf(layer: Layer, bounds: LngLatBounds): number | null {
    const { session, view } = this.#options.engine;
    return session ? this.#tied.of(layer, { view, bounds, context: session.context }) : null;
  }

  /** What showing an aspect of a layer's image takes in the view, roughly; or why it cannot be shown, as a sentence. */
  costOf(layer: Layer, aspect: Aspect): AspectCost | string {
    const { engine, imageOf, limits, layersPerArray = 16 } = this.#options;
    try {
      const image = imageOf(layer);
      if (!image) return 'Its scenes are still being listed.';
      const isDone = layer.aspect === 'pixels' && engine.status(layer).state === 'done';
      return costOf(image, aspect, { isDone, view: engine.view, layersPerArray, limits });
    } catch (error) {
      return tell(error);
    }
  }
}
