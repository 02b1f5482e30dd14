import { leafLists } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { LngLat } from '../grid/grid.ts';
import { centreOf } from '../scene/bounds.ts';
import { isComposed } from './origins.ts';

/** Where a recipe's ground metres are measured: in the list of its scenes, of a composed image in the first inside. */
export function centreOfRecipe(recipe: Recipe): LngLat {
  const lists = isComposed(recipe) ? [...leafLists(recipe), recipe.list] : [recipe.list];
  for (const list of lists) {
    const centre = centreOf(list);
    if (centre) return centre;
  }
  return { lng: 0, lat: 0 };
}
