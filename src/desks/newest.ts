/** Work of which only the newest counts: what is begun ends what was under way. */
export class Newest {
  #control: AbortController | null = null;
  #work: Promise<void> | null = null;

  /** Rejects as the work does; with an abort where the signal, `stop` or newer work ends it. */
  async run(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.stop();
    const control = (this.#control = new AbortController());
    const mine = (this.#work = work(AbortSignal.any([signal, control.signal])));
    try {
      await mine;
    } finally {
      if (this.#work === mine) this.#work = this.#control = null;
    }
  }

  /** Begins work in its turn: when nothing is under way any more, however that ended. Rejects as `run` does. */
  async queue(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    while (this.#work) await this.#work.catch(() => {});
    signal.throwIfAborted();
    await this.run(work, signal);
  }

  stop(): void {
    this.#control?.abort();
  }
}
