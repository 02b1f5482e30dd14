import type { LngLat, LngLatBounds } from './grid.ts';
import { arc, eastward, widthOf, wrapLng } from './longitude.ts';

export { gridLngLatBounds } from './grid-bounds.ts';
export { outlineIntersects } from './outline.ts';

export function centreOf(bounds: LngLatBounds): LngLat {
  return { lng: wrapLng(bounds.west + widthOf(bounds) / 2), lat: (bounds.south + bounds.north) / 2 };
}

/** True where the bounds share a point; touching counts. */
export function boundsIntersect(a: LngLatBounds, b: LngLatBounds): boolean {
  if (a.south > b.north || b.south > a.north) return false;
  return eastward(a.west, b.west) <= widthOf(a) || eastward(b.west, a.west) <= widthOf(b);
}

/** What both have; null where they are apart. Where they meet on both sides of the globe, the narrower's longitudes. */
export function intersectBounds(a: LngLatBounds, b: LngLatBounds): LngLatBounds | null {
  if (!boundsIntersect(a, b)) return null;
  const [wide, narrow] = widthOf(a) >= widthOf(b) ? [a, b] : [b, a];
  const intoWide = eastward(wide.west, narrow.west);
  const intoNarrow = eastward(narrow.west, wide.west);
  const startsInWide = intoWide <= widthOf(wide);
  const startsInNarrow = intoNarrow <= widthOf(narrow) && intoNarrow > 0;
  let { west, east } = narrow;
  if (widthOf(wide) < 360 && startsInWide !== startsInNarrow) {
    ({ west, east } = startsInWide
      ? arc(narrow.west, Math.min(widthOf(wide) - intoWide, widthOf(narrow)))
      : arc(wide.west, Math.min(widthOf(narrow) - intoNarrow, widthOf(wide))));
  }
  return { west, south: Math.max(a.south, b.south), east, north: Math.min(a.north, b.north) };
}

/** The narrowest bounds that hold all of these; null for none. */
export function uniteBounds(list: readonly LngLatBounds[]): LngLatBounds | null {
  if (list.length === 0) return null;
  const arcs = list.map((bounds) => ({ start: wrapLng(bounds.west), width: widthOf(bounds) }));
  arcs.sort((a, b) => a.start - b.start);
  // The united arc starts after the widest gap; what reaches past the end covers the beginning.
  let reach = Math.max(...arcs.map(({ start, width }) => start + width)) - 360;
  let west = 0;
  let gap = 0;
  for (const { start, width } of arcs) {
    if (start - reach > gap) [west, gap] = [start, start - reach];
    reach = Math.max(reach, start + width);
  }
  return {
    ...arc(west, 360 - gap),
    south: Math.min(...list.map(({ south }) => south)),
    north: Math.max(...list.map(({ north }) => north)),
  };
}
