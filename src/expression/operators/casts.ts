import { wholeNumbers, type Interval, type Operator } from './operator.ts';

/** Towards 0, then to the nearest number of the range. */
function held(value: number, [low, high]: Interval): number {
  return Math.min(Math.max(Math.trunc(value), low), high);
}

const [least, most] = wholeNumbers.int;

function literal(value: number): string {
  return value === least ? '(-2147483647 - 1)' : `${value}`;
}

function toInt(range: Interval): Operator {
  const [low, high] = range;
  return {
    arity: 1,
    result: 'int',
    cpu: (a) => held(a, range),
    glsl: (a, _, type) =>
      type === 'uint'
        ? `int(min(${a}, ${high}u))`
        : `clamp(${type === 'float' ? `px_int(${a})` : a}, ${literal(low)}, ${literal(high)})`,
    bounds: ([a, b]) => [held(a, range), held(b, range)],
    ulp: 0,
  };
}

/** Casts: towards 0, and values beyond the range become its ends. */
export const casts = {
  toUint8: toInt([0, 255]),
  toInt8: toInt([-128, 127]),
  toUint16: toInt([0, 65535]),
  toInt16: toInt([-32768, 32767]),
  toInt32: toInt([least, most]),
  toUint32: {
    arity: 1,
    result: 'uint',
    cpu: (a) => held(a, wholeNumbers.uint),
    glsl: (a, _, type) => (type === 'uint' ? a : type === 'int' ? `uint(max(${a}, 0))` : `px_uint(${a})`),
    bounds: ([a, b]) => [held(a, wholeNumbers.uint), held(b, wholeNumbers.uint)],
    ulp: 0,
  },
  truncate: {
    arity: 1,
    result: 'first',
    cpu: (a) => Math.trunc(a),
    glsl: (a, _, type) => (type === 'float' ? `trunc(${a})` : a),
    bounds: ([a, b]) => [Math.trunc(a), Math.trunc(b)],
    ulp: 0,
  },
  toFloat: { arity: 1, result: 'float', cpu: (a) => a, glsl: (a) => a, bounds: (a) => a, ulp: 0 },
} as const satisfies Readonly<Record<string, Operator>>;

/** GLSL functions of these: what GLSL makes of a float beyond the range is open. */
export const castsGlsl = `int px_int(float x) {
  return x >= 2147483648.0 ? 2147483647 : x <= -2147483648.0 ? (-2147483647 - 1) : int(x);
}
uint px_uint(float x) {
  return x >= 4294967296.0 ? 4294967295u : x <= 0.0 ? 0u : uint(x);
}
`;
