import type { LngLat, LngLatBounds } from '../grid/grid.ts';
import type { SceneList } from './scene.ts';

/** Degrees of longitude from `west` eastwards to `east`, 0 to 360. */
export function widthOf({ west, east }: LngLatBounds): number {
  return east >= west ? east - west : ((east - west) % 360) + 360;
}

/** The smallest bounds that hold all of them: across the antimeridian where that is the shorter way. Null for none. */
export function unionOf(all: readonly LngLatBounds[]): LngLatBounds | null {
  if (all.length === 0) return null;
  const south = Math.min(...all.map((bounds) => bounds.south));
  const north = Math.max(...all.map((bounds) => bounds.north));
  return { south, north, ...widestGapLeftOut(all) };
}

/** The place in the middle of the bounds. */
export function centreOfBounds(bounds: LngLatBounds): LngLat {
  return { lng: wrapLng(bounds.west + widthOf(bounds) / 2), lat: (bounds.south + bounds.north) / 2 };
}

/** What the list's scenes cover together; null where no scene tells. */
export function boundsOf(list: SceneList): LngLatBounds | null {
  return unionOf(list.scenes.flatMap((scene) => scene.bounds ?? []));
}

/** Where the list's ground metres are measured; null where no scene tells its place. */
export function centreOf(list: SceneList): LngLat | null {
  const bounds = boundsOf(list);
  return bounds && centreOfBounds(bounds);
}

/** The same longitude in [-180, 180). */
export function wrapLng(lng: number): number {
  return lng >= -180 && lng < 180 ? lng : ((((lng + 180) % 360) + 360) % 360) - 180;
}

/** The arc of the circle of longitudes that holds all the arcs: the circle without its widest gap. */
function widestGapLeftOut(all: readonly LngLatBounds[]): { west: number; east: number } {
  const arcs = all
    .map((bounds) => {
      const start = wrapLng(bounds.west);
      return { start, end: start + widthOf(bounds), east: bounds.east };
    })
    .toSorted((a, b) => a.start - b.start);
  const last = arcs.reduce((a, b) => (b.end > a.end ? b : a));
  let reach = { end: last.end - 360, east: last.east };
  let gap = 0;
  let [west, east] = [-180, 180];
  for (const arc of arcs) {
    if (arc.start - reach.end > gap)
      [gap, west, east] = [arc.start - reach.end, arc.start, wrapEast(reach.east)];
    if (arc.end > reach.end) reach = arc;
  }
  return { west, east };
}

/** The same longitude in (-180, 180]: an eastern edge at the antimeridian is 180. */
function wrapEast(lng: number): number {
  return lng === 180 || wrapLng(lng) === -180 ? 180 : wrapLng(lng);
}
