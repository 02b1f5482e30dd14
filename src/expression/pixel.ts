/**
 * What one output band computes at one pixel of one scene: a tree over that scene's bands at the same pixel. An
 * image expression is resolved to one such tree per band; GLSL and CPU twin are compiled from it.
 */
export type PixelExpr =
  | { readonly op: 'band'; readonly band: string }
  | { readonly op: 'const'; readonly value: number }
  | { readonly op: PixelFn; readonly args: readonly PixelExpr[] };

/**
 * Operators; `operators.ts` says what each does. Each is masked where an argument is. `updateMask(value, mask)` also
 * where `mask` is 0; `normalizedDifference(a, b)` also where a or b is negative. Division by 0 gives 0. Comparisons
 * give 0 or 1. Operators on bits take whole numbers alone; shifts are masked where they go by less than 0 or more than
 * 31 bits, or beyond 32. `maskOf(x)` is 1 where x is there, `mask(x)` also 0 where it is not.
 */
export type PixelFn =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'min'
  | 'max'
  | 'abs'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'eq'
  | 'neq'
  | 'and'
  | 'or'
  | 'not'
  | 'bitwiseAnd'
  | 'leftShift'
  | 'rightShift'
  | 'bitwiseOr'
  | 'bitwiseXor'
  | 'bitwiseNot'
  | 'wholeQuotient'
  | 'remainder'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'signum'
  | 'sqrt'
  | 'exp'
  | 'log'
  | 'log10'
  | 'pow'
  | 'sin'
  | 'cos'
  | 'toUint8'
  | 'toInt8'
  | 'toUint16'
  | 'toInt16'
  | 'toInt32'
  | 'toUint32'
  | 'truncate'
  | 'toFloat'
  | 'normalizedDifference'
  | 'updateMask'
  | 'maskOf'
  | 'mask'
  | 'unmask'
  | 'choose'
  | 'replace';

/** An image as bands in order, each a tree over the source bands of a scene. */
export interface PixelBand {
  readonly name: string;
  readonly expr: PixelExpr;
  /** Other names that mean it, where no band has them. */
  readonly aliases?: readonly string[];
}
