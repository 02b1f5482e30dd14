import { gridLngLatBounds } from '../grid/grid-bounds.ts';
import { outlineIntersects } from '../grid/outline.ts';
import type { Grid } from '../grid/grid.ts';
import type { SceneList } from '../scene/scene.ts';

/** Indices of the scenes that may have pixels on a grid, in order. Footprints only exclude. */
export function candidatesOn(list: SceneList, grid: Grid): number[] {
  const bounds = gridLngLatBounds(grid);
  const indices: number[] = [];
  list.scenes.forEach(({ footprint }, index) => {
    if (!bounds || !footprint || outlineIntersects(footprint, bounds)) indices.push(index);
  });
  return indices;
}
