import type { PixelFn } from '../expression/pixel.ts';

/** Two-sided operators of formulas, from those that bind least; `**` and signs come after. */
export const levels: readonly Readonly<Record<string, PixelFn>>[] = [
  { '||': 'or' },
  { '&&': 'and' },
  { '^': 'neq' },
  { '==': 'eq', '!=': 'neq' },
  { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' },
  { '+': 'add', '-': 'subtract' },
  { '*': 'multiply', '/': 'wholeQuotient', '%': 'remainder' },
];

export const functions: Readonly<Record<string, { readonly arity: 1 | 2; readonly op: PixelFn }>> = {
  abs: { arity: 1, op: 'abs' },
  sqrt: { arity: 1, op: 'sqrt' },
  exp: { arity: 1, op: 'exp' },
  log: { arity: 1, op: 'log' },
  log10: { arity: 1, op: 'log10' },
  sin: { arity: 1, op: 'sin' },
  cos: { arity: 1, op: 'cos' },
  floor: { arity: 1, op: 'floor' },
  ceil: { arity: 1, op: 'ceil' },
  round: { arity: 1, op: 'round' },
  float: { arity: 1, op: 'toFloat' },
  int: { arity: 1, op: 'toInt32' },
  byte: { arity: 1, op: 'toUint8' },
  min: { arity: 2, op: 'min' },
  max: { arity: 2, op: 'max' },
  pow: { arity: 2, op: 'pow' },
};

export const constants: Readonly<Record<string, number>> = { PI: Math.PI, E: Math.E };
