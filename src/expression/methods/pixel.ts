import type { Method } from '../method.ts';
import type { PixelFn } from '../pixel.ts';

/** The rows of the table that compute pixel by pixel. */
export const pixelMethods = {
  'Image.normalizedDifference': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'bandNames', type: 'Names', optional: true },
    ],
    result: 'Image',
    doc: "(a − b) / (a + b) of two bands (else the first two) in the band 'nd'; masked where a or b is negative.",
    evidence: 'established',
    pixel: 'normalizedDifference',
  },
  'Image.updateMask': {
    params: [
      { name: 'image', type: 'Image' },
      { name: 'mask', type: 'Image' },
    ],
    result: 'Image',
    doc: 'Masks the image also where mask is 0 or masked.',
    evidence: 'established',
    pixel: 'updateMask',
  },
  'Image.add': binary('add', 'The sum.'),
  'Image.subtract': binary('subtract', 'The first less the second.'),
  'Image.multiply': binary('multiply', 'The product.'),
  'Image.divide': binary('divide', 'The quotient, never rounded to a whole number; division by 0 gives 0.'),
  'Image.min': binary('min', 'The smaller of two values.'),
  'Image.max': binary('max', 'The larger of two values.'),
  'Image.gt': binary('gt', '1 where the first is greater than the second, else 0.'),
  'Image.gte': binary('gte', '1 where the first is greater than or equal to the second, else 0.'),
  'Image.lt': binary('lt', '1 where the first is less than the second, else 0.'),
  'Image.lte': binary('lte', '1 where the first is less than or equal to the second, else 0.'),
  'Image.eq': binary('eq', '1 where the two are equal, else 0.'),
  'Image.neq': binary('neq', '1 where the two differ, else 0.'),
  'Image.and': binary('and', '1 where neither is 0, else 0.'),
  'Image.or': binary('or', '1 where one of the two is not 0, else 0.'),
  'Image.bitwiseAnd': binary('bitwiseAnd', 'The bits that both have; of whole numbers.'),
  'Image.leftShift': binary(
    'leftShift',
    'The first, shifted left by as many bits as the second says; of whole numbers. Masked where it needs more than 32 bits.',
  ),
  'Image.rightShift': binary(
    'rightShift',
    'The first, shifted right by as many bits as the second says (0 to 31, else masked); of whole numbers.',
  ),
  'Image.abs': unary('abs', 'The absolute value.'),
  'Image.not': unary('not', '1 where the value is 0, else 0.'),
} as const satisfies Readonly<Record<string, Method>>;

function binary<Fn extends PixelFn>(pixel: Fn, doc: string) {
  return {
    params: [
      { name: 'image1', type: 'Image' },
      { name: 'image2', type: 'Image' },
    ],
    result: 'Image',
    doc: `${doc} One band meets every band of the other image; else bands are paired in order.`,
    evidence: 'established',
    pixel,
  } as const;
}

function unary<Fn extends PixelFn>(pixel: Fn, doc: string) {
  return {
    params: [{ name: 'value', type: 'Image' }],
    result: 'Image',
    doc,
    evidence: 'established',
    pixel,
  } as const;
}
