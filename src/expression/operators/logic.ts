import { zero, type Operator } from './operator.ts';

function truth(
  cpu: (a: number, b: number) => boolean,
  glsl: (a: string, b: string, type: 'int' | 'uint' | 'float') => string,
  arity: 1 | 2 = 2,
): Operator {
  return {
    arity,
    result: 'truth',
    cpu: (a, b) => (cpu(a, b) ? 1 : 0),
    glsl: (a, b, type) => `int(${glsl(a, b, type)})`,
    bounds: () => [0, 1],
    ulp: 0,
  };
}

/** Comparisons and logic: the int 0 or 1. */
export const logic = {
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
} as const satisfies Readonly<Record<string, Operator>>;
