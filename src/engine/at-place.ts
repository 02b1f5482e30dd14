import type { LngLat } from '../grid/grid.ts';
import { wrapLng } from '../grid/longitude.ts';
import type { ComposeContext } from './context.ts';
import type { Layer } from './layer.ts';
import type { WinnerAt } from './shares.ts';
import { carriedBand, holds, partOfBand, shownTiles, type ShownTile } from './shown-part.ts';
import type { View } from './view.ts';

/** The winner of a layer's first shown band at a place; null: none, or nothing is composed there. */
export function winnerAt(layer: Layer, view: View, at: LngLat): WinnerAt | null {
  const found = pixelAt(layer, view, at);
  const shown = layer.prepared?.style.bands[0];
  if (!found || shown === undefined) return null;
  const { tile, mosaic, column, row } = found;
  const origin = partOfBand(mosaic, shown)?.part.origin;
  const scene = origin?.scenes[origin.scene[row * tile.size + column]!];
  return scene ? { scene: scene.id, datetime: scene.datetime } : null;
}

interface Asked {
  readonly layer: Layer;
  readonly view: View;
  readonly at: LngLat;
  readonly signal: AbortSignal;
}

/** The value of a layer's first shown band at a place, as it is drawn, read back from the GPU; null as for `winnerAt`. */
export async function valueAt(
  { queue }: Pick<ComposeContext, 'queue'>,
  { layer, view, at, signal }: Asked,
): Promise<number | null> {
  const found = pixelAt(layer, view, at);
  const shown = layer.prepared?.style.bands[0];
  const place = found && shown !== undefined ? carriedBand(found.mosaic, shown) : null;
  if (!found || !place) return null;
  const { carried, band } = place;
  const rect = { x: found.column, y: found.row, width: 1, height: 1 };
  const read = () => (holds(found.mosaic, carried) ? carried.read({ rect, signal }) : null);
  const { mask, data } = (await queue.run(0, read, signal))?.bands[band] ?? {};
  return mask?.[0] === 1 ? data![0]! : null;
}

interface ShownPixel extends ShownTile {
  readonly column: number;
  readonly row: number;
}

function pixelAt(layer: Layer, view: View, at: LngLat): ShownPixel | null {
  for (const { tile, mosaic } of shownTiles(layer, view)) {
    const pixel = pixelIn(tile.id, tile.size, at);
    if (pixel) return { tile, mosaic, ...pixel };
  }
  return null;
}

function pixelIn(
  id: { z: number; x: number; y: number },
  size: number,
  { lng, lat }: LngLat,
): { column: number; row: number } | null {
  const tiles = 2 ** id.z;
  const across = ((wrapLng(lng) + 180) / 360) * tiles - id.x;
  const down = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * tiles - id.y;
  if (!(across >= 0 && across < 1 && down >= 0 && down < 1)) return null;
  return { column: Math.floor(across * size), row: Math.floor(down * size) };
}
