import { leafBands } from '../compose/glsl.ts';
import type { MadeBands, MadeImage, Recipe } from '../compose/recipe.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';

/** What is evaluated for each of some scenes. */
export interface Evaluation {
  readonly list: SceneList;
  readonly made?: MadeBands;
  /** By what scenes are ranked; none in a reduction. */
  readonly qualities: readonly PixelExpr[];
  readonly bands: readonly PixelExpr[];
}

export function evaluationOf({ list, made, selections }: Recipe): Evaluation {
  const qualities = selections.map(({ quality }) => quality);
  return { list, made, qualities, bands: selections.flatMap(({ bands }) => bands.map(({ expr }) => expr)) };
}

/** The same of some bands of an image that is composed. */
export function evaluationOfImage(image: MadeImage, names: readonly string[]): Evaluation {
  if (image.kind === 'mosaic') return evaluationOf(takeBands(image.recipe, names));
  const { list, made, bands } = image.reduction;
  const exprs = bands.filter(({ name }) => names.includes(name)).map(({ expr }) => expr);
  return { list, made, qualities: [], bands: exprs };
}

/** The recipe with no bands but those of the given names. */
export function takeBands(recipe: Recipe, names: readonly string[]): Recipe {
  const selections = recipe.selections
    .map((selection) => ({ ...selection, bands: selection.bands.filter(({ name }) => names.includes(name)) }))
    .filter(({ bands }) => bands.length > 0);
  return { ...recipe, selections };
}

/** Bands that no file holds. */
export function isMadeName(band: string): boolean {
  return band.startsWith('~');
}

/** The images that made bands of these names take part of, each with the bands that are taken. */
function taken(made: MadeBands | undefined, names: readonly string[]): Map<MadeImage, Set<string>> {
  const images = new Map<MadeImage, Set<string>>();
  for (const name of names) {
    const band = made?.get(name);
    if (band?.kind !== 'image') continue;
    for (const source of band.sources) {
      if (!source) continue;
      const bands = images.get(source.image);
      if (bands) bands.add(source.band);
      else images.set(source.image, new Set([source.band]));
    }
  }
  return images;
}

/** By image the names of the bands that are asked for. */
export type AskedImages = ReadonlyMap<MadeImage, readonly string[]>;

const known = new WeakMap<Recipe, AskedImages>();

/** All images that composing a recipe takes part of, at any depth. */
export function askedImages(recipe: Recipe): AskedImages {
  let asked = known.get(recipe);
  if (!asked) known.set(recipe, (asked = recipe.made ? findAsked(recipe) : new Map<MadeImage, string[]>()));
  return asked;
}

function findAsked(recipe: Recipe): AskedImages {
  const asked = new Map<MadeImage, Set<string>>();
  /** By bands' tables, the names that were followed. */
  const followed = new Map<MadeBands, Set<string>>();
  const queue: Evaluation[] = [evaluationOf(recipe)];
  for (const { made, qualities, bands } of queue) {
    if (!made) continue;
    const before = followed.get(made) ?? new Set();
    followed.set(made, before);
    const names = leafBands([...qualities, ...bands]).filter((name) => isMadeName(name) && !before.has(name));
    for (const name of names) before.add(name);
    for (const [image, wanted] of taken(made, names)) {
      const had = asked.get(image) ?? new Set();
      asked.set(image, had);
      const more = [...wanted].filter((name) => !had.has(name));
      for (const name of more) had.add(name);
      if (more.length > 0) queue.push(evaluationOfImage(image, more));
    }
  }
  return new Map([...asked].map(([image, bands]) => [image, [...bands]]));
}

/** How many images lie one within the other below each of these: 0 where it takes part of none. */
export function heightsOf(asked: AskedImages): ReadonlyMap<MadeImage, number> {
  const heights = new Map<MadeImage, number>();
  const visit = (image: MadeImage): number => {
    const seen = heights.get(image);
    if (seen !== undefined) return seen;
    heights.set(image, 0);
    const { made, qualities, bands } = evaluationOfImage(image, asked.get(image) ?? []);
    const inner = taken(made, leafBands([...qualities, ...bands])).keys();
    const height = Math.max(0, ...[...inner].map((each) => visit(each) + 1));
    heights.set(image, height);
    return height;
  };
  for (const image of asked.keys()) visit(image);
  return heights;
}
