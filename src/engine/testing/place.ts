import type { Grid, LngLatBounds, TileId } from '../../grid/grid.ts';
import { tileBounds, tileGrid, webMercator } from '../../grid/tile.ts';
import type { View } from '../view.ts';

/** The upper-left of the tiles that the fake image covers. */
const corner: TileId = { z: 12, x: 873, y: 1549 };
const tilesAcross = 4;

/** The image of all fake scenes: 4 × 4 tiles of 256² pixels, so that tiles and files have the same pixels. */
export const place: Grid = {
  crs: webMercator,
  affine: tileGrid(corner, 256).affine,
  width: 256 * tilesAcross,
  height: 256 * tilesAcross,
};

/** Part of the image: by columns and rows from its upper-left corner. */
export function partOf(grid: Grid, part: { x: number; y: number; width: number; height: number }): Grid {
  const [a, b, c, d, e, f] = grid.affine;
  const { x, y, width, height } = part;
  return { crs: grid.crs, affine: [a, b, a * x + b * y + c, d, e, d * x + e * y + f], width, height };
}

export function boundsOfGrid({ width, height }: Pick<Grid, 'width' | 'height'>): LngLatBounds {
  const first = tileBounds(corner);
  const last = tileBounds({ z: 12, x: corner.x + width / 256 - 1, y: corner.y + height / 256 - 1 });
  return { west: first.west, north: first.north, east: last.east, south: last.south };
}

/** A view of some of the image's tiles, counted from its upper-left corner. */
export function viewOf(
  tiles: readonly (readonly [x: number, y: number])[],
  { z = corner.z, tileSize = 256 }: { z?: number; tileSize?: number } = {},
): View {
  const scale = 2 ** (z - corner.z);
  const ids = tiles.map(([x, y]) => ({
    z,
    x: Math.floor(corner.x * scale) + x,
    y: Math.floor(corner.y * scale) + y,
    wrap: 0,
  }));
  const { west, east, south, north } = tileBounds(ids[0]!);
  return { tiles: ids, tileSize, center: { lng: (west + east) / 2, lat: (south + north) / 2 } };
}

/** Where a tile begins in the image, in columns. */
export function columnOf({ z, x }: TileId, size: number): number {
  return (x - corner.x * 2 ** (z - corner.z)) * size;
}

export function rowOf({ z, y }: TileId, size: number): number {
  return (y - corner.y * 2 ** (z - corner.z)) * size;
}

/** The first `across` × `across` tiles. */
export function square(across: number): [x: number, y: number][] {
  return Array.from({ length: across * across }, (_, i) => [i % across, Math.floor(i / across)]);
}
