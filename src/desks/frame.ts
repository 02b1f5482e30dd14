import { meets } from '../compose/intersects.ts';
import type { Choice, Place } from '../choice/choice.ts';
import { boundsOfPlace, boxPlace } from '../choice/place.ts';
import { uniteBounds } from '../grid/bounds.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';

/** Degrees around a point. */
const around = 0.1;

export function inSight(place: Place, seen: LngLatBounds): boolean {
  const box = boxPlace(seen);
  return box.type !== 'Point' && meets(place)(box);
}

/** What has to be in sight: the place, else the scenes; a point with some land around it. Null: nothing is known. */
export function frameOf({ place }: Choice, scenes: readonly Scene[]): LngLatBounds | null {
  if (!place) return uniteBounds(scenes.flatMap(({ bounds }) => bounds ?? []));
  const { west, south, east, north } = boundsOfPlace(place);
  if (place.type !== 'Point') return { west, south, east, north };
  return { west: west - around, south: south - around, east: east + around, north: north + around };
}
