import { Ceiling, type Holes } from '../compose/ceiling.ts';
import { maskingBands } from '../compose/masking-bands.ts';
import type { Selection } from '../compose/recipe.ts';
import { bytesOfCeiling, type SelectionPixels, type SelectionState } from '../compose/selection.ts';
import type { Grid } from '../grid/grid.ts';
import type { ComposeContext, ComposeSubject } from './context.ts';
import { EarlyGather } from './early-gather.ts';
import { scenesAtOnce, type GatherStage } from './gather-stage.ts';
import { refereeOf, type References } from './references.ts';
import type { WindowsByScene } from './scene-windows.ts';

export interface WinnerRequest extends ComposeSubject {
  readonly selection: Selection;
  readonly grid: Grid;
  readonly state: SelectionState;
  readonly references: References;
  readonly gather: GatherStage;
  readonly signal?: AbortSignal;
}

export interface Outcome {
  /** Somebody was struck out: it is to be selected again. */
  readonly again: boolean;
  /** Winners that cannot be read: they compete no more. */
  readonly failed: ReadonlySet<number>;
}

/**
 * Looks at the winners of one grid: who has no data where it wins is struck out there, by its reference band and before
 * any other band of it is read; the others' bands are gathered. A scene that wins more pixels only after others were
 * struck out is gathered again once nobody is struck out any more.
 */
export class WinnerStage {
  readonly #context: ComposeContext;
  readonly #request: WinnerRequest;
  readonly #ranked: ReadonlySet<string>;
  #ceiling: Ceiling | undefined;
  #ran = false;
  /** While others are still ranked. */
  readonly #early: EarlyGather;

  constructor(context: ComposeContext, request: WinnerRequest) {
    this.#context = context;
    this.#request = request;
    this.#ranked = maskingBands(request.selection.quality);
    this.#early = new EarlyGather(context, {
      ...request,
      bands: request.selection.bands,
      withoutHoles: (winner) => this.#withoutHoles(winner),
    });
  }

  /** Gathers pixels that are won for certain while others are still ranked. Before `run`; again when there are more. */
  begin(sure: Int32Array): void {
    this.#early.begin(sure);
  }

  /** Resolves once nothing is under way any more. */
  async end(): Promise<void> {
    await this.#early.end();
  }

  /** @param selected what the state holds, where that is known */
  async run(selected: SelectionPixels | null): Promise<Outcome> {
    const { state, gather, references, signal } = this.#request;
    const failed = new Set(this.#ran ? [] : await this.#early.failed);
    const pixels = selected ?? (await state.read({ signal }));
    const carry = async (scenes: readonly number[], here?: WindowsByScene): Promise<void> => {
      const { winner } = pixels;
      for (const scene of await gather.carry(scenes, { winner, here })) failed.add(scene);
    };
    let struck = await this.#strike(pixels, references.holes);
    const pending = gather.pending(pixels.winner).filter((scene) => !failed.has(scene));
    const unknown = pending.filter((scene) => this.#isUnknown(scene));
    let next = this.#read(unknown, 0);
    const waits = (scene: number): boolean => this.#ran && gather.winners.has(scene);
    await carry(pending.filter((scene) => !waits(scene) && !unknown.includes(scene)));
    for (let i = 0; i < unknown.length; i += scenesAtOnce) {
      const here = await next;
      next = this.#read(unknown, i + scenesAtOnce);
      struck += await this.#strike(pixels, references.holes);
      const winning = new Set(pixels.winner);
      await carry(
        unknown.slice(i, i + scenesAtOnce).filter((scene) => winning.has(scene)),
        here,
      );
    }
    if (struck === 0 && failed.size === 0) await carry(gather.pending(pixels.winner));
    await this.#strike(pixels, new Map([...failed].map((scene) => [scene, null])));
    this.#ran = true;
    const again = struck > 0 || failed.size > 0;
    for (const [scene, data] of references.holes) if (data === null) failed.add(scene);
    return { again, failed };
  }

  async #withoutHoles(winner: Int32Array): Promise<{ winner: Int32Array; here: WindowsByScene }> {
    const { references } = this.#request;
    const unknown = [...new Set(winner)].filter((scene) => scene >= 0 && this.#isUnknown(scene));
    const here = await references.read(unknown);
    if (references.holes.size === 0) return { winner, here };
    const whole = winner.map((scene, i) => {
      const data = references.holes.get(scene);
      return data === undefined || data?.[i] === 1 ? scene : -1;
    });
    return { winner: whole, here };
  }

  #isUnknown(scene: number): boolean {
    const { recipe, references } = this.#request;
    return !references.has(scene) && refereeOf(recipe.list.scenes[scene]!, this.#ranked) !== undefined;
  }

  #read(scenes: readonly number[], from: number): Promise<WindowsByScene> {
    const reading = this.#request.references.read(scenes.slice(from, from + scenesAtOnce));
    reading.catch(() => {});
    return reading;
  }

  /** On the GPU and in `pixels`. Gives how many pixels have lost their winner. */
  async #strike(pixels: SelectionPixels, holes: Holes): Promise<number> {
    if (holes.size === 0) return 0;
    const { grid, state, signal } = this.#request;
    const { queue, makeRoom } = this.#context;
    const ceiling = (this.#ceiling ??= new Ceiling(pixels.winner.length));
    const struck = ceiling.strike(pixels, holes);
    if (struck === 0) return 0;
    const bytes = bytesOfCeiling(grid);
    const strike = (): void => {
      // As much again is taken for what is selected then.
      makeRoom(2 * bytes);
      state.strike(ceiling);
    };
    await queue.run(bytes, strike, signal);
    return struck;
  }
}
