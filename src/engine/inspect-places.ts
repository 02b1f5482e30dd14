import { groundPixelSize } from '../grid/ground.ts';
import { shiftOrigin } from '../grid/affine.ts';
import { centreOf } from '../grid/bounds.ts';
import type { Grid, LngLat } from '../grid/grid.ts';
import { mercatorHalf } from '../grid/tile.ts';
import type { InspectedPlace } from './inspection.ts';
import { pixelOfView } from './pixel-at.ts';
import type { View } from './view.ts';

/** Pixels along the side of a picture around a place: the inspected one lies in the middle. */
const chipSide = 33;
/** Of a box; larger ones are read more coarsely. */
const mostSide = 256;

export interface InspectedGrids {
  /** One pixel, or all of a box. */
  readonly grid: Grid;
  /** The surroundings as they are shown. */
  readonly chip: Grid;
  /** Ground metres of a pixel. */
  readonly metres: number;
}

/** The grids that are read of a place, in the view's own pixels. */
export function gridsOf(place: InspectedPlace, view: View): InspectedGrids {
  if (place.kind === 'point') {
    const grid = pixelOfView(place.at, view);
    const half = (chipSide - 1) / 2;
    const affine = shiftOrigin(grid.affine, -half, -half);
    const chip = { ...grid, affine, width: chipSide, height: chipSide };
    return { grid, chip, metres: metresOf(grid, place.at) };
  }
  const { bounds } = place;
  const east = bounds.east < bounds.west ? bounds.east + 360 : bounds.east;
  const corner = pixelOfView({ lng: bounds.west, lat: bounds.north }, view);
  const [side, , west, , , north] = corner.affine;
  const radians = Math.PI / 180;
  const radius = 6378137;
  // The pixel that the box begins in may begin before it, and lie in another turn of the world.
  const before = modulo(bounds.west * radians * radius - west, 2 * mercatorHalf);
  const width = Math.max(1, Math.ceil((before + (east - bounds.west) * radians * radius) / side));
  const south = Math.asinh(Math.tan(Math.max(bounds.south, -85) * radians)) * radius;
  const height = Math.max(1, Math.ceil((north - south) / side));
  const grid = shrunk({ crs: corner.crs, affine: [side, 0, west, 0, -side, north], width, height }, mostSide);
  return { grid, chip: shrunk(grid, chipSide), metres: metresOf(grid, centreOf({ ...bounds, east })) };
}

/** The same ground in at most so many pixels to a side. */
function shrunk(grid: Grid, most: number): Grid {
  const times = Math.max(grid.width, grid.height) / most;
  if (times <= 1) return grid;
  const [a, , c, , e, f] = grid.affine;
  const [width, height] = [Math.ceil(grid.width / times), Math.ceil(grid.height / times)];
  return { ...grid, affine: [a * times, 0, c, 0, e * times, f], width, height };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function metresOf({ crs, affine }: Grid, at: LngLat): number {
  return Math.max(...groundPixelSize(crs, affine, at));
}
