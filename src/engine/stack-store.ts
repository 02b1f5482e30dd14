import type { StackChunk } from '../compose/stack.ts';
import { SharedTasks } from '../net/shared-task.ts';
import type { FailureLog } from './failures.ts';

/** Some scenes' pixels on a grid, and what came up while they were read: it concerns all who use them. */
export interface Stack {
  /** Null: none of its scenes has a pixel here. */
  readonly chunk: StackChunk | null;
  readonly failures: FailureLog;
  /** Metres of the coarsest overview pixel that was read though overviews do not keep its values' order. */
  readonly approximate: number | null;
}

interface Entry {
  readonly stack: Stack;
  pins: number;
}

/** A stack that stays on the GPU until `release`. */
export interface PinnedStack {
  readonly stack: Stack;
  release(): void;
}

/**
 * Stacks by key, so that another quality over the same bands reads and uploads nothing. Owns the stacks it holds;
 * those nobody pins go first when the GPU budget is tight.
 */
export class StackStore {
  readonly #entries = new Map<string, Entry>();
  readonly #making = new SharedTasks<string, void>();

  /** The stack of that key, made by `make` unless it is here. One `make` serves all who wait for it. */
  async pin(
    key: string,
    make: (signal: AbortSignal) => Promise<Stack>,
    signal?: AbortSignal,
  ): Promise<PinnedStack> {
    let entry = this.#entries.get(key);
    while (!entry) {
      await this.#making.run(
        key,
        async (shared) => {
          const stack = await make(shared);
          if (shared.aborted) stack.chunk?.dispose();
          else this.#entries.set(key, { stack, pins: 0 });
        },
        signal,
      );
      entry = this.#entries.get(key);
    }
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return this.#pinned(entry);
  }

  /** True for a stack that is here. */
  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** Frees unpinned stacks, longest unused first, while `needed` says so. */
  evict(needed: () => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (!needed()) return;
      if (entry.pins > 0) continue;
      this.#entries.delete(key);
      entry.stack.chunk?.dispose();
    }
  }

  /** Forgets stacks, so that whoever asks next reads again; pinned ones are freed when released. */
  forget(which: (stack: Stack) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (!which(entry.stack)) continue;
      this.#entries.delete(key);
      if (entry.pins === 0) entry.stack.chunk?.dispose();
    }
  }

  #pinned(entry: Entry): PinnedStack {
    entry.pins++;
    let held = true;
    const release = (): void => {
      if (!held) return;
      held = false;
      entry.pins--;
      // Forgotten while it was pinned: nobody else frees it.
      if (entry.pins === 0 && ![...this.#entries.values()].includes(entry)) entry.stack.chunk?.dispose();
    };
    return { stack: entry.stack, release };
  }
}
