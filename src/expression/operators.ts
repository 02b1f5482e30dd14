import type { PixelFn } from './pixel.ts';

/** Smallest and largest value. */
export type Interval = readonly [low: number, high: number];

/** How a value is held while computing: exact int32 or uint32, or float32. */
export type ScalarType = 'int' | 'uint' | 'float';

/**
 * What the result is. 'number': int where the arguments are and the result fits int32, else float32. 'float': float32
 * of float32 arguments. 'truth': the int 0 or 1. 'first': type and value of the first argument. 'bits': int or uint,
 * whichever holds the bounds, of arguments that are int or uint.
 */
type ResultRule = 'number' | 'float' | 'truth' | 'first' | 'bits';

/**
 * One operator at one pixel, for every back end. GLSL arguments are expressions of `type`, the type that the rule
 * gives the arguments (of the last argument for 'first', of the result for 'bits'); CPU arguments are numbers already
 * rounded to it.
 */
export interface Operator {
  readonly arity: 1 | 2;
  readonly result: ResultRule;
  cpu(a: number, b: number): number;
  glsl(a: string, b: string, type: ScalarType): string;
  /** Contains every value of `cpu` for arguments within a and b. */
  bounds(a: Interval, b: Interval): Interval;
  /** Where the result is masked although the arguments are not: where this is false. */
  readonly keeps?: {
    cpu(a: number, b: number, type: ScalarType): boolean;
    glsl(a: string, b: string, type: ScalarType): string;
  };
  /** Units in the last place by which float32 results of GPUs may differ from the CPU's. */
  readonly ulp: number;
}

/** The largest finite float32: results beyond it are masked. */
export const floatMax = 3.4028234663852886e38;

const zero = { int: '0', uint: '0u', float: '0.0' } as const;

function hull(...values: number[]): Interval {
  return [Math.min(...values), Math.max(...values)];
}

function quotient(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}

function divideBounds([a, b]: Interval, [c, d]: Interval): Interval {
  if (c === 0 && d === 0) return [0, 0];
  // A float divisor may be as near to 0 as it likes.
  return c <= 0 && d >= 0 ? [-Infinity, Infinity] : hull(a / c, a / d, b / c, b / d);
}

function truth(cpu: (a: number, b: number) => boolean, glsl: Operator['glsl'], arity: 1 | 2 = 2): Operator {
  return {
    arity,
    result: 'truth',
    cpu: (a, b) => (cpu(a, b) ? 1 : 0),
    glsl: (a, b, type) => `int(${glsl(a, b, type)})`,
    bounds: () => [0, 1],
    ulp: 0,
  };
}

const number = { arity: 2, result: 'number', ulp: 0 } as const;

const bits = { arity: 2, result: 'bits', ulp: 0 } as const;

const wholeNumbers = { int: [-2147483648, 2147483647], uint: [0, 4294967295] } as const;

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

/** Division in GLSL ES 3.00 is within 2.5 ULP of the exact quotient, the CPU's within half a ULP. */
const division = { arity: 2, result: 'float', ulp: 3 } as const;

/** Every operator. `px_*` are the GLSL functions that go with compiled expressions. */
export const operators: Readonly<Record<PixelFn, Operator>> = {
  add: {
    ...number,
    cpu: (a, b) => a + b,
    glsl: (a, b) => `${a} + ${b}`,
    bounds: ([a, b], [c, d]) => [a + c, b + d],
  },
  subtract: {
    ...number,
    cpu: (a, b) => a - b,
    glsl: (a, b) => `${a} - ${b}`,
    bounds: ([a, b], [c, d]) => [a - d, b - c],
  },
  multiply: {
    ...number,
    cpu: (a, b) => a * b,
    // Rounded on its own: a compiler may not fuse it with a sum that follows.
    glsl: (a, b, type) => (type === 'float' ? `px_rounded(${a} * ${b})` : `${a} * ${b}`),
    bounds: ([a, b], [c, d]) => hull(a * c, a * d, b * c, b * d),
  },
  divide: {
    ...division,
    cpu: quotient,
    glsl: (a, b) => `px_quotient(${a}, ${b})`,
    bounds: divideBounds,
  },
  min: {
    ...number,
    cpu: (a, b) => Math.min(a, b),
    glsl: (a, b) => `min(${a}, ${b})`,
    bounds: ([a, b], [c, d]) => [Math.min(a, c), Math.min(b, d)],
  },
  max: {
    ...number,
    cpu: (a, b) => Math.max(a, b),
    glsl: (a, b) => `max(${a}, ${b})`,
    bounds: ([a, b], [c, d]) => [Math.max(a, c), Math.max(b, d)],
  },
  abs: {
    ...number,
    arity: 1,
    cpu: (a) => Math.abs(a),
    glsl: (a) => `abs(${a})`,
    bounds: ([a, b]) => (a <= 0 && b >= 0 ? [0, Math.max(-a, b)] : hull(Math.abs(a), Math.abs(b))),
  },
  gt: truth(
    (a, b) => a > b,
    (a, b) => `${a} > ${b}`,
  ),
  gte: truth(
    (a, b) => a >= b,
    (a, b) => `${a} >= ${b}`,
  ),
  lt: truth(
    (a, b) => a < b,
    (a, b) => `${a} < ${b}`,
  ),
  lte: truth(
    (a, b) => a <= b,
    (a, b) => `${a} <= ${b}`,
  ),
  eq: truth(
    (a, b) => a === b,
    (a, b) => `${a} == ${b}`,
  ),
  neq: truth(
    (a, b) => a !== b,
    (a, b) => `${a} != ${b}`,
  ),
  and: truth(
    (a, b) => a !== 0 && b !== 0,
    (a, b, type) => `${a} != ${zero[type]} && ${b} != ${zero[type]}`,
  ),
  or: truth(
    (a, b) => a !== 0 || b !== 0,
    (a, b, type) => `${a} != ${zero[type]} || ${b} != ${zero[type]}`,
  ),
  not: truth(
    (a) => a === 0,
    (a, _, type) => `${a} == ${zero[type]}`,
    1,
  ),
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
  normalizedDifference: {
    ...division,
    cpu: (a, b) => quotient(Math.fround(a - b), Math.fround(a + b)),
    glsl: (a, b) => `px_quotient(${a} - ${b}, ${a} + ${b})`,
    bounds: () => [-1, 1],
    keeps: {
      cpu: (a, b) => a >= 0 && b >= 0,
      glsl: (a, b) => `${a} >= 0.0 && ${b} >= 0.0`,
    },
  },
  updateMask: {
    arity: 2,
    result: 'first',
    cpu: (a) => a,
    glsl: (a) => a,
    bounds: (a) => a,
    keeps: {
      cpu: (_, b) => b !== 0,
      glsl: (_, b, type) => `${b} != ${zero[type]}`,
    },
    ulp: 0,
  },
  maskOf: {
    arity: 1,
    result: 'truth',
    cpu: () => 1,
    glsl: () => '1',
    bounds: () => [1, 1],
    ulp: 0,
  },
};
