import type { Scene, SceneList } from '../scene/scene.ts';
import { leafBands } from './glsl.ts';
import type { MadeBands, MadeImage, Recipe, Reduction } from './recipe.ts';

/** What a recipe and a reduction have in common: scenes, and bands that are composed for them. */
type Subject = Pick<Recipe | Reduction, 'list' | 'made'>;

const known = new WeakMap<Recipe, readonly Scene[]>();

/** The acquisitions that a recipe draws on, made images included, each once; scenes that stand for images left out. */
export function leafScenes(recipe: Recipe): readonly Scene[] {
  if (!recipe.made) return isOfConstants(recipe) ? [] : recipe.list.scenes;
  let scenes = known.get(recipe);
  if (!scenes) {
    const found = new Set(leafLists(recipe).flatMap((list) => list.scenes.filter(isAcquisition)));
    known.set(recipe, (scenes = [...found]));
  }
  return scenes;
}

/** Its one scene stands for numbers. */
function isOfConstants({ list, selections }: Recipe): boolean {
  const exprs = selections.flatMap(({ quality, bands }) => [quality, ...bands.map(({ expr }) => expr)]);
  return exprs.length > 0 && !list.scenes.some(isAcquisition) && leafBands(exprs).length === 0;
}

/** The lists that hold them, each once, the recipe's own first. */
export function leafLists(recipe: Recipe): readonly SceneList[] {
  const lists = new Set<SceneList>();
  const seen = new Set<MadeImage>();
  const queue: Subject[] = [recipe];
  for (const { list, made } of queue) {
    if (list.scenes.length === 0 || list.scenes.some(isAcquisition)) lists.add(list);
    for (const image of made ? imagesOf(made) : []) {
      if (seen.has(image)) continue;
      seen.add(image);
      queue.push(image.kind === 'mosaic' ? image.recipe : image.reduction);
    }
  }
  return [...lists];
}

/** False for a scene that stands for a computed image: it has no bands of its own. */
export function isAcquisition({ bands }: Scene): boolean {
  return bands.size > 0;
}

function imagesOf(made: MadeBands): MadeImage[] {
  return [...made.values()].flatMap((band) =>
    band.kind === 'image' ? band.sources.flatMap((source) => source?.image ?? []) : [],
  );
}
