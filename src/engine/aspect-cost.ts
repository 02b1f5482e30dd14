import { leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import { tell } from '../errors.ts';
import { tileBounds } from '../grid/tile.ts';
import { aspectOf, type Aspect } from './aspect.ts';
import { candidatesWithin } from './candidates.ts';
import { estimateView, type EstimateRequest } from './estimate.ts';
import { distinctTiles } from './view.ts';

/** What showing an aspect takes in a view. */
export interface AspectCost {
  /** To be read, roughly. */
  readonly bytes: number;
  /** That meet the view. */
  readonly scenes: number;
}

/**
 * What an aspect of an image takes; why it cannot be shown, as a sentence, where it cannot.
 * @param isDone true where the image's own pixels in the view are: then its winners are known
 */
export function costOf(
  image: Recipe,
  aspect: Aspect,
  { isDone, ...request }: Omit<EstimateRequest, 'recipes'> & { readonly isDone: boolean },
): AspectCost | string {
  try {
    const recipe = aspectOf(image, aspect);
    const scenes = scenesInView(recipe, request);
    if (scenes === 0 || (isDone && (aspect === 'date' || aspect === 'pixels'))) return { bytes: 0, scenes };
    const estimate = estimateView({ ...request, recipes: [recipe] });
    return estimate ? { bytes: estimate.bytes, scenes } : 'Zoom in: from so far out nothing is composed.';
  } catch (error) {
    return tell(error);
  }
}

function scenesInView(recipe: Recipe, { view }: Pick<EstimateRequest, 'view'>): number {
  const list = { ...recipe.list, scenes: leafScenes(recipe) };
  const met = distinctTiles(view).flatMap((id) => candidatesWithin(list, tileBounds(id)));
  return new Set(met).size;
}
