import { BestpixelError } from '../../errors.ts';

/** Of values that scripts compute: longer lists and texts are refused. */
export const largest = { list: 100_000, text: 100_000 } as const;

export function bad(method: string, what: string, remedy?: string): BestpixelError {
  return new BestpixelError('bad-input', `${method}: ${what}`, { where: method, remedy });
}

/**
 * A number that can be told: neither infinite nor none.
 * @throws BestpixelError 'bad-input'
 */
export function finite(method: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw bad(method, 'the result is no finite number');
}

/** @throws BestpixelError 'bad-input' */
export function shortText(method: string, text: string): string {
  if (text.length <= largest.text) return text;
  throw bad(method, `the text is longer than ${largest.text} characters`);
}

/** @throws BestpixelError 'bad-input' */
export function shortList<T>(method: string, length: number, make: () => readonly T[]): readonly T[] {
  if (length <= largest.list) return make();
  throw bad(method, `the list is longer than ${largest.list} items`);
}
