import { BestpixelError, tell } from '../../errors.ts';

/** What went wrong and what helps, where the file's name stands beside it. */
export function sentenceOf(error: unknown): string {
  const { tag, message, remedy } = error as BestpixelError;
  const text = tell(error instanceof BestpixelError ? new BestpixelError(tag, message, { remedy }) : error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** "1 file", "24 files". */
export function counted(n: number, noun: string, nouns = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : nouns}`;
}

const mostNamed = 5;

/** "a.tif, b.tif and 3 more" */
export function named(names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return `${names.slice(0, mostNamed).join(', ')}${more}`;
}
