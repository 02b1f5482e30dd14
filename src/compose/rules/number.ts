import type { numberMethods } from '../../expression/methods/number.ts';
import { bad, finite } from '../scalars/fail.ts';
import { formatNumber } from '../scalars/number-format.ts';
import type { Rules } from '../values.ts';

interface Pair {
  readonly left: number;
  readonly right: number;
}

/** A rule whose result has to be a finite number. */
function pair(method: string, compute: (a: number, b: number) => number) {
  return ({ left, right }: Pair): number => finite(`Number.${method}`, compute(left, right));
}

function truth(compute: (a: number, b: number) => boolean) {
  return ({ left, right }: Pair): number => (compute(left, right) ? 1 : 0);
}

function single(method: string, compute: (a: number) => number) {
  // Adding 0 makes −0 the 0 that people expect.
  return ({ input }: { readonly input: number }): number => finite(`Number.${method}`, compute(input)) + 0;
}

function within(low: number, high: number) {
  return ({ input }: { readonly input: number }): number =>
    Math.min(high, Math.max(low, Math.trunc(input))) + 0;
}

const byte = within(0, 255);
const short = within(-32768, 32767);
const int = within(-2147483648, 2147483647);
const long = within(-(2 ** 63), 2 ** 63);
const float = single('toFloat', Math.fround);
const double = single('toDouble', (a) => a);

export const numberRules: Rules<typeof numberMethods> = {
  'Number.of': ({ number }) => {
    if (typeof number === 'number') return number;
    if (typeof number === 'boolean') return number ? 1 : 0;
    throw bad('Number.of', 'this is not a number', 'Read a text with ee.Number.parse().');
  },
  'Number.parse': ({ input, radix }) => parsed(input, radix),
  'Number.format': ({ number, pattern }) => formatNumber('Number.format', number, pattern),
  'Number.add': pair('add', (a, b) => a + b),
  'Number.subtract': pair('subtract', (a, b) => a - b),
  'Number.multiply': pair('multiply', (a, b) => a * b),
  'Number.divide': pair('divide', (a, b) => (b === 0 ? 0 : a / b)),
  'Number.mod': pair('mod', (a, b) => (b === 0 ? 0 : a % b)),
  'Number.pow': pair('pow', (a, b) => a ** b),
  'Number.min': pair('min', Math.min),
  'Number.max': pair('max', Math.max),
  'Number.hypot': pair('hypot', Math.hypot),
  'Number.atan2': pair('atan2', (a, b) => Math.atan2(b, a)),
  'Number.gt': truth((a, b) => a > b),
  'Number.gte': truth((a, b) => a >= b),
  'Number.lt': truth((a, b) => a < b),
  'Number.lte': truth((a, b) => a <= b),
  'Number.eq': truth((a, b) => a === b),
  'Number.neq': truth((a, b) => a !== b),
  'Number.and': truth((a, b) => a !== 0 && b !== 0),
  'Number.or': truth((a, b) => a !== 0 || b !== 0),
  'Number.not': single('not', (a) => (a === 0 ? 1 : 0)),
  'Number.abs': single('abs', Math.abs),
  'Number.ceil': single('ceil', Math.ceil),
  'Number.floor': single('floor', Math.floor),
  'Number.round': single('round', Math.round),
  'Number.signum': single('signum', Math.sign),
  'Number.sqrt': single('sqrt', Math.sqrt),
  'Number.cbrt': single('cbrt', Math.cbrt),
  'Number.exp': single('exp', Math.exp),
  'Number.log': single('log', Math.log),
  'Number.log10': single('log10', Math.log10),
  'Number.sin': single('sin', Math.sin),
  'Number.cos': single('cos', Math.cos),
  'Number.tan': single('tan', Math.tan),
  'Number.asin': single('asin', Math.asin),
  'Number.acos': single('acos', Math.acos),
  'Number.atan': single('atan', Math.atan),
  'Number.toByte': byte,
  'Number.byte': byte,
  'Number.toShort': short,
  'Number.short': short,
  'Number.toInt': int,
  'Number.int': int,
  'Number.toLong': long,
  'Number.long': long,
  'Number.toFloat': float,
  'Number.float': float,
  'Number.toDouble': double,
  'Number.double': double,
  'Number.clamp': ({ number, min, max }) => Math.min(Math.max(number, min), max),
  'Number.unitScale': ({ number, min, max }) => finite('Number.unitScale', (number - min) / (max - min)),
};

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function parsed(input: string, radix: number): number {
  const method = 'Number.parse';
  if (!Number.isInteger(radix) || radix < 2 || radix > 36)
    throw bad(method, `${radix} is no base of numbers`);
  if (radix === 10 && decimal.test(input)) return finite(method, Number(input));
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix);
  const known =
    /^[+-]?[0-9a-z]+$/i.test(input) && [...input.toLowerCase()].every((c) => `+-${digits}`.includes(c));
  if (radix !== 10 && known) return finite(method, Number.parseInt(input, radix));
  throw bad(method, `'${input.slice(0, 40)}' is not a number`);
}
