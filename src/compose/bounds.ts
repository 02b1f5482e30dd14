import type { PixelExpr } from '../expression/pixel.ts';
import { stepsOf, type Leaves, type ScalarType } from './steps.ts';

/** How an expression's result is held, and the smallest and largest value it can have where it is unmasked. */
export interface ExprType {
  readonly type: ScalarType;
  readonly low: number;
  readonly high: number;
}

/**
 * The type and range of an expression over bands of the given types. 'int': every value is exact in int32. 'uint': the
 * values of a uint32 band as they are. 'float': float32 arithmetic. The range holds on GPU and CPU alike.
 * @throws BestpixelError 'missing-band' for a band without a leaf, 'bad-input' for a constant beyond float32.
 */
export function typeOfExpr(expr: PixelExpr, leaves: Leaves): ExprType {
  const { type, low, high } = stepsOf(expr, leaves).at(-1)!;
  return { type, low, high };
}
