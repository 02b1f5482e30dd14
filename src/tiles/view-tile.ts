import type { TileId } from '../grid/grid.ts';

/** A tile of the view; `wrap` counts copies of the world to the east. All copies have the same pixels. */
export interface ViewTile extends TileId {
  readonly wrap: number;
}

/** Equal for equal pixels. */
export function keyOf({ z, x, y }: TileId): string {
  return `${z}/${x}/${y}`;
}

/** The tile so many levels up that holds this one. */
export function ancestorOf({ z, x, y }: TileId, up: number): TileId {
  return { z: z - up, x: Math.floor(x / 2 ** up), y: Math.floor(y / 2 ** up) };
}
