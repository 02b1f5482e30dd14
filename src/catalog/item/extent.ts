import { isInvertible } from '../../grid/affine.ts';
import type { Affine } from '../../grid/grid.ts';
import type { Extent } from '../../scene/scene.ts';
import { type Json, numberOf } from '../json.ts';

/**
 * The pixels of a file by STAC's projection extension: `proj:shape` (rows, columns) and `proj:transform` (six numbers,
 * or nine). Both have to be told by the asset, else both by the item.
 */
export function extentOf(asset: Json, properties: Json): Extent | undefined {
  return readExtent(asset) ?? readExtent(properties);
}

function readExtent(fields: Json): Extent | undefined {
  const [height, width] = numbersOf(fields['proj:shape'], 2).map((size) => (isSize(size) ? size : undefined));
  const affine = numbersOf(fields['proj:transform'], 6);
  if (!width || !height || affine.length !== 6) return undefined;
  const transform = affine as unknown as Affine;
  return isInvertible(transform) ? { affine: transform, width, height } : undefined;
}

/** The first numbers of a list; none where it holds anything else or fewer. */
function numbersOf(value: unknown, count: number): readonly number[] {
  if (!Array.isArray(value) || value.length > 9) return [];
  const numbers = value.slice(0, count).flatMap((each) => numberOf(each) ?? []);
  return numbers.length === count ? numbers : [];
}

const isSize = (size: number): boolean => Number.isInteger(size) && size > 0 && size < 2 ** 31;
