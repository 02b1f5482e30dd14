import { expect } from 'vitest';
import type { Recipe } from '../../compose/recipe.ts';
import {
  band,
  composed,
  mosaicImage,
  part,
  pixelsOf,
  sampled,
  selectionOf,
  some,
  type SetUp,
} from './composed.ts';

export const pixels = part.width * part.height;

/** Best by `q` of some of the scenes, and the pixels that a plain loop gives. */
export function bestOf({ scenes }: SetUp, which: (index: number) => boolean) {
  const list = some(scenes.list, which);
  const recipe: Recipe = { list, selections: [selectionOf(band('q'), { red: band('red'), q: band('q') })] };
  const indices = [...scenes.list.scenes.keys()].filter(which);
  const q = indices.map((index) => pixelsOf(scenes, index, 'q'));
  const winner = Array.from({ length: pixels }, (_, i) => {
    let best: number | null = null;
    q.forEach((values, k) => {
      if (values[i] !== null && (best === null || values[i]! >= q[best]![i]!)) best = k;
    });
    return best as number | null;
  });
  const take = (name: string): (number | null)[] => {
    const all = indices.map((index) => pixelsOf(scenes, index, name));
    return winner.map((k, i) => (k === null ? null : all[k]![i]!));
  };
  const ids = winner.map((k) => (k === null ? null : `scene-${indices[k]}`));
  return { recipe, image: mosaicImage(recipe), red: take('red'), q: take('q'), ids };
}

/** GPU and CPU alike. */
export async function expectPixels(
  given: SetUp,
  recipe: Recipe,
  expected: { values: Record<string, (number | null)[]>; winners: (string | null)[] },
): Promise<void> {
  const found = await composed(given, recipe);
  expect(found.values).toEqual(expected.values);
  expect(found.winners).toEqual(expected.winners);
  const sample = await sampled(given, recipe);
  for (const [name, values] of Object.entries(sample.values)) {
    values.forEach((value, i) => expect(value, `${name} at ${i}`).toBe(expected.values[name]![i]));
  }
  sample.winners.forEach((id, i) => expect(id, `winner at ${i}`).toBe(expected.winners[i]));
}
