/** Smallest and largest value. */
export type Interval = readonly [low: number, high: number];

/** How a value is held while computing: exact int32 or uint32, or float32. */
export type ScalarType = 'int' | 'uint' | 'float';

/**
 * What the result is. 'number': int where the arguments are and the result fits int32, else float32. 'float': float32
 * of float32 arguments. 'truth': the int 0 or 1. 'first': type and value of the first argument. 'bits': int or uint,
 * whichever holds the bounds, of arguments that are int or uint. 'int', 'uint': that, of one argument as it is.
 */
type ResultRule = 'number' | 'float' | 'truth' | 'first' | 'bits' | 'int' | 'uint';

/**
 * One operator at one pixel, for every back end. GLSL arguments are expressions of `type`, the type that the rule
 * gives the arguments (of the last argument for 'first', 'int' and 'uint', of the result for 'bits'); CPU arguments are
 * numbers already rounded to it.
 */
export interface Operator {
  readonly arity: 1 | 2 | 3;
  readonly result: ResultRule;
  cpu(a: number, b: number, c: number, type: ScalarType): number;
  glsl(a: string, b: string, type: ScalarType, c: string): string;
  /** Contains every value of `cpu` for arguments within a, b and c; `whole`: all of them are int. */
  bounds(a: Interval, b: Interval, c: Interval, whole: boolean): Interval;
  /** Where the result is masked although the arguments are not: where this is false. */
  readonly keeps?: {
    cpu(a: number, b: number, type: ScalarType): boolean;
    glsl(a: string, b: string, type: ScalarType): string;
  };
  /**
   * Of operators that do not follow all their arguments' masks: which arguments must be there (none: the result is there
   * everywhere; 'any': one of them), and what to take in place of the first.
   */
  readonly masking?: { readonly by: readonly number[] | 'any'; readonly instead?: Instead };
  /** Units in the last place by which float32 results of GPUs may differ from the CPU's. */
  readonly ulp: number;
}

/**
 * Of the first argument. 'second': the second where it is masked. 'truth': 1 where it is there, else 0. 'zero': 0 where it or
 * the second is masked.
 */
export type Instead = 'second' | 'truth' | 'zero';

/** The largest finite float32: results beyond it are masked. */
export const floatMax = 3.4028234663852886e38;

export const zero = { int: '0', uint: '0u', float: '0.0' } as const;

export const wholeNumbers = { int: [-2147483648, 2147483647], uint: [0, 4294967295] } as const;

export function hull(...values: number[]): Interval {
  return [Math.min(...values), Math.max(...values)];
}

export function quotient(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}
