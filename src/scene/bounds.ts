import { centreOf as centreOfBounds, uniteBounds } from '../grid/bounds.ts';
import type { LngLat, LngLatBounds } from '../grid/grid.ts';
import type { SceneList } from './scene.ts';

/** What the list's scenes cover together; null where no scene tells. */
export function boundsOf(list: SceneList): LngLatBounds | null {
  return uniteBounds(list.scenes.flatMap((scene) => scene.bounds ?? []));
}

/** Where the list's ground metres are measured; null where no scene tells its place. */
export function centreOf(list: SceneList): LngLat | null {
  const bounds = boundsOf(list);
  return bounds && centreOfBounds(bounds);
}
