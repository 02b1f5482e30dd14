import type { Map } from 'maplibre-gl';

/** Frames rest so many times as long as the last one took, and never less than the least or more than the most. */
const share = 5;
/** Milliseconds. */
const [least, most] = [100, 1300];
/** Milliseconds between two looks at whether the GPU is done. */
const patience = 10;

type PacedMap = Pick<Map, 'triggerRepaint' | 'isMoving' | 'on'>;

export interface PaceOptions {
  /** While it is so frames rest. */
  readonly isBusy: () => boolean;
  /** Asks the GPU now; what it returns tells whether all that was asked until then is done. */
  readonly fence: () => () => boolean;
  /** Calls when the next frame begins, before the map draws it. */
  readonly nextFrame?: (begin: () => void) => void;
}

/**
 * A frame draws the whole map, which takes a GPU in software 200 ms and more, and MapLibre asks for one with whatever
 * comes: a tile, a style, letters. While there is other work frames rest between each other, by the time that it took
 * until the last one was drawn; those of a map that moves do not. What `map.triggerRepaint` asks for waits its turn.
 */
export class Pace {
  readonly #options: PaceOptions;
  readonly #draw: () => void;
  /** For the next frame, once its turn is known. */
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** While the GPU is at the last frame. */
  #watching: ReturnType<typeof setTimeout> | null = null;
  #ending: ReturnType<typeof setTimeout> | null = null;
  #isWanted = false;
  /** A frame that was asked for has not begun: it will show what is asked for now. */
  #isComing = false;
  /** It has begun: what is asked for now is another. */
  #isDrawing = false;
  #askedAt: number | null = null;
  #turn = -Infinity;

  constructor(map: PacedMap, options: PaceOptions) {
    this.#options = options;
    this.#draw = map.triggerRepaint.bind(map);
    map.triggerRepaint = () => {
      if (map.isMoving() || !options.isBusy()) return this.repaint();
      if (this.#isComing) return;
      this.#isWanted = true;
      this.#plan();
    };
    map.on('render', () => this.#drawn());
  }

  /** At once. */
  repaint(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isWanted = false;
    this.#askedAt ??= performance.now();
    if (!this.#isComing) {
      this.#isComing = true;
      const { nextFrame = requestAnimationFrame } = this.#options;
      nextFrame(() => this.#begun());
    }
    this.#draw();
  }

  stop(): void {
    this.#isWanted = false;
    for (const timer of [this.#timer, this.#watching, this.#ending]) if (timer !== null) clearTimeout(timer);
  }

  #plan(): void {
    if (!this.#isWanted || this.#isDrawing || this.#watching !== null) return;
    const rest = this.#turn - performance.now();
    if (rest <= 0) this.repaint();
    else this.#timer ??= setTimeout(() => this.repaint(), rest);
  }

  #begun(): void {
    this.#isComing = false;
    this.#isDrawing = true;
    // Also where nothing comes of it, as in a lost context.
    this.#ending ??= setTimeout(() => {
      this.#ending = null;
      this.#isDrawing = false;
      this.#plan();
    });
  }

  /** On this side; the GPU may still be at it. */
  #drawn(): void {
    const asked = this.#askedAt ?? performance.now();
    this.#askedAt = null;
    if (this.#watching !== null) clearTimeout(this.#watching);
    this.#watching = null;
    if (!this.#options.isBusy()) return;
    const isDone = this.#options.fence();
    const look = (): void => {
      if (!isDone()) {
        this.#watching = setTimeout(look, patience);
        return;
      }
      this.#watching = null;
      const now = performance.now();
      this.#turn = now + Math.min(Math.max(share * (now - asked), least), most);
      this.#plan();
    };
    this.#watching = setTimeout(look, patience);
  }
}

/** Of the context that a map draws with. A lost one is done with everything. */
export function fenceOf(gl: WebGL2RenderingContext): () => boolean {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  return () => {
    if (fence && gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED) return false;
    gl.deleteSync(fence);
    return true;
  };
}
