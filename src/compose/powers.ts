import type { PixelExpr } from '../expression/pixel.ts';
import { bandwise } from './bandwise.ts';
import type { ImageValue } from './images.ts';

/** Whole powers are products and the half one is a root: exact where a general power is not. */
export function powerOf(method: string, base: ImageValue, exponent: ImageValue): ImageValue {
  return bandwise(method, [base, exponent], (value, power) => powerExpr(value!, power!));
}

export function powerExpr(value: PixelExpr, power: PixelExpr): PixelExpr {
  if (power.op !== 'const') return { op: 'pow', args: [value, power] };
  const factor: PixelExpr = { op: 'toFloat', args: [value] };
  const size = Math.abs(power.value);
  if (power.value === 0.5) return { op: 'sqrt', args: [factor] };
  if (!Number.isInteger(size) || size === 0 || size > most) return { op: 'pow', args: [value, power] };
  const whole = multiplied(factor, size);
  return power.value > 0 ? whole : { op: 'divide', args: [{ op: 'const', value: 1 }, whole] };
}

/** Greater powers are rounded at each product, and a general one is as good. */
const most = 64;

/** By squares: 13 = 1 + 4 + 8. */
function multiplied(factor: PixelExpr, times: number): PixelExpr {
  if (times === 1) return factor;
  const half = multiplied(factor, times >> 1);
  const square: PixelExpr = { op: 'multiply', args: [half, half] };
  return times % 2 === 0 ? square : { op: 'multiply', args: [square, factor] };
}
