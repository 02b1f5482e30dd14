import { typeOfExpr } from '../compose/bounds.ts';
import { leafBands } from '../compose/glsl.ts';
import { orderKey } from '../compose/key.ts';
import { maskingBands } from '../compose/masking-bands.ts';
import type { Selection } from '../compose/recipe.ts';
import { Selector } from '../compose/select.ts';
import { SelectionState } from '../compose/selection.ts';
import type { Leaves } from '../compose/steps.ts';
import type { Grid } from '../grid/grid.ts';
import type { ComposeContext, ComposeSubject } from './context.ts';
import { EarlyRead, readGroup } from './early-read.ts';
import type { FailureLog } from './failures.ts';
import { typesOfBands } from './made-types.ts';
import { assertOfTypes } from './other-type.ts';
import { hasPixels, uploadStack, wasRead } from './scene-windows.ts';
import { bandKey } from './source-key.ts';
import type { PinnedStack, Stack } from './stack-store.ts';

export interface SelectRequest extends ComposeSubject {
  readonly selection: Selection;
  readonly grid: Grid;
  /** Indices of the scenes whose footprint meets the grid, in order. */
  readonly candidates: readonly number[];
  readonly state: SelectionState;
  readonly failures: FailureLog;
  readonly signal?: AbortSignal;
  readonly onApproximate: (metres: number) => void;
  /** Something more is selected. */
  readonly onProgress: () => void;
}

interface Prepared {
  readonly leaves: Leaves;
  /** Scenes that are folded together, the last ones first. */
  readonly groups: readonly (readonly number[])[];
  /** Reading need not wait for it. */
  readonly selector: Promise<Selector>;
  /** The key of the highest quality there can be. */
  readonly best: number | null;
}

/** Chunks read ahead of the one that is folded. */
const ahead = 2;

/**
 * Ranks the scenes of one grid. It walks from the last scene to the first and stops where no earlier scene could win
 * any more: every pixel holds the highest quality there can be, and ties go to the last. Stacks stay in the store while
 * there is room, so that selecting again, once winners were struck out, reads nothing again.
 */
export class SelectStage {
  readonly #context: ComposeContext;
  readonly #request: SelectRequest;
  readonly #stacks = new Map<number, Promise<PinnedStack>>();
  #early: EarlyRead | null = null;
  #prepared: Promise<Prepared> | undefined;

  constructor(context: ComposeContext, request: SelectRequest) {
    this.#context = context;
    this.#request = request;
  }

  /** Selects where nobody wins yet, without the scenes that failed; who wins already stays. */
  async run(failed: ReadonlySet<number>): Promise<void> {
    const { state, failures, signal, onApproximate, onProgress } = this.#request;
    const { groups, selector, best } = await (this.#prepared ??= this.#prepare());
    for (let i = 0; i < groups.length; i++) {
      const next = best === null ? Math.min(i + ahead, groups.length - 1) : i;
      for (let j = i; j <= next; j++) void this.#stack(j).catch(() => {});
      const pinned = await this.#stack(i);
      const ranks = await selector;
      const { chunk, failures: found, approximate } = pinned.stack;
      failures.merge(found);
      if (approximate !== null) onApproximate(approximate);
      if (chunk) {
        const enabled = chunk.scenes.map((scene) => !failed.has(scene));
        const fold = (): void => ranks.fold({ chunk, state, enabled });
        await this.#context.queue.run(0, fold, signal).finally(() => this.#release(i));
        onProgress();
      }
      this.#release(i);
      if (best !== null && i < groups.length - 1 && (await this.#isSaturated(best))) break;
    }
    state.settle();
  }

  dispose(): void {
    void this.#prepared?.then(async ({ selector }) => (await selector).dispose()).catch(() => {});
    for (const index of this.#stacks.keys()) this.#release(index);
  }

  #release(index: number): void {
    const stack = this.#stacks.get(index);
    this.#stacks.delete(index);
    stack?.then((pinned) => pinned.release()).catch(() => {});
  }

  async #prepare(): Promise<Prepared> {
    const { selection, candidates, recipe, images, failures, signal } = this.#request;
    const { book, gpu, queue, layersPerArray } = this.#context;
    const bands = leafBands([selection.quality]);
    const last = candidates.slice(-layersPerArray);
    const isNew = last.some((scene) => bands.some((band) => book.isNew(recipe.list.scenes[scene]!, band)));
    // The last scenes are ranked whatever the types turn out to be: headers and pixels come in one go.
    if (isNew) this.#early = new EarlyRead(this.#context, { ...this.#request, bands, scenes: last });
    // The others may never be looked at.
    const asDeclared = new Set(candidates.slice(0, -layersPerArray));
    const { types: leaves, readable } = await typesOfBands(book, {
      bands,
      scenes: candidates,
      subject: recipe,
      typeOf: (source) => images!.typeOf(source, signal),
      asDeclared,
      failures,
      signal,
    });
    const groups: number[][] = [];
    for (let end = readable.length; end > 0; end -= layersPerArray) {
      groups.push(readable.slice(Math.max(0, end - layersPerArray), end));
    }
    const compile = (): Selector => new Selector(gpu, { quality: selection.quality, leaves });
    const selector = queue.run(0, compile, signal);
    // It is awaited late, or not at all where reading fails first.
    selector.catch(() => {});
    return { leaves, groups, selector, best: bestKey(selection, leaves) };
  }

  #stack(index: number): Promise<PinnedStack> {
    let stack = this.#stacks.get(index);
    if (!stack) this.#stacks.set(index, (stack = this.#pin(index)));
    return stack;
  }

  async #pin(index: number): Promise<PinnedStack> {
    const { grid, centre, recipe, signal } = this.#request;
    const { leaves, groups } = await this.#prepared!;
    const scenes = groups[index]!;
    const bands = [...leaves.keys()];
    const key = JSON.stringify([
      [grid.crs.name, grid.affine, grid.width, grid.height, centre.lng, centre.lat],
      [...leaves],
      [...maskingBands(this.#request.selection.quality)],
      scenes.map((scene) => [scene, ...bands.map((band) => bandKey(recipe, scene, band))]),
    ]);
    return this.#context.stacks.pin(key, (shared) => this.#read(leaves, scenes, shared), signal);
  }

  async #read(leaves: Leaves, scenes: readonly number[], signal: AbortSignal): Promise<Stack> {
    const { grid } = this.#request;
    const request = { ...this.#request, bands: [...leaves.keys()], scenes, signal };
    const early = await this.#early?.of(scenes);
    const { read, failures, approximate } = early ?? (await readGroup(this.#context, request));
    assertOfTypes(leaves, { read, made: this.#request.recipe.made });
    const needed = maskingBands(this.#request.selection.quality);
    const present = read.filter(wasRead).filter((scene) => hasPixels(scene, needed));
    const chunk = await uploadStack(this.#context, { leaves, scenes: present, grid, signal });
    return { chunk, failures, approximate };
  }

  async #isSaturated(best: number): Promise<boolean> {
    const { state, signal } = this.#request;
    const { winner, key } = await state.read({ signal });
    return winner.every((scene, i) => scene >= 0 && key[i] === best);
  }
}

/** The key of the highest quality there can be, by the bands' types; null where that is out of sight. */
function bestKey({ quality }: Selection, leaves: Leaves): number | null {
  const { type, high } = typeOfExpr(quality, leaves);
  return type === 'float' ? null : orderKey(high, type);
}
