import { abortError } from '../net/abort.ts';
import type { Priority, Slots } from '../net/host-limit.ts';
import type { SlotNews } from './reader-messages.ts';

/** The worker's side: each request waits until the page lets it go. */
export class WantedSlots implements Slots {
  readonly #send: (news: SlotNews) => void;
  readonly #waiting = new Map<number, () => void>();
  #last = 0;

  constructor(send: (news: SlotNews) => void) {
    this.#send = send;
  }

  acquire(host: string, priority: Priority, signal?: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError());
      const slot = ++this.#last;
      const free = (): void => this.#send({ kind: 'slot-free', slot });
      const onAbort = (): void => {
        this.#waiting.delete(slot);
        free();
        reject(abortError());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.set(slot, () => {
        signal?.removeEventListener('abort', onAbort);
        resolve(free);
      });
      this.#send({ kind: 'slot-wanted', slot, host, priority: priority() });
    });
  }

  given(slot: number): void {
    const go = this.#waiting.get(slot);
    this.#waiting.delete(slot);
    go?.();
  }
}

/** The page's side: the slots that one worker holds or waits for. */
export class LentSlots {
  readonly #slots: Slots;
  readonly #give: (slot: number) => void;
  /** How to end each: leave the queue, or give the slot back. */
  readonly #ends = new Map<number, () => void>();

  constructor(slots: Slots, give: (slot: number) => void) {
    this.#slots = slots;
    this.#give = give;
  }

  hear(news: SlotNews): void {
    if (news.kind === 'slot-wanted') void this.#lend(news);
    else this.#end(news.slot);
  }

  /** The worker is gone. */
  takeBack(): void {
    for (const slot of this.#ends.keys()) this.#end(slot);
  }

  async #lend({ slot, host, priority }: SlotNews & { kind: 'slot-wanted' }): Promise<void> {
    const leaving = new AbortController();
    const leave = (): void => leaving.abort();
    this.#ends.set(slot, leave);
    const release = await this.#slots.acquire(host, () => priority, leaving.signal).catch(() => null);
    if (!release) return;
    // It may have been left, or its worker replaced, in between.
    if (this.#ends.get(slot) !== leave) return release();
    this.#ends.set(slot, release);
    this.#give(slot);
  }

  #end(slot: number): void {
    const end = this.#ends.get(slot);
    this.#ends.delete(slot);
    end?.();
  }
}
