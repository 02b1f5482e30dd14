import type { Clock } from '../clock.ts';

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #now = Date.UTC(2020, 6, 1);
  #timers: { at: number; f: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, f: () => void): () => void {
    const timer = { at: this.#now + ms, f };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** How many alarms are set: none may be left when the work is over. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Moves on, ringing what falls due, and lets what was waiting for it run. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.#now = next.at;
      this.#timers = this.#timers.filter((other) => other !== next);
      next.f();
      await settle();
    }
    this.#now = until;
  }
}

/** Lets every promise that can go on go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
