import { hull, wholeNumbers, type Interval, type Operator } from './operator.ts';

const bits = { arity: 2, result: 'bits', ulp: 0 } as const;

/** By how many bits whole numbers can be shifted. */
function isShift(by: number): boolean {
  return by >= 0 && by <= 31;
}

/** Of a value times a power of two, rounded down, over shifts that are possible. */
function shiftBounds([a, b]: Interval, by: Interval, sign: 1 | -1): Interval {
  const factors = by.map((bits) => 2 ** (sign * Math.min(Math.max(bits, 0), 31)));
  return hull(...factors.flatMap((factor) => [Math.floor(a * factor), Math.floor(b * factor)]));
}

function bitwiseAndBounds([a, b]: Interval, [c, d]: Interval): Interval {
  if (a >= 0 || c >= 0) return [0, Math.min(a >= 0 ? b : Infinity, c >= 0 ? d : Infinity)];
  return [-(2 ** Math.ceil(Math.log2(-Math.min(a, c)))), Math.max(b, d)];
}

/** All numbers of as many bits as the widest, signed where one is. */
function widestBounds([a, b]: Interval, [c, d]: Interval): Interval {
  const [low, high] = [Math.min(a, c), Math.max(b, d)];
  const most = 2 ** Math.ceil(Math.log2(Math.max(high, -low - 1, 0) + 1)) - 1;
  return low < 0 ? [-most - 1, most] : [0, most];
}

/** Operators on bits, of whole numbers alone. */
export const bitwise = {
  bitwiseAnd: {
    ...bits,
    // Of signed and unsigned together the upper bits are 0.
    cpu: (a, b) => (a < 0 && b < 0 ? a & b : (a & b) >>> 0),
    glsl: (a, b, type) => `${type}(uint(${a}) & uint(${b}))`,
    bounds: bitwiseAndBounds,
  },
  leftShift: {
    ...bits,
    cpu: (a, b) => a * 2 ** b,
    glsl: (a, b, type) => `${type}(${a}) << uint(${b})`,
    bounds: (a, by) => shiftBounds(a, by, 1),
    keeps: {
      cpu: (a, b, type) => {
        const [low, high] = type === 'float' ? [0, 0] : wholeNumbers[type];
        return isShift(b) && low <= a * 2 ** b && a * 2 ** b <= high;
      },
      glsl: (a, b, type) =>
        `uint(${b}) <= 31u && ((${type}(${a}) << uint(${b})) >> uint(${b})) == ${type}(${a})`,
    },
  },
  rightShift: {
    ...bits,
    cpu: (a, b) => Math.floor(a / 2 ** b),
    glsl: (a, b, type) => `${type}(${a} >> uint(${b}))`,
    bounds: (a, by) => shiftBounds(a, by, -1),
    keeps: {
      cpu: (_, b) => isShift(b),
      glsl: (_, b) => `uint(${b}) <= 31u`,
    },
  },
  bitwiseOr: {
    ...bits,
    cpu: (a, b, _, type) => (type === 'uint' ? (a | b) >>> 0 : a | b),
    glsl: (a, b, type) => `${type}(uint(${a}) | uint(${b}))`,
    bounds: widestBounds,
  },
  bitwiseXor: {
    ...bits,
    cpu: (a, b, _, type) => (type === 'uint' ? (a ^ b) >>> 0 : a ^ b),
    glsl: (a, b, type) => `${type}(uint(${a}) ^ uint(${b}))`,
    bounds: widestBounds,
  },
  bitwiseNot: {
    ...bits,
    arity: 1,
    cpu: (a) => ~a,
    glsl: (a) => `int(~uint(${a}))`,
    bounds: ([a, b]) => (b > wholeNumbers.int[1] ? wholeNumbers.int : [-b - 1, -a - 1]),
  },
} as const satisfies Readonly<Record<string, Operator>>;
