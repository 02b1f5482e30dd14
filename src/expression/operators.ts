import { arithmetic, arithmeticGlsl } from './operators/arithmetic.ts';
import { bitwise } from './operators/bits.ts';
import { casts, castsGlsl } from './operators/casts.ts';
import { functions, functionsGlsl } from './operators/functions.ts';
import { logic } from './operators/logic.ts';
import { masks } from './operators/masks.ts';
import type { Operator } from './operators/operator.ts';
import type { PixelFn } from './pixel.ts';

export {
  floatMax,
  type Instead,
  type Interval,
  type Operator,
  type ScalarType,
} from './operators/operator.ts';

/** Every operator. */
export const operators: Readonly<Record<PixelFn, Operator>> = {
  ...arithmetic,
  ...logic,
  ...bitwise,
  ...casts,
  ...functions,
  ...masks,
};

/** The GLSL functions that operators call; they call `px_rounded`. */
export const operatorsGlsl = arithmeticGlsl + castsGlsl + functionsGlsl;
