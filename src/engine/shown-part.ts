import { groundPixelSize } from '../grid/ground.ts';
import { tileGrid } from '../grid/tile.ts';
import type { Carried } from '../compose/carried.ts';
import { keyOf } from '../tiles/view-tile.ts';
import type { Layer } from './layer.ts';
import { viewTiles } from './layer-status.ts';
import type { Mosaic, MosaicPart } from './mosaic.ts';
import type { TileEntry } from './tile-entry.ts';
import { distinctTiles, type View } from './view.ts';

/** A tile of the view and the picture it shows, whole or in part. */
export interface ShownTile {
  readonly tile: TileEntry;
  readonly mosaic: Mosaic;
}

/** Those of the view that show something. */
export function shownTiles(layer: Layer, view: View): ShownTile[] {
  return distinctTiles(view).flatMap((id) => {
    const tile = layer.tiles.get(keyOf(id));
    return tile?.mosaic && tile.size === view.tileSize ? [{ tile, mosaic: tile.mosaic }] : [];
  });
}

/** True once all tiles of the view are what the layer is now. */
export function isWhole(layer: Layer, view: View): boolean {
  if (!layer.isPrepared || layer.listing !== 'ready') return false;
  const tiles = viewTiles(layer, view);
  return tiles?.length === distinctTiles(view).length && tiles.every(({ isFinal }) => isFinal);
}

/** The part of a mosaic that gives a band, and its place there. */
export function partOfBand(mosaic: Mosaic, name: string): { part: MosaicPart; index: number } | null {
  for (const part of mosaic.parts) {
    const index = part.selection.bands.findIndex((band) => band.name === name);
    if (index >= 0) return { part, index };
  }
  return null;
}

/** Where a band's pixels are; null before the first is gathered. */
export function carriedBand(mosaic: Mosaic, name: string): { carried: Carried; band: number } | null {
  const found = partOfBand(mosaic, name);
  const carried = found?.part.carried[Math.floor(found.index / 3)];
  return carried ? { carried, band: found!.index % 3 } : null;
}

/** False once it is freed, as when the tile is composed anew. */
export function holds(mosaic: Mosaic, carried: Carried): boolean {
  return mosaic.parts.some((part) => part.carried.includes(carried));
}

/** Ground metres of the view's pixels in its middle. */
export function metresOfView({ tiles, tileSize, center }: View): number {
  const { crs, affine } = tileGrid(tiles[0]!, tileSize);
  return Math.max(...groundPixelSize(crs, affine, center));
}
