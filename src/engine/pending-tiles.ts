import type { TileId } from '../grid/grid.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { Layer } from './layer.ts';
import { distinctTiles, type View } from './view.ts';

/** Tiles of the view that show what the layer was before: by another rule, or of other scenes. */
export function pendingTiles(layer: Layer, view: View): TileId[] {
  if (!layer.shown) return [];
  return distinctTiles(view).filter((id) => {
    const tile = layer.tiles.get(keyOf(id));
    if (!tile?.mosaic || layer.error) return false;
    // Until it is prepared, tiles are not told that there is something else to compose.
    const isTold = layer.isPrepared || tile.layer.recipe === layer.recipe;
    return tile.isBehind || !isTold;
  });
}
