import { gridLngLatBounds } from '../grid/grid-bounds.ts';
import { outlineIntersects } from '../grid/outline.ts';
import type { Grid, LngLatBounds } from '../grid/grid.ts';
import type { SceneList } from '../scene/scene.ts';

/** Indices of the scenes that may have pixels on a grid, in order. Footprints only exclude. */
export function candidatesOn(list: SceneList, grid: Grid): number[] {
  return candidatesWithin(list, gridLngLatBounds(grid));
}

/** The same within bounds; null: nothing is known of the place, so nothing is excluded. */
export function candidatesWithin({ scenes }: SceneList, bounds: LngLatBounds | null): number[] {
  const indices: number[] = [];
  scenes.forEach(({ footprint }, index) => {
    if (!bounds || !footprint || outlineIntersects(footprint, bounds)) indices.push(index);
  });
  return indices;
}
