import type { Method } from '../method.ts';

/** The rows of the table that compute numbers. */
export const numberMethods = {
  'Number.of': {
    params: [{ name: 'number', type: 'Object' }],
    result: 'Number',
    doc: 'A value as a number.',
    evidence: 'established',
  },
  'Number.parse': {
    params: [
      { name: 'input', type: 'String' },
      { name: 'radix', type: 'Number', optional: true, default: 10 },
    ],
    result: 'Number',
    doc: 'The number that a text writes; whole numbers also to another base than 10.',
    evidence: 'established',
  },
  'Number.format': {
    params: [
      { name: 'number', type: 'Number' },
      { name: 'pattern', type: 'String', optional: true, default: '%s' },
    ],
    result: 'String',
    doc: "The number as text, by a pattern such as '%d', '%04d' or '%.2f'.",
    difference:
      'Of the patterns of printf, %d, %x, %o, %f, %e, %s and %% alone, with width, 0, +, - and precision.',
    evidence: 'inferred',
  },
  'Number.add': binary('The sum.'),
  'Number.subtract': binary('The first less the second.'),
  'Number.multiply': binary('The product.'),
  'Number.divide': binary('The quotient; division by 0 gives 0.'),
  'Number.mod': binary(
    'The remainder of the division, with the sign of the first; by 0 it is 0.',
    'inferred',
  ),
  'Number.pow': binary('The first to the power of the second.'),
  'Number.min': binary('The smaller of two numbers.'),
  'Number.max': binary('The larger of two numbers.'),
  'Number.hypot': binary('The square root of the sum of both squares.'),
  'Number.atan2': binary(
    'The angle, in radians, of the vector [left, right] from the first axis.',
    'inferred',
  ),
  'Number.gt': binary('1 if the first is greater than the second, else 0.'),
  'Number.gte': binary('1 if the first is greater than or equal to the second, else 0.'),
  'Number.lt': binary('1 if the first is less than the second, else 0.'),
  'Number.lte': binary('1 if the first is less than or equal to the second, else 0.'),
  'Number.eq': binary('1 if the two are equal, else 0.'),
  'Number.neq': binary('1 if the two differ, else 0.'),
  'Number.and': binary('1 if neither is 0, else 0.'),
  'Number.or': binary('1 if one of the two is not 0, else 0.'),
  'Number.not': unary('1 if the number is 0, else 0.'),
  'Number.abs': unary('The absolute value.'),
  'Number.ceil': unary('The smallest whole number that is not less.'),
  'Number.floor': unary('The largest whole number that is not greater.'),
  'Number.round': unary('The nearest whole number; halves go up.', 'inferred'),
  'Number.signum': unary('The sign: −1, 0 or 1.'),
  'Number.sqrt': unary('The square root.'),
  'Number.cbrt': unary('The cube root.'),
  'Number.exp': unary('Euler’s number to the power of the number.'),
  'Number.log': unary('The natural logarithm.'),
  'Number.log10': unary('The logarithm to the base 10.'),
  'Number.sin': unary('The sine of an angle in radians.'),
  'Number.cos': unary('The cosine of an angle in radians.'),
  'Number.tan': unary('The tangent of an angle in radians.'),
  'Number.asin': unary('The arc sine, in radians.'),
  'Number.acos': unary('The arc cosine, in radians.'),
  'Number.atan': unary('The arc tangent, in radians.'),
  'Number.toByte': unary('The number without its fraction, within 0 … 255.', 'inferred'),
  'Number.byte': unary('As toByte.', 'inferred'),
  'Number.toShort': unary('The number without its fraction, within −32768 … 32767.', 'inferred'),
  'Number.short': unary('As toShort.', 'inferred'),
  'Number.toInt': unary('The number without its fraction, within 32 bits.', 'inferred'),
  'Number.int': unary('As toInt.', 'inferred'),
  'Number.toLong': unary('The number without its fraction.', 'inferred'),
  'Number.long': unary('As toLong.', 'inferred'),
  'Number.toFloat': unary('The nearest float32.', 'inferred'),
  'Number.float': unary('As toFloat.', 'inferred'),
  'Number.toDouble': unary('The number as it is: a float64.', 'inferred'),
  'Number.double': unary('As toDouble.', 'inferred'),
  'Number.clamp': {
    params: [
      { name: 'number', type: 'Number' },
      { name: 'min', type: 'Number' },
      { name: 'max', type: 'Number' },
    ],
    result: 'Number',
    doc: 'The number, or the end of the range that it is beyond.',
    evidence: 'established',
  },
  'Number.unitScale': {
    params: [
      { name: 'number', type: 'Number' },
      { name: 'min', type: 'Number' },
      { name: 'max', type: 'Number' },
    ],
    result: 'Number',
    doc: 'Where the number lies between min (0) and max (1), beyond them too.',
    evidence: 'established',
  },
} as const satisfies Readonly<Record<string, Method>>;

function binary(doc: string, evidence: Method['evidence'] = 'established') {
  return {
    params: [
      { name: 'left', type: 'Number' },
      { name: 'right', type: 'Number' },
    ],
    result: 'Number',
    doc,
    evidence,
  } as const;
}

function unary(doc: string, evidence: Method['evidence'] = 'established') {
  return {
    params: [{ name: 'input', type: 'Number' }],
    result: 'Number',
    doc,
    evidence,
  } as const;
}
