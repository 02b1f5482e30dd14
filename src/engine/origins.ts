import { leafBands } from '../compose/glsl.ts';
import { isAcquisition, leafScenes } from '../compose/leaf-scenes.ts';
import type { MadeSource, Recipe } from '../compose/recipe.ts';
import type { PixelExpr } from '../expression/pixel.ts';
import type { Scene } from '../scene/scene.ts';
import type { Images, Origin } from './composed-image.ts';

interface Winners {
  readonly recipe: Recipe;
  /** Through which images a winner is followed: the first that is of acquisitions counts. */
  readonly exprs: readonly PixelExpr[];
  /** Indices into the recipe's list; −1: none. */
  readonly winner: Int32Array;
  readonly images: Images;
  readonly signal?: AbortSignal;
}

/** True where some scenes stand for computed images. */
export function isComposed(recipe: Recipe): boolean {
  const { scenes } = recipe.list;
  return leafScenes(recipe) !== scenes && scenes.some((scene) => !isAcquisition(scene));
}

/** Which acquisition each pixel comes from, where winners stand for images; null: none of them tells. */
export async function originOf({ recipe, exprs, winner, images, signal }: Winners): Promise<Origin | null> {
  const { scenes } = recipe.list;
  if (!isComposed(recipe)) return { scene: winner, scenes };
  const names = leafBands(exprs);
  const inner = new Map<number, Origin | null>();
  for (const index of new Set(winner)) {
    if (index < 0 || isAcquisition(scenes[index]!)) continue;
    inner.set(index, await firstOrigin(sourcesOf(recipe, names, index), images, signal));
  }
  const found = new Numbered();
  const scene = new Int32Array(winner.length).fill(-1);
  const numbersOf = new Map([...inner].map(([index, origin]) => [index, origin?.scenes.map(found.of)]));
  let told = false;
  for (let i = 0; i < winner.length; i++) {
    const index = winner[i]!;
    if (index < 0) continue;
    const origin = inner.get(index);
    if (origin === null) continue;
    told = true;
    if (origin === undefined) scene[i] = found.of(scenes[index]!);
    else if (origin.scene[i]! >= 0) scene[i] = numbersOf.get(index)![origin.scene[i]!]!;
  }
  return told ? { scene, scenes: found.scenes } : null;
}

/** The images behind a scene, in the order in which expressions read them. */
export function sourcesOf(
  { made }: Pick<Recipe, 'made'>,
  names: readonly string[],
  scene: number,
): MadeSource[] {
  return names.flatMap((name) => {
    const band = made?.get(name);
    return (band?.kind === 'image' && band.sources[scene]) || [];
  });
}

async function firstOrigin(
  sources: readonly MadeSource[],
  images: Images,
  signal?: AbortSignal,
): Promise<Origin | null> {
  for (const source of sources) {
    const origin = await images.originOf(source, signal);
    if (origin) return origin;
  }
  return null;
}

/** Scenes in order of first use. */
class Numbered {
  readonly scenes: Scene[] = [];
  readonly #numbers = new Map<Scene, number>();

  readonly of = (scene: Scene): number => {
    let number = this.#numbers.get(scene);
    if (number === undefined) this.#numbers.set(scene, (number = this.scenes.push(scene) - 1));
    return number;
  };
}
