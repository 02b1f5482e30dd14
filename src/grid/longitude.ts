import type { LngLatBounds } from './grid.ts';

/** The same meridian within [-180, 180); a longitude already there is returned unchanged. */
export function wrapLng(lng: number): number {
  return lng >= -180 && lng < 180 ? lng : lng - 360 * Math.floor((lng + 180) / 360);
}

/** Degrees from one meridian eastward to another: [0, 360). */
export function eastward(from: number, to: number): number {
  const turn = (to - from) % 360;
  return turn < 0 ? turn + 360 : turn;
}

/** Degrees of longitude from west to east: 0 to 360. */
export function widthOf({ west, east }: LngLatBounds): number {
  return east >= west ? Math.min(east - west, 360) : east - west + 360;
}

/** West and east of an arc that starts at a meridian and is some degrees wide. */
export function arc(start: number, width: number): { west: number; east: number } {
  if (width >= 360) return { west: -180, east: 180 };
  const west = wrapLng(start);
  const east = west + width;
  return { west, east: east > 180 ? east - 360 : east };
}
