import { uniteBounds } from '../grid/bounds.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { arc, eastward, widthOf } from '../grid/longitude.ts';
import { tileBounds } from '../grid/tile.ts';
import type { SceneQuery } from '../scene/query.ts';
import type { View } from './view.ts';

/** Degrees that the tiles of a view may span to be searched without a place: about 6 of the view itself. */
const widestSearch = 7.5;
/** Added on each side of an area that is searched, so that small moves search nothing anew: a share, and degrees at most. */
const [marginShare, widestMargin] = [1 / 4, 1 / 2];
/** Degrees: what rounding may add to edges that are the same. */
const rounding = 1e-9;

const known = new WeakMap<View, LngLatBounds | null>();

/** What the view's tiles cover; null where it has none. */
export function areaOf(view: View): LngLatBounds | null {
  let area = known.get(view);
  if (area === undefined) known.set(view, (area = uniteBounds(view.tiles.map(tileBounds))));
  return area;
}

export function isTooWide(area: LngLatBounds): boolean {
  return Math.max(widthOf(area), heightOf(area)) > widestSearch;
}

/** What a source is asked for, of an area that is looked at; null: no part of the world, as too wide a one is. */
export function searchArea(
  area: LngLatBounds | null,
  { place }: Pick<SceneQuery, 'place'>,
): LngLatBounds | null {
  return !area || (isTooWide(area) && !place) ? null : withMargin(area);
}

/** The area with a margin. */
export function withMargin(area: LngLatBounds): LngLatBounds {
  const marginOf = (size: number): number => Math.min(size * marginShare, widestMargin);
  const [x, y] = [marginOf(widthOf(area)), marginOf(heightOf(area))];
  return {
    ...arc(area.west - x, widthOf(area) + 2 * x),
    south: Math.max(area.south - y, -90),
    north: Math.min(area.north + y, 90),
  };
}

export function holdsArea(outer: LngLatBounds, inner: LngLatBounds): boolean {
  if (inner.south < outer.south - rounding || inner.north > outer.north + rounding) return false;
  const width = widthOf(outer);
  if (width >= 360 - rounding) return true;
  const from = eastward(outer.west, inner.west + rounding);
  return from + widthOf(inner) <= width + 2 * rounding;
}

/** True where an area is less than half as wide and as high as another. */
export function isMuchSmaller(area: LngLatBounds, than: LngLatBounds): boolean {
  return 2 * widthOf(area) < widthOf(than) && 2 * heightOf(area) < heightOf(than);
}

function heightOf({ south, north }: LngLatBounds): number {
  return north - south;
}
