/** Milliseconds after which a repaint that was asked for counts as not coming. A slow one does come. */
const patience = 2000;
/** Milliseconds between two looks at what changed. */
const soonest = 50;

export interface PumpOptions {
  /** Repaints at once. */
  readonly repaint: () => void;
  /** Repaints when its turn has come. */
  readonly repaintSoon: () => void;
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
  #changed = false;
  #askedAt = -Infinity;
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
    const rest = this.#isUrgent ? 0 : Math.max(0, this.#askedAt + soonest - performance.now());
    if (rest === 0 && this.#asked !== null) clearTimeout(this.#asked);
    if (rest === 0) this.#asked = null;
    this.#asked ??= setTimeout(() => this.#ask(), rest);
  }

  get #isUrgent(): boolean {
    return document.hidden || this.#options.isSettled();
  }

  #ask(): void {
    this.#asked = null;
    this.#askedAt = performance.now();
    const { draws, repaint, repaintSoon } = this.#options;
    const hasPixels = draws();
    if (!this.#drew && !hasPixels) return this.#finish();
    // The first pixels do not wait, nor does what is whole.
    if (this.#isUrgent || this.#drew !== hasPixels) repaint();
    else repaintSoon();
    this.#late ??= setTimeout(() => this.#finish(), document.hidden ? 0 : patience);
  }

  /** The map has drawn a frame. */
  frame(): void {
    this.#drew = this.#options.draws();
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
