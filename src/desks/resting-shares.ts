import type { Layer } from '../engine/layer.ts';
import type { Provenance } from '../engine/provenance.ts';
import type { DateShares } from '../engine/shares.ts';
import type { LngLatBounds } from '../grid/grid.ts';

interface Watched {
  readonly engine: { readonly provenance: Pick<Provenance, 'sharesOf' | 'tiedShareOf'> };
  readonly view: {
    readonly bounds: LngLatBounds;
    readonly map: {
      isMoving(): boolean;
      on(event: 'idle', listener: () => void): unknown;
      off(event: 'idle', listener: () => void): unknown;
    };
  };
}

/** What layers take of what is in sight, counted while the view rests: while it moves, it is told as it was counted last. */
export class RestingShares {
  readonly #stage: Watched;
  readonly #dates = new WeakMap<Layer, DateShares | null>();
  readonly #ties = new WeakMap<Layer, number | null>();
  /** How often something was told that was counted elsewhere. */
  #owed = 0;

  constructor(stage: Watched) {
    this.#stage = stage;
  }

  datesOf(layer: Layer): DateShares | null {
    const { engine, view } = this.#stage;
    return this.#counted(this.#dates, layer, () => engine.provenance.sharesOf(layer, view.bounds));
  }

  tiesOf(layer: Layer): number | null {
    const { engine, view } = this.#stage;
    return this.#counted(this.#ties, layer, () => engine.provenance.tiedShareOf(layer, view.bounds));
  }

  /** Hears once the view rests and there is something to count. Returns the unsubscribe. */
  onRest(listener: () => void): () => void {
    const { map } = this.#stage.view;
    let heardOf = this.#owed;
    const heard = (): void => {
      if (heardOf === this.#owed || map.isMoving()) return;
      heardOf = this.#owed;
      listener();
    };
    // Once it is drawn: before, the engine does not know the last view.
    map.on('idle', heard);
    return () => void map.off('idle', heard);
  }

  #counted<T>(known: WeakMap<Layer, T>, layer: Layer, count: () => T): T | null {
    if (this.#stage.view.map.isMoving()) {
      this.#owed += 1;
      return known.get(layer) ?? null;
    }
    const now = count();
    known.set(layer, now);
    return now;
  }
}
