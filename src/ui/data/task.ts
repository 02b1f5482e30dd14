import { type ReadonlySignal, signal } from '@preact/signals';
import { isAbort, tell } from '../../errors.ts';

/** Work that can be given up. Only the newest counts: what is begun ends what was running. */
export interface Task {
  readonly running: ReadonlySignal<boolean>;
  /** Why the last one failed, as a sentence; null: it did not. An abort is no failure. */
  readonly error: ReadonlySignal<string | null>;
  /** Resolves to whether it came to its end. */
  run(work: (signal: AbortSignal) => Promise<void>): Promise<boolean>;
  /** Gives up what is running, and forgets the last failure. */
  stop(): void;
}

export function task(): Task {
  const running = signal(false);
  const error = signal<string | null>(null);
  let current: AbortController | null = null;
  const stop = () => {
    current?.abort();
    current = null;
    running.value = false;
    error.value = null;
  };
  return {
    running,
    error,
    stop,
    async run(work) {
      stop();
      const mine = new AbortController();
      current = mine;
      running.value = true;
      try {
        await work(mine.signal);
        return current === mine;
      } catch (reason) {
        if (current === mine && !isAbort(reason)) error.value = tell(reason);
        return false;
      } finally {
        if (current === mine) {
          current = null;
          running.value = false;
        }
      }
    },
  };
}
