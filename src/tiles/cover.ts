import type { TileId } from '../grid/grid.ts';
import { childTiles } from '../grid/tile.ts';
import { ancestorOf, type ViewTile } from './view-tile.ts';

/** What there is to draw of a tile: nothing, some of its pixels, or its final picture. */
export type Picture = 'none' | 'partial' | 'whole';

/** A square of the map, and the tile whose pixels fill it. */
export interface Piece {
  readonly area: ViewTile;
  readonly source: TileId;
  /** Which part of the source: its upper-left corner and its side, in widths of the source. */
  readonly part: readonly [x: number, y: number, side: number];
}

export interface CoverOptions {
  readonly pictureOf: (tile: TileId) => Picture;
  /** Levels searched for coarser stand-ins; all of them unless given. */
  readonly levelsUp?: number;
  /** Levels searched for finer stand-ins. */
  readonly levelsDown?: number;
}

/**
 * What to draw so that the view is filled while tiles are still to come. A whole tile is drawn alone. Where there is
 * none, a part of the nearest whole parent stands in, or else whole children do; partial pictures lie on top of coarser
 * ones. Pieces never reach beyond their tile of the view, so that none shows through a neighbour's masked pixels.
 * Coarser sources come first, and are to be drawn first.
 */
export function cover(wanted: readonly ViewTile[], options: CoverOptions): Piece[] {
  return wanted.flatMap((tile) => coverOne(tile, options)).toSorted((a, b) => a.source.z - b.source.z);
}

function coverOne(tile: ViewTile, { pictureOf, levelsUp = Infinity, levelsDown = 2 }: CoverOptions): Piece[] {
  const own = pictureOf(tile);
  if (own === 'whole') return [pieceOf(tile, 0)];
  const pieces: Piece[] = own === 'partial' ? [pieceOf(tile, 0)] : [];
  for (let up = 1; up <= Math.min(levelsUp, tile.z); up++) {
    const picture = pictureOf(ancestorOf(tile, up));
    if (picture !== 'none') pieces.push(pieceOf(tile, up));
    if (picture === 'whole') return pieces;
  }
  return [...pieces, ...finer(tile, levelsDown, pictureOf)];
}

function pieceOf(area: ViewTile, up: number): Piece {
  const { z, x, y } = ancestorOf(area, up);
  const side = 2 ** -up;
  return { area, source: { z, x, y }, part: [area.x * side - x, area.y * side - y, side] };
}

function finer(tile: ViewTile, levels: number, pictureOf: CoverOptions['pictureOf']): Piece[] {
  if (levels === 0) return [];
  return childTiles(tile).flatMap((child) => {
    const area = { ...child, wrap: tile.wrap };
    return pictureOf(child) === 'whole' ? [pieceOf(area, 0)] : finer(area, levels - 1, pictureOf);
  });
}
