import type { Interval, Operator } from './operator.ts';
import { hull, zero } from './operator.ts';

function united(a: Interval, b: Interval): Interval {
  return hull(...a, ...b);
}

const choice = {
  arity: 3,
  result: 'number',
  cpu: (a, b, c) => (a === 0 ? c : b),
  glsl: (a, b, type, c) => `(${a} == ${zero[type]} ? ${c} : ${b})`,
  bounds: (_, b, c) => united(b, c),
  ulp: 0,
} as const satisfies Operator;

/** Operators that look at masks, and those that choose. */
export const masks = {
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
  mask: {
    arity: 1,
    result: 'truth',
    cpu: (a) => a,
    glsl: (a) => a,
    bounds: () => [0, 1],
    masking: { by: [], instead: 'truth' },
    ulp: 0,
  },
  unmask: {
    arity: 2,
    result: 'number',
    cpu: (a) => a,
    glsl: (a) => a,
    bounds: united,
    masking: { by: 'any', instead: 'second' },
    ulp: 0,
  },
  /** The second where the first is not 0, else the third; masked where one of the three is. */
  choose: choice,
  /** The second where the first is not 0 and both are there, else the third; masked where the third is. */
  replace: { ...choice, masking: { by: [2], instead: 'zero' } },
} as const satisfies Readonly<Record<string, Operator>>;
