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
  'Image.bitwiseOr': binary('bitwiseOr', 'The bits that one of the two has; of whole numbers.'),
  'Image.bitwiseXor': binary('bitwiseXor', 'The bits that one of the two alone has; of whole numbers.'),
  'Image.pow': {
    params: [
      { name: 'image1', type: 'Image' },
      { name: 'image2', type: 'Image' },
    ],
    result: 'Image',
    doc: 'The first to the power of the second. One band meets every band of the other image; else bands are paired in order.',
    evidence: 'established',
  },
  'Image.mod': {
    ...binary(
      'remainder',
      'The remainder of a division, with the sign of the first; of whole numbers. Of division by 0: 0.',
    ),
    evidence: 'inferred',
  } as const,
  'Image.bitwiseNot': unary('bitwiseNot', 'All bits turned round: −1 − value; of whole numbers.'),
  'Image.abs': unary('abs', 'The absolute value.'),
  'Image.not': unary('not', '1 where the value is 0, else 0.'),
  'Image.sqrt': unary('sqrt', 'The square root; masked where the value is negative.'),
  'Image.exp': unary('exp', 'The number e to the power of the value.'),
  'Image.log': unary('log', 'The natural logarithm; masked where the value is not positive.'),
  'Image.log10': unary('log10', 'The logarithm to base 10; masked where the value is not positive.'),
  'Image.sin': unary('sin', 'The sine of an angle in radians; masked beyond ±8192.'),
  'Image.cos': unary('cos', 'The cosine of an angle in radians; masked beyond ±8192.'),
  'Image.floor': unary('floor', 'The largest whole number that is not greater.'),
  'Image.ceil': unary('ceil', 'The smallest whole number that is not less.'),
  'Image.round': unary('round', 'The nearest whole number; halves go up.'),
  'Image.signum': unary('signum', '1, 0 or −1: the sign.'),
  'Image.toByte': cast('toUint8'),
  'Image.byte': cast('toUint8'),
  'Image.toUint8': cast('toUint8'),
  'Image.uint8': cast('toUint8'),
  'Image.toInt8': cast('toInt8'),
  'Image.int8': cast('toInt8'),
  'Image.toUint16': cast('toUint16'),
  'Image.uint16': cast('toUint16'),
  'Image.toShort': cast('toInt16'),
  'Image.short': cast('toInt16'),
  'Image.toInt16': cast('toInt16'),
  'Image.int16': cast('toInt16'),
  'Image.toInt': cast('toInt32'),
  'Image.int': cast('toInt32'),
  'Image.toInt32': cast('toInt32'),
  'Image.int32': cast('toInt32'),
  'Image.toUint32': cast('toUint32'),
  'Image.uint32': cast('toUint32'),
  'Image.toLong': toWide('truncate', 'Towards 0.'),
  'Image.long': toWide('truncate', 'Towards 0.'),
  'Image.toInt64': toWide('truncate', 'Towards 0.'),
  'Image.int64': toWide('truncate', 'Towards 0.'),
  'Image.toFloat': unary('toFloat', 'As float32.'),
  'Image.float': unary('toFloat', 'As float32.'),
  'Image.toDouble': toWide('toFloat', 'As a fraction.'),
  'Image.double': toWide('toFloat', 'As a fraction.'),
  'Image.clamp': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'low', type: 'Number' },
      { name: 'high', type: 'Number' },
    ],
    result: 'Image',
    doc: 'Values below low become low, values above high become high.',
    evidence: 'established',
  },
  'Image.unitScale': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'low', type: 'Number' },
      { name: 'high', type: 'Number' },
    ],
    result: 'Image',
    doc: '(value − low) / (high − low), not clamped.',
    evidence: 'established',
  },
  'Image.mask': {
    params: [
      { name: 'image', type: 'Image' },
      { name: 'mask', type: 'Image', optional: true },
    ],
    result: 'Image',
    doc: 'Without mask: 1 where each band is there, else 0. With one: masked where it is 0, whatever was masked before; what was masked becomes 0.',
    evidence: 'established',
    difference: 'A mask is there or not: shares of it (0.5) count as there.',
  },
  'Image.unmask': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'value', type: 'Image', optional: true },
      { name: 'sameFootprint', type: 'Boolean', optional: true, default: true },
    ],
    result: 'Image',
    doc: 'The value (0 unless given) where the image is masked.',
    evidence: 'established',
    difference: 'Also beyond the footprint where a scene was read: sameFootprint makes no difference.',
  },
  'Image.selfMask': {
    params: [{ name: 'image', type: 'Image' }],
    result: 'Image',
    doc: 'Masked where the value itself is 0.',
    evidence: 'established',
  },
  'Image.where': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'test', type: 'Image' },
      { name: 'value', type: 'Image' },
    ],
    result: 'Image',
    doc: 'The value where test is not 0. Where test or value is masked the image stays; its own mask does not change.',
    evidence: 'established',
  },
  'Image.expression': {
    params: [
      { name: 'input', type: 'Image' },
      { name: 'expression', type: 'String' },
      { name: 'map', type: 'Dictionary', optional: true },
    ],
    result: 'Image',
    doc:
      "A formula of bands: b('B4') or b(0), names of the map, img.B4 and img['B4'], + − * / % **, comparisons, && || ! ^, " +
      '? :, functions such as sqrt and max. `/` of two whole numbers is rounded down. `name = …` names the band.',
    evidence: 'established',
    difference:
      'No operators on bits. `/` rounds down where both sides are held as int32: not for uint32 bands, nor beyond int32. `%` ' +
      'takes whole numbers alone.',
  },
  'Image.reduce': {
    params: [
      { name: 'image', type: 'Image' },
      { name: 'reducer', type: 'Reducer' },
    ],
    result: 'Image',
    doc: 'One band of all bands that are there at a pixel, named after the reducer: sum, mean, min, max, product or count.',
    evidence: 'established',
  },
  'Image.visualize': {
    params: [
      { name: 'image', type: 'Image' },
      { name: 'bands', type: 'Names', optional: true },
      { name: 'gain', type: 'Object', optional: true },
      { name: 'bias', type: 'Object', optional: true },
      { name: 'min', type: 'Object', optional: true },
      { name: 'max', type: 'Object', optional: true },
      { name: 'gamma', type: 'Object', optional: true },
    ],
    result: 'Image',
    doc: 'Bands vis-red, vis-green and vis-blue of 0 to 255.',
    evidence: 'established',
    difference:
      'Without min and max: from 0 to 1, whatever the type. Palette, opacity and forceRgbOutput are for Map.addLayer.',
  },
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

function cast<Fn extends PixelFn>(pixel: Fn) {
  return {
    params: [{ name: 'value', type: 'Image' }],
    result: 'Image',
    doc: 'A cast: towards 0, and values beyond the range become its ends.',
    evidence: 'inferred',
    pixel,
  } as const;
}

function toWide<Fn extends PixelFn>(pixel: Fn, doc: string) {
  return {
    params: [{ name: 'value', type: 'Image' }],
    result: 'Image',
    doc,
    evidence: 'established',
    difference: 'Held as float32 beyond 32 bits.',
    pixel,
  } as const;
}
