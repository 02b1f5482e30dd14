import type { Feature } from 'geojson';
import type { Map } from 'maplibre-gl';
import type { TileId } from '../grid/grid.ts';
import { tileBounds } from '../grid/tile.ts';
import { casedLine, drawFeatures } from './drawn.ts';

const id = 'bestpixel-pending';
/** ms: what is done sooner is not marked, so that nothing flickers while a slider is dragged. */
const patience = 400;

type After = (ms: number, run: () => void) => () => void;

/** Outlines tiles that still show what was composed before. */
export class PendingTiles {
  readonly #map: Map;
  readonly #after: After;
  #tiles: readonly TileId[] = [];
  /** Ends the wait; null: none, as there is nothing to mark or it is marked. */
  #cancel: (() => void) | null = null;
  #drawn = '';

  constructor(map: Map, after: After = browserAfter) {
    this.#map = map;
    this.#after = after;
  }

  set(tiles: readonly TileId[]): void {
    this.#tiles = tiles;
    if (tiles.length === 0 || this.#drawn !== '') {
      this.dispose();
      this.#draw();
    } else {
      this.#cancel ??= this.#after(patience, () => {
        this.#cancel = null;
        this.#draw();
      });
    }
  }

  /** Waits no longer. */
  dispose(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #draw(): void {
    const now = this.#tiles.map(({ z, x, y }) => `${z}/${x}/${y}`).join();
    const isThere = now === '' || this.#map.getSource(id) !== undefined;
    if ((now === this.#drawn && isThere) || !this.#map.getLayer('bestpixel')) return;
    this.#drawn = now;
    drawFeatures(this.#map, drawing, this.#tiles.map(featureOf));
  }
}

function featureOf(tile: TileId): Feature {
  const { west, south, east, north } = tileBounds(tile);
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]; // prettier-ignore
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: ring } };
}

const browserAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const drawing = casedLine(id, {
  casing: { 'line-color': '#06201d', 'line-width': 2, 'line-opacity': 0.35 },
  edge: { 'line-color': '#ffffff', 'line-width': 1, 'line-dasharray': [4, 4], 'line-opacity': 0.9 },
});
