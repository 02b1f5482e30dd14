import { latitudeOfRow } from '../grid/tile.ts';
import type { LngLatBounds, TileId } from '../grid/grid.ts';
import { eastward, widthOf } from '../grid/longitude.ts';

/** The pixels of a tile whose centres lie in a part of the world. */
export interface TilePart {
  readonly columns: readonly number[];
  /** By row the ground area of one pixel, of that of one at the equator at zoom 0; 0: the row lies outside. */
  readonly areas: Float64Array;
}

export function partWithin({ z, x, y }: TileId, size: number, bounds: LngLatBounds): TilePart {
  const tiles = 2 ** z;
  const width = widthOf(bounds);
  const columns: number[] = [];
  for (let column = 0; column < size; column++) {
    const lng = ((x + (column + 0.5) / size) / tiles) * 360 - 180;
    if (width >= 360 || eastward(bounds.west, lng) <= width) columns.push(column);
  }
  const areas = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const lat = latitudeOfRow({ z, y }, (row + 0.5) / size);
    const shrunk = Math.cos((lat * Math.PI) / 180) / (tiles * size);
    if (lat >= bounds.south && lat <= bounds.north) areas[row] = shrunk * shrunk;
  }
  return { columns, areas };
}

export function areaOfPart({ columns, areas }: TilePart): number {
  return columns.length * areas.reduce((sum, area) => sum + area, 0);
}

/** Calls with each pixel's place, row by row from the top, and its area. */
export function eachPixel({ columns, areas }: TilePart, tell: (at: number, area: number) => void): void {
  const size = areas.length;
  areas.forEach((area, row) => {
    if (area > 0) for (const column of columns) tell(row * size + column, area);
  });
}
