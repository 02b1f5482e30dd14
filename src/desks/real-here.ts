import { defaultLimit } from '../catalog/catalog.ts';
import { earthSearchV1 } from '../catalog/datasets/roots.ts';
import type { Choice } from '../choice/choice.ts';
import { queriesOf } from '../compose/queries.ts';
import type { Engine } from '../engine/engine.ts';
import { centreOf } from '../grid/bounds.ts';
import { boundsOf } from '../scene/bounds.ts';
import { queryKey } from '../scene/query.ts';
import type { Scene, SceneList } from '../scene/scene.ts';

/** Days between two pictures of one place, on average: five of each orbit, and every third place lies in two. */
const daysBetween = 3.75;
const day = 86_400_000;

/**
 * The demo's choice on real Sentinel-2 of the same place and dates, and roughly the bytes that the present view of it
 * takes. Null where nothing would be drawn. Asks nobody: the scenes are those that there should be.
 */
export function realHere(engine: Engine, choice: Choice): { choice: Choice; bytes: number } | null {
  const shown = engine.layers.filter(({ shown, aspect }) => shown && aspect === 'pixels');
  const lists = new Map<string, SceneList>();
  for (const query of shown.flatMap(({ node }) => queriesOf(node))) {
    const list = engine.listOf(query);
    if (!list || list.scenes.length === 0) return null;
    lists.set(queryKey(query), { ...list, scenes: expected(list, choice) });
  }
  const specs = shown.map(({ node, visParams }) => ({ image: node, visParams }));
  const estimate = engine.estimate(specs, lists);
  return estimate && { choice: { ...choice, api: earthSearchV1, without: [] }, bytes: estimate.bytes };
}

/** As many scenes as the dates should have, each as large as real ones (110 km) and in all of the view. */
function expected(list: SceneList, { dates }: Choice): Scene[] {
  const days = dates ? (Date.parse(dates.to) - Date.parse(dates.from)) / day : Infinity;
  const length = Math.max(1, Math.min(defaultLimit, Math.ceil(days / daysBetween)));
  const { lng, lat } = centreOf(boundsOf(list)!);
  const bounds = { west: lng - 0.65, south: lat - 0.5, east: lng + 0.65, north: lat + 0.5 };
  return Array.from({ length }, (_, i) => ({ ...list.scenes[0]!, id: `${i}`, footprint: null, bounds }));
}
