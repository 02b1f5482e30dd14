import { defaultLimit } from '../catalog/catalog.ts';
import { earthSearchV1 } from '../catalog/datasets/roots.ts';
import type { Choice } from '../choice/choice.ts';
import { boundsOfPlace } from '../choice/place.ts';
import { queriesOf } from '../compose/queries.ts';
import type { Engine } from '../engine/engine.ts';
import type { View } from '../engine/view.ts';
import { centreOf } from '../grid/bounds.ts';
import type { LngLat } from '../grid/grid.ts';
import { queryKey } from '../scene/query.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import type { DataPort } from '../ui/data/data-port.ts';

/** Days between two pictures of one place, on average: five of each orbit, and every third place lies in two. */
const daysBetween = 3.75;
const day = 86_400_000;

/**
 * The demo's choice on real Sentinel-2 of the same place and dates, and roughly the bytes that it takes in the view where
 * it will be shown; null bytes: unknown. Null where nothing would be drawn. Asks nobody: the scenes are those that there
 * should be.
 */
export function realHere(engine: Engine, choice: Choice, view: View): DataPort['realHere'] {
  const shown = engine.layers.filter(({ shown, aspect }) => shown && aspect === 'pixels');
  const lists = new Map<string, SceneList>();
  for (const query of shown.flatMap(({ node }) => queriesOf(node))) {
    const list = engine.listOf(query);
    if (!list || list.scenes.length === 0) return null;
    lists.set(queryKey(query), { ...list, scenes: expected(list.scenes[0]!, choice, view.center) });
  }
  const specs = shown.map(({ node, visParams }) => ({ image: node, visParams }));
  const estimate = engine.estimate(specs, lists, view);
  return (
    estimate && { choice: { ...choice, api: earthSearchV1, without: [] }, bytes: estimate.bytes || null }
  );
}

/** As many scenes as the dates should have, each as large as real ones (110 km) around the place, else what is seen. */
function expected(example: Scene, { dates, place }: Choice, seen: LngLat): Scene[] {
  const days = dates ? (Date.parse(dates.to) - Date.parse(dates.from)) / day : Infinity;
  const length = Math.max(1, Math.min(defaultLimit, Math.ceil(days / daysBetween)));
  const { lng, lat } = place ? centreOf(boundsOfPlace(place)) : seen;
  const bounds = { west: lng - 0.65, south: lat - 0.5, east: lng + 0.65, north: lat + 0.5 };
  return Array.from({ length }, (_, i) => ({ ...example, id: `${i}`, footprint: null, bounds }));
}
