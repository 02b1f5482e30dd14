import { displayTextures, type ShownTexel } from './shown.ts';
import type { Layer } from './layer.ts';
import { tileKey, type View, type ViewTile } from './view.ts';

/** A square of the map and the pixels to draw there. */
export interface DrawItem {
  readonly tile: ViewTile;
  /** The tile's own pixels, whole or in part. */
  readonly own: ShownTexel | null;
  /** A coarser tile's, for where the own ones are still to come, and which part of it. */
  readonly behind: {
    readonly texel: ShownTexel;
    readonly part: readonly [x: number, y: number, size: number];
  } | null;
}

/** Levels up that are searched for a stand-in. */
const farthestParent = 6;

/** Each tile of the view once, so that nothing is blended twice. */
export function drawItems(layer: Layer, view: View): DrawItem[] {
  return view.tiles
    .map((tile): DrawItem => {
      const entry = layer.tiles.get(tileKey(tile, view.tileSize));
      const own = entry?.mosaic ? displayTextures(layer, entry.mosaic) : null;
      return { tile, own, behind: entry?.isFinal ? null : behind(layer, tile, view.tileSize) };
    })
    .filter(({ own, behind }) => own !== null || behind !== null);
}

function behind(layer: Layer, { z, x, y }: ViewTile, size: number): DrawItem['behind'] {
  for (let up = 1; up <= Math.min(farthestParent, z); up++) {
    const mosaic = layer.tiles.get(tileKey({ z: z - up, x: x >> up, y: y >> up }, size))?.mosaic;
    const texel = mosaic?.complete ? displayTextures(layer, mosaic) : null;
    if (!texel) continue;
    const share = 2 ** -up;
    return { texel, part: [(x % 2 ** up) * share, (y % 2 ** up) * share, share] };
  }
  return null;
}
