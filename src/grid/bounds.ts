import type { LngLat, LngLatBounds } from './grid.ts';
import { arc, widthOf, wrapLng } from './longitude.ts';

export { gridLngLatBounds } from './grid-bounds.ts';
export { outlineIntersects } from './outline.ts';

export function centreOf(bounds: LngLatBounds): LngLat {
  return { lng: wrapLng(bounds.west + widthOf(bounds) / 2), lat: (bounds.south + bounds.north) / 2 };
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
