import { BestpixelError } from '../errors.ts';
import { shiftOrigin } from '../grid/affine.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import { mercatorHalf, tileGrid, webMercator } from '../grid/tile.ts';
import type { View } from './view.ts';

/** One pixel of `scale` ground metres around a place. Throws 'bad-input' for a scale that is no length. */
export function pixelOfScale({ lng, lat }: LngLat, scale: number): Grid {
  if (!(scale > 0 && scale <= 2 * mercatorHalf)) {
    throw new BestpixelError('bad-input', `${scale} is no size of a pixel`, { remedy: 'Give it in metres.' });
  }
  const side = scale / Math.cos((clampLat(lat) * Math.PI) / 180);
  const [x, y] = toMercator({ lng, lat });
  return { crs: webMercator, affine: [side, 0, x - side / 2, 0, -side, y + side / 2], width: 1, height: 1 };
}

/** The very pixel of the view's tiles that holds a place. */
export function pixelOfView(place: LngLat, { tiles, tileSize }: View): Grid {
  const z = tiles[0]?.z ?? 12;
  const [x, y] = toMercator(place);
  const pixels = 2 ** z * tileSize;
  const at = (metres: number): number =>
    Math.min(Math.max(Math.floor((metres / (2 * mercatorHalf)) * pixels), 0), pixels - 1);
  const [column, row] = [at(x + mercatorHalf), at(mercatorHalf - y)];
  const [tileX, tileY] = [Math.floor(column / tileSize), Math.floor(row / tileSize)];
  const { crs, affine } = tileGrid({ z, x: tileX, y: tileY }, tileSize);
  const pixel = shiftOrigin(affine, column - tileX * tileSize, row - tileY * tileSize);
  return { crs, affine: pixel, width: 1, height: 1 };
}

function toMercator({ lng, lat }: LngLat): [x: number, y: number] {
  const turned = ((((lng + 180) % 360) + 360) % 360) - 180;
  return [
    (turned / 180) * mercatorHalf,
    (Math.asinh(Math.tan((clampLat(lat) * Math.PI) / 180)) / Math.PI) * mercatorHalf,
  ];
}

/** The map's square ends at about 85.05 degrees. */
function clampLat(lat: number): number {
  return Math.min(Math.max(lat, -85.06), 85.06);
}
