import type { Affine } from './grid.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function apply(affine: Affine, column: number, row: number): [x: number, y: number] {
  const [a, b, c, d, e, f] = affine;
  return [a * column + b * row + c, d * column + e * row + f];
}

/** False where pixels have no area or a coefficient is not a number: such an affine has no inverse. */
export function isInvertible(affine: Affine): boolean {
  const [a, b, , d, e] = affine;
  const determinant = a * e - b * d;
  return affine.every(Number.isFinite) && determinant !== 0 && Number.isFinite(1 / determinant);
}

/** CRS coordinates to pixels. Throws a RangeError where there is no inverse. */
export function invert(affine: Affine): Affine {
  if (!isInvertible(affine)) throw new RangeError(`affine [${affine.join(', ')}] has no inverse`);
  const [a, b, c, d, e, f] = affine;
  const determinant = a * e - b * d;
  return [
    e / determinant,
    -b / determinant,
    (b * f - c * e) / determinant,
    -d / determinant,
    a / determinant,
    (c * d - a * f) / determinant,
  ];
}

/** The same upper-left corner with pixels `columns` times as wide and `rows` times as high. */
export function scalePixels(affine: Affine, columns: number, rows: number): Affine {
  const [a, b, c, d, e, f] = affine;
  return [a * columns, b * rows, c, d * columns, e * rows, f];
}

/** The same pixels counted from another one: the new (0, 0) is the old (column, row). */
export function shiftOrigin(affine: Affine, column: number, row: number): Affine {
  const [a, b, , d, e] = affine;
  const [x, y] = apply(affine, column, row);
  return [a, b, x, d, e, y];
}

/** An overview's affine: the full extent divided by the overview's own size. */
export function levelAffine(full: Affine, fullSize: Size, levelSize: Size): Affine {
  return scalePixels(full, fullSize.width / levelSize.width, fullSize.height / levelSize.height);
}

/** The shortest length, in CRS units, that a step of one pixel can have in any direction. */
export function smallestStep(affine: Affine): number {
  const [a, b, , d, e] = affine;
  const sum = (a * a + b * b + d * d + e * e) / 2;
  const largest = Math.sqrt(sum + Math.hypot((a * a + d * d - b * b - e * e) / 2, a * b + d * e));
  return Math.abs(a * e - b * d) / largest;
}
