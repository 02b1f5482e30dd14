import type { Selection } from '../compose/recipe.ts';
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
  const sum = (of: (selection: Selection) => number): number =>
    recipe.selections.reduce((total, selection) => total + of(selection), 0);
  const lasting = sum((selection) => bytesOfPart(selection, square));
  return { lasting, most: lasting + sum((selection) => bytesOfWork(selection, square, layersPerArray)) };
}
