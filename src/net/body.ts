import type { Parts } from './parts.ts';

/** More bytes came than the caller allows. */
export class BodyTooLong extends Error {}

export interface ReadBody {
  /** Throws BodyTooLong past this many bytes. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Told of each chunk as it arrives. */
  readonly onBytes: (count: number) => void;
}

/** The whole body, in the chunks that came. On any throw the rest is cancelled, so that nothing flows on behind our back. */
export async function readBody(response: Response, options: ReadBody): Promise<Parts> {
  const { limit, signal, onBytes } = options;
  const reader = response.body?.getReader();
  if (!reader) return [];
  // Ends a read under way, too: once for all chunks, of which there are many.
  const stop = (): void => void reader.cancel().catch(ignoreEnded);
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return chunks;
      chunks.push(value);
      total += value.byteLength;
      onBytes(value.byteLength);
      if (total > limit) throw new BodyTooLong();
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Lets an unwanted body go at once: the connection is freed, no byte more is paid for. */
export function dropBody(response: Response): void {
  response.body?.cancel().catch(ignoreEnded);
}

/** A body that ended or failed by itself cannot be cancelled, and need not be. */
function ignoreEnded(): void {}
