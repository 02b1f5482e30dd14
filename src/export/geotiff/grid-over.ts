import { BestpixelError } from '../../errors.ts';
import { apply, invert, shiftOrigin } from '../../grid/affine.ts';
import { crsFromCode, projector, ready, wgs84 } from '../../grid/crs.ts';
import { gridLngLatBounds } from '../../grid/grid-bounds.ts';
import type { Affine, Crs, Grid, LngLatBounds } from '../../grid/grid.ts';
import { type Area, outlinePoints } from './area.ts';

/** Pixels that go on without end: a CRS, and where one of them lies. */
export interface Frame {
  readonly crs: Crs;
  readonly affine: Affine;
}

/** Pixels along a side of what is saved at most. */
const widest = 2 ** 18;
/** Pixels: what rounding adds to an edge that lies on one of the grid's. */
const rounding = 1e-6;

/**
 * Square pixels of a size in a CRS, whose edges lie on its whole multiples.
 * Rejects with 'unknown-crs', or 'bad-input' for no size.
 */
export async function frameOf(code: string, size: number): Promise<Frame> {
  const crs = await crsFromCode(code);
  if (!(size > 0) || !Number.isFinite(size)) {
    throw new BestpixelError('bad-input', 'a pixel needs a size', {
      where: crs.name,
      remedy: 'Give a number above 0, in units of the CRS: metres, or degrees with EPSG:4326.',
    });
  }
  return { crs, affine: [size, 0, 0, 0, -size, 0] };
}

/**
 * The pixels of a frame that hold an area.
 * Rejects with 'bad-input' where the CRS cannot show the area, 'too-large' where it has too many pixels.
 */
export async function gridOver(area: Area, { crs, affine }: Frame): Promise<Grid> {
  await ready(crs);
  const project = projector(wgs84, crs);
  const toPixel = invert(affine);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng = NaN, lat = NaN] of outlinePoints(area)) {
    const [column, row] = apply(toPixel, ...project(lng, lat));
    if (!Number.isFinite(column) || !Number.isFinite(row)) throw outside(crs);
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  }
  const [x, y] = [Math.floor(left + rounding), Math.floor(top + rounding)];
  const width = Math.max(1, Math.ceil(right - rounding) - x);
  const height = Math.max(1, Math.ceil(bottom - rounding) - y);
  if (Math.max(width, height) > widest) throw tooLarge(width, height);
  return { crs, affine: shiftOrigin(affine, x, y), width, height };
}

/** What an area reaches over, a little more rather than less. */
export async function boundsOfArea(area: Area): Promise<LngLatBounds> {
  return gridLngLatBounds(await gridOver(area, await frameOf('EPSG:4326', 1e-3)))!;
}

function outside({ name }: Crs): BestpixelError {
  return new BestpixelError('bad-input', 'this CRS does not reach the whole area', {
    where: name,
    remedy: 'Choose another CRS, or a smaller area.',
  });
}

function tooLarge(width: number, height: number): BestpixelError {
  return new BestpixelError('too-large', `${width} × ${height} pixels are too many for one file`, {
    remedy: `Choose larger pixels or a smaller area: ${widest} pixels along a side at most.`,
  });
}
