import type { Recipe, Selection } from '../compose/recipe.ts';
import { askedImages, heightsOf, takeBands } from './asked-images.ts';
import { imagesAtOnce } from './made-images.ts';
import { bytesOfPart, bytesOfWork } from './mosaic.ts';
import type { PreparedLayer } from './prepared.ts';

/** GPU bytes of a tile: when it is done, and at most while it is composed. */
export interface Need {
  readonly lasting: number;
  readonly most: number;
}

export function needOfTile(
  { recipe }: Pick<PreparedLayer, 'recipe'>,
  { size, layersPerArray }: { readonly size: number; readonly layersPerArray: number },
): Need {
  const square = { width: size, height: size };
  const needOf = ({ selections }: Recipe): Need => {
    const sum = (of: (selection: Selection) => number): number =>
      selections.reduce((total, selection) => total + of(selection), 0);
    const lasting = sum((selection) => bytesOfPart(selection, square));
    return { lasting, most: lasting + sum((selection) => bytesOfWork(selection, square, layersPerArray)) };
  };
  const { lasting, most } = needOf(recipe);
  return { lasting, most: most + mostInside(recipe, (inner) => needOf(inner).most) };
}

/** Of the mosaics that a recipe takes part of: some of each height are composed at once, and freed then. */
function mostInside(recipe: Recipe, bytesOf: (inner: Recipe) => number): number {
  const asked = askedImages(recipe);
  const largest = new Map<number, number>();
  for (const [image, height] of heightsOf(asked)) {
    if (image.kind !== 'mosaic') continue;
    const bytes = bytesOf(takeBands(image.recipe, asked.get(image)!));
    largest.set(height, Math.max(largest.get(height) ?? 0, bytes));
  }
  return [...largest.values()].reduce((sum, bytes) => sum + imagesAtOnce * bytes, 0);
}
