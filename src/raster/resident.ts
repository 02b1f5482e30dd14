import { BestpixelError } from '../errors.ts';

const marked = new WeakSet<AbortSignal>();

/** What travels with this signal takes nothing that is not here already. */
export function markResident(signal: AbortSignal): void {
  marked.add(signal);
}

export function isResident(signal: AbortSignal | undefined): boolean {
  return signal !== undefined && marked.has(signal);
}

/** What is asked for is not here, and was not to be fetched. Bytes that are on their way are not here, either. */
export function notRead(where: string): BestpixelError {
  return new BestpixelError('not-read', 'this was not read yet', { where, remedy: 'Ask for it to be read.' });
}

export function isNotRead(error: unknown): boolean {
  return error instanceof BestpixelError && error.tag === 'not-read';
}
