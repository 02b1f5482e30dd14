import { apply, shiftOrigin } from '../../grid/affine.ts';
import { projector, wgs84 } from '../../grid/crs.ts';
import type { Grid, LngLat } from '../../grid/grid.ts';
import type { BandSource } from '../../scene/scene.ts';
import type { BandInfo } from '../reader.ts';

/** A band that takes everything from its file. */
export function plainSource(href: string | Blob, overrides: Partial<BandSource> = {}): BandSource {
  return { href, sample: 0, nodata: {}, shift: 0, scale: 1, offset: 0, overviewsRank: true, ...overrides };
}

/** The grid of one of a file's levels, or of the window of it that begins at (x, y). */
export function ownGrid(
  info: BandInfo,
  {
    level = 0,
    x = 0,
    y = 0,
    width,
    height,
  }: Partial<Record<'level' | 'x' | 'y' | 'width' | 'height', number>> = {},
): { grid: Grid; centre: LngLat } {
  const { affine, ...size } = info.levels[level];
  const grid = {
    crs: info.crs,
    affine: shiftOrigin(affine, x, y),
    width: width ?? size.width,
    height: height ?? size.height,
  };
  const [lng, lat] = projector(info.crs, wgs84)(...apply(affine, size.width / 2, size.height / 2));
  return { grid, centre: { lng, lat } };
}
