import type { LngLat, TileId } from '../grid/grid.ts';

/**
 * What is nearest to the middle of the view first; equal distances keep their order. Distances go round the world, so
 * that tiles across the antimeridian and in other copies of the world come as early as they are near.
 */
export function centreFirst<T extends TileId>(tiles: readonly T[], centre: LngLat): T[] {
  const x = (centre.lng + 180) / 360;
  const y = mercatorY(centre.lat);
  return tiles
    .map((tile) => ({ tile, distance: distance(tile, x, y) }))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ tile }) => tile);
}

/** In widths of the world. */
function distance(tile: TileId, x: number, y: number): number {
  const scale = 2 ** tile.z;
  const across = (tile.x + 0.5) / scale - x;
  return Math.hypot(across - Math.round(across), (tile.y + 0.5) / scale - y);
}

/** 0 at the upper edge of the Web Mercator square, 1 at its lower one; the poles are held at its edges. */
function mercatorY(lat: number): number {
  const angle = (lat * Math.PI) / 180;
  return Math.min(1, Math.max(0, 0.5 - Math.asinh(Math.tan(angle)) / (2 * Math.PI)));
}
