import type { LngLatBounds } from '../../grid/grid.ts';
import { outlineIntersects } from '../../grid/bounds.ts';
import type { PropertyTest, SceneQuery } from '../../scene/query.ts';
import type { Scene } from '../../scene/scene.ts';
import { boundsOfPlace, polygonOfBox } from './region.ts';

/** Which scenes a query can use, as far as it is told without doubt: its filters are applied exactly later. */
export function matcher(
  { times, place, tests }: Pick<SceneQuery, 'times' | 'place' | 'tests'>,
  area: LngLatBounds | null = null,
): (scene: Scene) => boolean {
  const places = [...(place ? [boundsOfPlace(place)] : []), ...(area ? [area] : [])];
  return (scene) =>
    (times?.some(({ start, end }) => start <= scene.datetime && scene.datetime < end) ?? true) &&
    places.every((bounds) => mayMeet(scene, bounds)) &&
    tests.every((test) => holds(test, scene.properties[test.name]));
}

function mayMeet({ footprint, bounds }: Scene, place: LngLatBounds): boolean {
  const outline = footprint ?? (bounds && polygonOfBox(bounds));
  return outline === null || outlineIntersects(outline, place);
}

/** As Earth Engine has it, a missing property passes what is built as a negation. */
function holds(test: PropertyTest, value: unknown): boolean {
  if (value === undefined || value === null) {
    return test.op === 'neq' || test.op === 'lte' || test.op === 'gte';
  }
  if (typeof value !== 'number' && typeof value !== 'string') return true;
  if (test.op === 'in') return test.value.includes(value);
  if (test.op === 'eq') return value === test.value;
  if (test.op === 'neq') return value !== test.value;
  if (typeof value !== typeof test.value) return true;
  switch (test.op) {
    case 'lt':
      return value < test.value;
    case 'lte':
      return value <= test.value;
    case 'gt':
      return value > test.value;
    case 'gte':
      return value >= test.value;
  }
}
