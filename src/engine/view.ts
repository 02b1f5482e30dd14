import type { LngLat, TileId } from '../grid/grid.ts';

/** A tile of the view; `wrap` counts copies of the world to the east. */
export interface ViewTile extends TileId {
  readonly wrap: number;
}

/** What is looked at. */
export interface View {
  readonly tiles: readonly ViewTile[];
  /** Pixels along a tile's side. */
  readonly tileSize: number;
  readonly center: LngLat;
}

export const emptyView: View = { tiles: [], tileSize: 256, center: { lng: 0, lat: 0 } };

export function tileKey({ z, x, y }: TileId, size: number): string {
  return `${z}/${x}/${y}@${size}`;
}
