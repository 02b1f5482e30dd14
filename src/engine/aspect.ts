import { dateRecipe, marginRecipe, scenesRecipe } from '../compose/aspects.ts';
import type { Recipe } from '../compose/recipe.ts';

/**
 * What a layer shows of its image: 'pixels' themselves, or, as one band of that name, where they come from: 'date' of the
 * winner (whole days since 1970-01-01, UTC), 'margin' between winner and runner-up (in units of the quality, 0 where the tie
 * rule decides, masked where a single scene competes), 'scenes' that compete (a count). Margin and scenes need every scene.
 */
export type Aspect = 'pixels' | 'date' | 'margin' | 'scenes';

/**
 * A recipe that shows an aspect of another. Of no scenes there is none: the recipe stays.
 * @throws BestpixelError 'unsupported' where no single scene gives its pixels
 */
export function aspectOf(recipe: Recipe, aspect: Aspect): Recipe {
  if (recipe.selections.length === 0 || aspect === 'pixels') return recipe;
  const derived = known.get(recipe) ?? new Map<Aspect, Recipe>();
  known.set(recipe, derived);
  const before = derived.get(aspect);
  if (before) return before;
  const made = derivations[aspect](recipe);
  derived.set(aspect, made);
  return made;
}

/** So that a layer that is arranged anew is the same. */
const known = new WeakMap<Recipe, Map<Aspect, Recipe>>();

const derivations: Readonly<Record<Aspect, (recipe: Recipe) => Recipe>> = {
  pixels: (recipe) => recipe,
  date: dateRecipe,
  margin: marginRecipe,
  scenes: scenesRecipe,
};
