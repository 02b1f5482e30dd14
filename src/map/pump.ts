/**
 * A repaint draws the whole map, which holds the work up: new pixels ask for one after so many times as long as the last
 * one took, and never sooner than the least or later than the most of these milliseconds.
 */
const repaintShare = 8;
const [soonest, latest] = [100, 500];
/** Milliseconds after which a repaint that was asked for counts as not coming. A slow one does come. */
const patience = 1000;

export interface PumpOptions {
  /** Asks for a repaint. */
  readonly repaint: () => void;
  /** Does a share of the work. */
  readonly work: () => void;
  /** Something changed since the last time: tell whoever wants to know. */
  readonly tell: () => void;
  /** False while there is nothing to draw: nothing is repainted then. */
  readonly draws: () => boolean;
  /** True once all that was begun is done: what is whole is drawn at once. */
  readonly isSettled: () => boolean;
}

/**
 * Keeps work going. Work that waits is done in turns of its own, between the map's frames; what is new is told, and
 * drawn by few repaints. Where no frame comes (a hidden tab), telling does not wait for one. Calls are gathered.
 */
export class Pump {
  readonly #options: PumpOptions;
  #turn: ReturnType<typeof setTimeout> | null = null;
  #asked: ReturnType<typeof setTimeout> | null = null;
  #late: ReturnType<typeof setTimeout> | null = null;
  #nextRepaint = -Infinity;
  #askedAt: number | null = null;
  #changed = false;
  /** In the last frame there was something to draw. */
  #drew = false;
  #stopped = false;

  constructor(options: PumpOptions) {
    this.#options = options;
  }

  /** Work waits. */
  work(): void {
    if (this.#stopped) return;
    this.#turn ??= setTimeout(() => {
      this.#turn = null;
      this.#options.work();
    });
  }

  /** There is something new to tell and to draw, and perhaps more to do. */
  change(): void {
    if (this.#stopped) return;
    this.#changed = true;
    this.work();
    const soon = document.hidden || this.#options.isSettled();
    if (soon && this.#asked !== null) clearTimeout(this.#asked);
    if (soon) this.#asked = null;
    this.#asked ??= setTimeout(
      () => this.#ask(),
      soon ? 0 : Math.max(0, this.#nextRepaint - performance.now()),
    );
  }

  #ask(): void {
    if (!this.#drew && !this.#options.draws()) return this.#finish();
    this.#askedAt ??= performance.now();
    this.#options.repaint();
    this.#late ??= setTimeout(() => this.#finish(), document.hidden ? 0 : patience);
  }

  /** The map has drawn a frame. */
  frame(): void {
    this.#drew = this.#options.draws();
    const now = performance.now();
    const took = this.#askedAt === null ? 0 : now - this.#askedAt;
    this.#askedAt = null;
    this.#nextRepaint = now + Math.min(Math.max(repaintShare * took, soonest), latest);
    this.#finish();
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of [this.#turn, this.#asked, this.#late]) if (timer !== null) clearTimeout(timer);
  }

  /** Drawn, or not to be drawn now: what changed is told. */
  #finish(): void {
    if (this.#stopped || !this.#changed) return;
    for (const timer of [this.#asked, this.#late]) if (timer !== null) clearTimeout(timer);
    this.#asked = null;
    this.#late = null;
    this.#changed = false;
    this.#options.tell();
  }
}
