import { centreOf as centreOfBounds, uniteBounds } from '../grid/bounds.ts';
import type { LngLat, LngLatBounds } from '../grid/grid.ts';
import type { SceneList } from './scene.ts';

const known = new WeakMap<SceneList, LngLatBounds | null>();

/** What the list's scenes cover together; null where no scene tells. */
export function boundsOf(list: SceneList): LngLatBounds | null {
  let bounds = known.get(list);
  if (bounds === undefined) {
    bounds = uniteBounds(list.scenes.flatMap((scene) => scene.bounds ?? []));
    known.set(list, bounds);
  }
  return bounds;
}

/** Degrees: a UTM zone, and so little that a pixel's ground size in Web Mercator is off by a few percent at most. */
const [cellWidth, cellHeight] = [6, 4];

/** Degrees of latitude: towards the poles Web Mercator's pixels shrink to nothing. */
const farthest = 88;

/**
 * Where the list's ground metres are measured; null where no scene tells its place. A list of one area is followed by
 * those of its neighbours: it is measured at the middle of a cell, so that they are measured alike.
 */
export function centreOf(list: SceneList): LngLat | null {
  const bounds = boundsOf(list);
  if (!bounds) return null;
  const centre = centreOfBounds(bounds);
  if (!list.covers) return centre;
  const lat = middle(centre.lat, cellHeight);
  return { lng: middle(centre.lng, cellWidth), lat: Math.min(Math.max(lat, -farthest), farthest) };
}

function middle(value: number, step: number): number {
  return (Math.floor(value / step) + 0.5) * step;
}
