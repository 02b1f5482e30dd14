import { hull, quotient, wholeNumbers, zero, type Interval, type Operator } from './operator.ts';

const number = { arity: 2, result: 'number', ulp: 0 } as const;
const rounding = { arity: 1, result: 'number', ulp: 0 } as const;
/** Division in GLSL ES 3.00 is within 2.5 ULP of the exact quotient, the CPU's within half a ULP. */
const division = { arity: 2, result: 'float', ulp: 3 } as const;

function divideBounds([a, b]: Interval, [c, d]: Interval): Interval {
  if (c === 0 && d === 0) return [0, 0];
  // A float divisor may be as near to 0 as it likes.
  return c <= 0 && d >= 0 ? [-Infinity, Infinity] : hull(a / c, a / d, b / c, b / d);
}

const one = { int: '1', uint: '1u', float: '1.0' } as const;

/** Arithmetic. `px_*` are GLSL functions that go with compiled expressions. */
export const arithmetic = {
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
  wholeQuotient: {
    ...number,
    // Where both are whole numbers, as `/` in Image.expression(): rounded down.
    cpu: (a, b, _, type) =>
      type === 'int' ? Math.min(Math.floor(quotient(a, b)), wholeNumbers.int[1]) : quotient(a, b),
    glsl: (a, b) => `px_whole_quotient(${a}, ${b})`,
    bounds: (a, b, _, whole) => (whole ? wholeQuotientBounds(a, b) : divideBounds(a, b)),
    ulp: 3,
  },
  remainder: {
    ...number,
    result: 'bits',
    cpu: (a, b) => (b === 0 ? 0 : a % b),
    glsl: (a, b, type) => `${type}(px_remainder(${a}, ${b}))`,
    bounds: ([a, b], [c, d]) => {
      const most = Math.max(Math.abs(c), Math.abs(d));
      return [Math.max(Math.min(a, 0), -most), Math.min(Math.max(b, 0), most)];
    },
  },
  floor: {
    ...rounding,
    cpu: (a) => Math.floor(a),
    glsl: (a, _, type) => (type === 'float' ? `floor(${a})` : a),
    bounds: ([a, b]) => [Math.floor(a), Math.floor(b)],
  },
  ceil: {
    ...rounding,
    cpu: (a) => Math.ceil(a),
    glsl: (a, _, type) => (type === 'float' ? `ceil(${a})` : a),
    bounds: ([a, b]) => [Math.ceil(a), Math.ceil(b)],
  },
  round: {
    ...rounding,
    // Halves up, and never through a sum that may round.
    cpu: (a) => (a - Math.floor(a) >= 0.5 ? Math.floor(a) + 1 : Math.floor(a)),
    glsl: (a, _, type) => (type === 'float' ? `px_round(${a})` : a),
    bounds: ([a, b]) => [Math.floor(a), Math.ceil(b)],
  },
  signum: {
    ...rounding,
    cpu: (a) => Math.sign(a),
    glsl: (a, _, type) =>
      `(${a} > ${zero[type]} ? ${one[type]} : ${a} < ${zero[type]} ? -${one[type]} : ${zero[type]})`,
    bounds: ([a, b]) => [Math.sign(a), Math.sign(b)],
  },
} as const satisfies Readonly<Record<string, Operator>>;

function wholeQuotientBounds([a, b]: Interval, [c, d]: Interval): Interval {
  const most = Math.min(Math.max(Math.abs(a), Math.abs(b)), wholeNumbers.int[1]);
  return c <= 0 && d >= 0 ? [-most - 1, most] : hull(...[a / c, a / d, b / c, b / d].map(Math.floor));
}

/** GLSL functions of these. Quotients of negative whole numbers are left open by GLSL: they are of magnitudes here. */
export const arithmeticGlsl = `float px_quotient(float a, float b) {
  return b == 0.0 ? 0.0 : a / b;
}
float px_whole_quotient(float a, float b) {
  return px_quotient(a, b);
}
uint px_magnitude(int a) {
  return a < 0 ? uint(-(a + 1)) + 1u : uint(a);
}
int px_whole_quotient(int a, int b) {
  if (b == 0) return 0;
  uint p = px_magnitude(a);
  uint q = px_magnitude(b);
  uint r = p / q;
  // All but −2³¹ / −1 fit.
  if ((a < 0) == (b < 0)) return int(min(r, 2147483647u));
  return r * q == p ? -int(r) : -int(r) - 1;
}
int px_remainder(int a, int b) {
  if (b == 0) return 0;
  uint r = px_magnitude(a) % px_magnitude(b);
  return a < 0 ? -int(r) : int(r);
}
uint px_remainder(uint a, uint b) {
  return b == 0u ? 0u : a % b;
}
int px_remainder(int a, uint b) {
  if (b == 0u) return 0;
  uint r = px_magnitude(a) % b;
  return a < 0 ? -int(r) : int(r);
}
uint px_remainder(uint a, int b) {
  return b == 0 ? 0u : a % px_magnitude(b);
}
float px_round(float x) {
  float below = floor(x);
  return x - below >= 0.5 ? below + 1.0 : below;
}
`;
