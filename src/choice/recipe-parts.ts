import { BestpixelError } from '../errors.ts';

export function objectOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw bad('this is no object', where, 'Save the recipe again.');
}

export function stringOf(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw bad('this is no text', where, 'Save the recipe again.');
}

export function bad(what: string, part: string, remedy: string): BestpixelError {
  return new BestpixelError('bad-input', what, { where: `${part} of the recipe`, remedy });
}
