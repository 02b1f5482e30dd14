import type { Crs, Grid, LngLatBounds, TileId } from './grid.ts';

export const webMercator: Crs = {
  name: 'EPSG:3857',
  proj4:
    '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
};

/** Half the width of the Web Mercator square, in metres. */
export const mercatorHalf = Math.PI * 6378137;

/** A map tile of size × size pixels. Powers of two divide exactly, so neighbours share their edges to the last bit. */
export function tileGrid({ z, x, y }: TileId, size: number): Grid {
  const tiles = 2 ** z;
  const pixel = (2 * mercatorHalf) / (tiles * size);
  const left = mercatorHalf * ((2 * x) / tiles - 1);
  const top = mercatorHalf * (1 - (2 * y) / tiles);
  return { crs: webMercator, affine: [pixel, 0, left, 0, -pixel, top], width: size, height: size };
}

export function tileBounds({ z, x, y }: TileId): LngLatBounds {
  const tiles = 2 ** z;
  return {
    west: (x / tiles) * 360 - 180,
    south: latitudeAt(1 - (2 * (y + 1)) / tiles),
    east: ((x + 1) / tiles) * 360 - 180,
    north: latitudeAt(1 - (2 * y) / tiles),
  };
}

/** Upper-left, upper-right, lower-left, lower-right. */
export function childTiles({ z, x, y }: TileId): [TileId, TileId, TileId, TileId] {
  const [left, top] = [2 * x, 2 * y];
  return [
    { z: z + 1, x: left, y: top },
    { z: z + 1, x: left + 1, y: top },
    { z: z + 1, x: left, y: top + 1 },
    { z: z + 1, x: left + 1, y: top + 1 },
  ];
}

/** So far down a row of tiles: 0 at its upper edge, 1 at its lower one. */
export function latitudeOfRow({ z, y }: Pick<TileId, 'z' | 'y'>, down: number): number {
  return latitudeAt(1 - (2 * (y + down)) / 2 ** z);
}

/** `height`: -1 at the square's lower edge, 1 at its upper one. */
function latitudeAt(height: number): number {
  return (Math.atan(Math.sinh(Math.PI * height)) * 180) / Math.PI;
}
