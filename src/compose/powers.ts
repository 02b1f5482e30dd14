import type { PixelExpr } from '../expression/pixel.ts';
import { bandwise } from './bandwise.ts';
import type { ImageValue } from './images.ts';

/** Small whole powers are products and the half one is a root: exact where a general power is not. */
export function powerOf(method: string, base: ImageValue, exponent: ImageValue): ImageValue {
  return bandwise(method, [base, exponent], (value, power) => powerExpr(value!, power!));
}

export function powerExpr(value: PixelExpr, power: PixelExpr): PixelExpr {
  if (power.op !== 'const') return { op: 'pow', args: [value, power] };
  const factor: PixelExpr = { op: 'toFloat', args: [value] };
  if (power.value === 0.5) return { op: 'sqrt', args: [factor] };
  if (![1, 2, 3, 4].includes(power.value)) return { op: 'pow', args: [value, power] };
  const square: PixelExpr = { op: 'multiply', args: [factor, factor] };
  if (power.value === 1) return factor;
  if (power.value === 2) return square;
  return { op: 'multiply', args: [square, power.value === 3 ? factor : square] };
}
