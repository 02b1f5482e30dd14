import type { LngLat } from '../grid/grid.ts';
import { keyOf, type ViewTile } from '../tiles/view-tile.ts';

/** What is looked at. */
export interface View {
  readonly tiles: readonly ViewTile[];
  /** Pixels along a tile's side. */
  readonly tileSize: number;
  readonly center: LngLat;
}

export const emptyView: View = { tiles: [], tileSize: 256, center: { lng: 0, lat: 0 } };

/** The view's tiles, each once however many copies of the world show it. */
export function distinctTiles({ tiles }: View): ViewTile[] {
  return [...new Map(tiles.map((tile) => [keyOf(tile), tile])).values()];
}
