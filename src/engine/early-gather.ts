import { leafBands } from '../compose/glsl.ts';
import type { PixelBand } from '../expression/pixel.ts';
import type { Grid } from '../grid/grid.ts';
import { abortError } from '../net/abort.ts';
import type { ComposeSubject, ComposeContext } from './context.ts';
import { EarlyRead } from './early-read.ts';
import type { GatherStage } from './gather-stage.ts';
import type { WindowsByScene } from './scene-windows.ts';
import { wonPixels } from './won-pixels.ts';

/** Winners, and what was read of them for another purpose. */
interface Won {
  readonly winner: Int32Array;
  readonly here: WindowsByScene;
}

export interface EarlyGatherRequest extends ComposeSubject {
  readonly bands: readonly PixelBand[];
  readonly grid: Grid;
  readonly gather: GatherStage;
  /** Leaves out who has no data where it wins. */
  readonly withoutHoles: (winner: Int32Array) => Promise<Won>;
  readonly signal?: AbortSignal;
}

/**
 * Gathers pixels that are won for certain while other scenes are still ranked: those it is told of first as soon as they
 * are read, others after them. What is told later is read while what was told before is gathered.
 */
export class EarlyGather {
  readonly #context: ComposeContext;
  readonly #request: EarlyGatherRequest;
  readonly #begun = new Set<number>();
  readonly #over = new AbortController();
  /** All that was begun has come, or never will. */
  #read: Promise<unknown> | null = null;
  #failed: Promise<ReadonlySet<number>> = Promise.resolve(new Set<number>());

  constructor(context: ComposeContext, request: EarlyGatherRequest) {
    this.#context = context;
    this.#request = request;
  }

  /** The scenes that could not be read, once all that was begun is gathered. */
  get failed(): Promise<ReadonlySet<number>> {
    return this.#failed;
  }

  /** @param sure the winner of each pixel, −1: not known; those told of before stay */
  begin(sure: Int32Array): void {
    const { gather } = this.#request;
    const scenes = gather.pending(sure).filter((scene) => !this.#begun.has(scene));
    if (scenes.length === 0) return;
    for (const scene of scenes) this.#begun.add(scene);
    gather.expect(scenes, this.#signal());
    this.#failed = this.#read ? this.#follow(this.#read, sure, scenes) : this.#first(sure);
    // Whoever runs or ends hears of it.
    this.#failed.catch(() => {});
  }

  /** Resolves once nothing is under way any more. */
  async end(): Promise<void> {
    this.#over.abort(abortError());
    await Promise.allSettled([this.#read, this.#failed]);
  }

  #first(sure: Int32Array): Promise<ReadonlySet<number>> {
    let came = (): void => {};
    this.#read = new Promise<void>((resolve) => (came = resolve));
    return this.#carry(sure, came).finally(came);
  }

  async #carry(sure: Int32Array, onRead: () => void): Promise<ReadonlySet<number>> {
    const { gather, withoutHoles } = this.#request;
    const { winner, here } = await withoutHoles(sure);
    return gather.carry(gather.pending(winner), { winner, here, onRead });
  }

  async #follow(
    before: Promise<unknown>,
    sure: Int32Array,
    scenes: readonly number[],
  ): Promise<ReadonlySet<number>> {
    const { gather } = this.#request;
    const earlier = this.#failed;
    const reading = before.then(() => this.#readAll(sure, scenes));
    this.#read = reading.catch(() => {});
    const failed = await earlier;
    const { winner, here } = await reading;
    const pending = gather.pending(winner).filter((scene) => !failed.has(scene));
    return new Set([...failed, ...(await gather.carry(pending, { winner, here }))]);
  }

  /** What scenes have won, all bands of it. What fails is read again by who needs it, and fails there. */
  async #readAll(sure: Int32Array, scenes: readonly number[]): Promise<Won> {
    const { bands, withoutHoles } = this.#request;
    const { winner, here } = await withoutHoles(sure);
    const won = wonPixels(winner, scenes);
    const winning = scenes.filter((scene) => won.get(scene)!.length > 0);
    const reading = new EarlyRead(this.#context, {
      ...this.#request,
      bands: leafBands(bands.map(({ expr }) => expr)),
      scenes: winning,
      here,
      pixelsOf: (scene) => won.get(scene)!,
      signal: this.#signal(),
    });
    const read = await Promise.all(winning.map((scene) => reading.of(scene)));
    const windows = read.flatMap((one) => (one?.windows ? [[one.scene, one.windows] as const] : []));
    return { winner, here: new Map([...here, ...windows]) };
  }

  #signal(): AbortSignal {
    const { signal } = this.#request;
    return signal ? AbortSignal.any([signal, this.#over.signal]) : this.#over.signal;
  }
}
