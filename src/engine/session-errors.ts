import { BestpixelError } from '../errors.ts';

export const contextLost = (): BestpixelError =>
  new BestpixelError('context-lost', 'the GPU context was lost');
export const disposed = (): BestpixelError => new BestpixelError('disposed', 'the viewer was disposed');

/** True where work failed because its GPU context went away. */
export function isOfSession(error: unknown): boolean {
  return error instanceof BestpixelError && (error.tag === 'context-lost' || error.tag === 'disposed');
}
