import type { Carried } from '../compose/carried.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { ComposeContext } from './context.ts';
import type { Layer } from './layer.ts';
import type { Mosaic } from './mosaic.ts';
import { isOfSession } from './session-errors.ts';
import { carriedBand, holds, isWhole, shownTiles, type ShownTile } from './shown-part.ts';
import { eachPixel, partWithin } from './tile-part.ts';
import type { View } from './view.ts';

/** By pixel 0: no margin, 1: some, 2: none between winner and runner-up. */
type Ties = Uint8Array;

/** Counts where the tie rule decides, by the pixels of margin layers: these are read back once a tile is done. */
export class TiedShares {
  readonly #ties = new WeakMap<Carried, Ties | 'reading'>();
  readonly #onChange: () => void;
  readonly #onError: (error: unknown) => void;

  /** @param onChange more is known now */
  constructor({ onChange, onError }: { onChange: () => void; onError: (error: unknown) => void }) {
    this.#onChange = onChange;
    this.#onError = onError;
  }

  /** Of the area in sight where two compete, the share with margin 0; null: not known yet, or nowhere do two compete. */
  of(
    layer: Layer,
    { view, bounds, context }: { view: View; bounds: LngLatBounds; context: ComposeContext },
  ): number | null {
    if (layer.aspect !== 'margin' || !isWhole(layer, view)) return null;
    const tiles = shownTiles(layer, view).map((shown) => ({ shown, ties: this.#tiesOf(shown, context) }));
    if (tiles.some(({ ties }) => ties === 'reading')) return null;
    let [tied, all] = [0, 0];
    for (const { shown, ties } of tiles) {
      if (!ties || ties === 'reading') continue;
      eachPixel(partWithin(shown.tile.id, shown.tile.size, bounds), (at, area) => {
        if (ties[at]! > 0) all += area;
        if (ties[at] === 2) tied += area;
      });
    }
    return all > 0 ? tied / all : null;
  }

  /** Null: nobody competes there. */
  #tiesOf({ mosaic }: ShownTile, { queue }: ComposeContext): Ties | 'reading' | null {
    const place = carriedBand(mosaic, 'margin');
    if (!place) return null;
    const { carried } = place;
    const known = this.#ties.get(carried);
    if (known) return known;
    this.#ties.set(carried, 'reading');
    void this.#read(mosaic, place, queue);
    return 'reading';
  }

  async #read(
    mosaic: Mosaic,
    { carried, band }: { carried: Carried; band: number },
    queue: ComposeContext['queue'],
  ): Promise<void> {
    try {
      const pixels = await queue.run(0, () => (holds(mosaic, carried) ? carried.read() : null));
      if (!pixels) return;
      const { data, mask } = pixels.bands[band]!;
      this.#ties.set(
        carried,
        mask.map((there, i) => (there === 0 ? 0 : data[i] === 0 ? 2 : 1)),
      );
      this.#onChange();
    } catch (error) {
      this.#ties.delete(carried);
      // Once there is a GPU again the tile is composed anew, and asked then.
      if (!isOfSession(error)) this.#onError(error);
    }
  }
}
