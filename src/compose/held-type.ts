import type { PixelExpr } from '../expression/pixel.ts';
import { integerTypeFor, type Dtype } from '../dtype.ts';
import { typeOfExpr } from './bounds.ts';
import type { Leaves } from './steps.ts';

/** The smallest type that holds all values of an expression over bands of the given types. Errors: `typeOfExpr`'s. */
export function heldType(expr: PixelExpr, leaves: Leaves): Dtype {
  const { type, low, high } = typeOfExpr(expr, leaves);
  if (expr.op === 'band') return leaves.get(expr.band)!;
  return type === 'float' ? 'float32' : integerTypeFor(low, high);
}
