/** Without a frame for so long, the work is done without one. */
const patience = 100;

/**
 * Keeps work going: asks for a frame, in which the map calls back, and where none comes (a hidden tab, a map that
 * does not repaint) does the work by a timer. Calls are gathered: any number of `wake`s is one frame.
 */
export class Pump {
  readonly #requestFrame: () => void;
  readonly #work: (inFrame: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopped = false;

  constructor(options: { readonly requestFrame: () => void; readonly work: (inFrame: boolean) => void }) {
    this.#requestFrame = options.requestFrame;
    this.#work = options.work;
  }

  wake(): void {
    if (this.#stopped) return;
    this.#requestFrame();
    this.#timer ??= setTimeout(() => this.#run(false), document.hidden ? 0 : patience);
  }

  /** The frame has come. */
  frame(): void {
    this.#run(true);
  }

  stop(): void {
    this.#stopped = true;
    this.#clear();
  }

  #run(inFrame: boolean): void {
    this.#clear();
    if (!this.#stopped) this.#work(inFrame);
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
