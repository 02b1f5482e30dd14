import { BestpixelError, type Position } from '../errors.ts';
import type { Limits } from './limits.ts';

interface Fields {
  readonly position?: Position | null;
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** An error of a script, with the place in its text where that is known. */
export function failed(what: string, { position, remedy, cause }: Fields = {}): BestpixelError {
  return new BestpixelError('script', what, { remedy, position: position ?? undefined, cause });
}

export function late({ time }: Limits, position: Position | null = null): BestpixelError {
  return failed(`the script was stopped after ${time / 1000} s`, {
    position,
    remedy: 'Look for a loop that never ends, or describe less.',
  });
}

export function tooDeep(position: Position | null = null): BestpixelError {
  return failed('the script calls itself too deeply', {
    position,
    remedy: 'Look for a function that calls itself without end.',
  });
}

export function tooMuch({ memory }: Limits, position: Position | null = null): BestpixelError {
  return failed(`the script needs more memory than the ${memory / 2 ** 20} MiB that it may use`, {
    position,
    remedy: 'Build smaller lists and texts.',
  });
}

/** What came out of the interpreter is not what the prelude gives. */
export function garbled(): BestpixelError {
  return failed('the script has changed what it runs in, so that nothing can be handed over', {
    remedy: 'Leave the objects of the language as they are.',
  });
}
