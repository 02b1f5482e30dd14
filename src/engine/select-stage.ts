import { typeOfExpr } from '../compose/bounds.ts';
import { leafBands } from '../compose/glsl.ts';
import { orderKey } from '../compose/key.ts';
import { maskingBands } from '../compose/masking-bands.ts';
import type { Selection } from '../compose/recipe.ts';
import { Selector } from '../compose/select.ts';
import type { SelectionPixels, SelectionState } from '../compose/selection.ts';
import type { Leaves } from '../compose/steps.ts';
import type { Grid } from '../grid/grid.ts';
import type { ComposeContext, ComposeSubject } from './context.ts';
import { EarlyRead, readGroup, type ReadGroup } from './early-read.ts';
import type { FailureLog } from './failures.ts';
import { typesOfBands } from './made-types.ts';
import { Look } from './look.ts';
import { assertOfTypes } from './other-type.ts';
import { Reach } from './reach.ts';
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
  /** Called with pixels that are won for certain, before all scenes are ranked; −1 elsewhere. See `Look`. */
  readonly onSure?: ((winner: Int32Array) => void) | undefined;
}

interface Prepared {
  readonly leaves: Leaves;
  /** Scenes that are folded together, the last ones first. */
  readonly groups: readonly (readonly number[])[];
  /** The last of the first group, which may be enough. */
  readonly few: readonly number[];
  /** Reading need not wait for it. */
  readonly selector: Promise<Selector>;
  /** The key of the highest quality there can be. */
  readonly best: number | null;
}

/** Chunks read ahead of the one that is folded. */
const ahead = 2;

/**
 * Ranks the scenes of one grid. It walks from the last scene to the first and leaves out those that cannot win any
 * more: every pixel that they reach holds the highest quality there can be, and ties go to the last. Stacks stay in the store while
 * there is room, so that selecting again, once winners were struck out, reads nothing again.
 */
export class SelectStage {
  readonly #context: ComposeContext;
  readonly #request: SelectRequest;
  readonly #stacks = new Map<number, Promise<PinnedStack>>();
  readonly #reach: Reach;
  #early: EarlyRead | null = null;
  /** What is selected, read since the last fold. */
  #pixels: SelectionPixels | null = null;
  #prepared: Promise<Prepared> | undefined;
  #looked = false;

  constructor(context: ComposeContext, request: SelectRequest) {
    this.#context = context;
    this.#request = request;
    this.#reach = new Reach(context.book, { quality: request.selection.quality, grid: request.grid });
  }

  /**
   * Selects where nobody wins yet, without the scenes that failed; who wins already stays. Gives what is selected then
   * where it was looked at anyway, else null.
   */
  async run(failed: ReadonlySet<number>): Promise<SelectionPixels | null> {
    const { groups, best } = await (this.#prepared ??= this.#prepare());
    let index = best === null ? 0 : await this.#glance(best, failed);
    while (index < groups.length) {
      const last = best === null ? Math.min(index + ahead, groups.length - 1) : index;
      for (let i = index; i <= last; i++) void this.#stack(i).catch(() => {});
      await this.#fold(await this.#stack(index), failed);
      this.#release(index);
      index = best === null ? index + 1 : await this.#next(index + 1, best);
    }
    this.#early = null;
    this.#request.state.settle();
    const pixels = this.#pixels;
    this.#pixels = null;
    return pixels;
  }

  /** Looks whether the last few scenes are enough, or folds them alone to see it. Gives the group to go on with. */
  async #glance(best: number, failed: ReadonlySet<number>): Promise<number> {
    const { leaves, groups, few } = await this.#prepared!;
    const { stacks } = this.#context;
    const [last] = groups;
    if (!last || stacks.has(this.#keyOf(leaves, last))) return 0;
    this.#early ??= this.#readEarly([...leaves.keys()], few);
    const rest = last.slice(0, -few.length);
    const looked = this.#look(this.#early, { best, rest });
    looked.catch(() => {});
    if (rest.length === 0 || (await looked)) return 0;
    const pinned = await this.#pin(few);
    await this.#fold(pinned, failed).finally(() => pinned.release());
    const next = await this.#next(0, best);
    // Its scenes are about to be held with the others of their group.
    if (next === 0) stacks.forget((stack) => stack === pinned.stack);
    return next;
  }

  /** Once, and only for who wants to know. True where the rest of their group is needed: then it is being read. */
  async #look(
    early: EarlyRead,
    { best, rest }: { readonly best: number; readonly rest: readonly number[] },
  ): Promise<boolean> {
    const { onSure, selection, grid, recipe } = this.#request;
    if (!onSure || this.#looked) return false;
    this.#looked = true;
    const { leaves, few } = await this.#prepared!;
    const look = new Look({
      read: (scene) => early.of(scene),
      quality: selection.quality,
      leaves,
      best,
      length: grid.width * grid.height,
      onSure: (winner) => {
        if (this.#early === early) onSure(winner);
      },
    });
    const pixels = await look.at(few);
    if (!pixels || this.#early !== early) return false;
    const scenes = rest.map((scene) => recipe.list.scenes[scene]!);
    if ((await this.#reach.firstOf([scenes], { from: 0, pixels })) === null) return false;
    early.add(rest);
    look.at(rest).catch(() => {});
    return true;
  }

  async #fold({ stack }: PinnedStack, failed: ReadonlySet<number>): Promise<void> {
    const { state, failures, signal, onApproximate } = this.#request;
    const ranks = await (await this.#prepared!).selector;
    const { chunk, failures: found, approximate } = stack;
    failures.merge(found);
    if (approximate !== null) onApproximate(approximate);
    if (!chunk) return;
    this.#pixels = null;
    const enabled = chunk.scenes.map((scene) => !failed.has(scene));
    await this.#context.queue.run(0, () => ranks.fold({ chunk, state, enabled }), signal);
  }

  /** Tells nothing any more. */
  dispose(): void {
    this.#early = null;
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
    const count = Math.ceil(layersPerArray / 2);
    const last = candidates.slice(-count);
    const isNew = last.some((scene) => bands.some((band) => book.isNew(recipe.list.scenes[scene]!, band)));
    // The last scenes are ranked whatever the types turn out to be: headers and pixels come in one go.
    if (isNew) this.#early = this.#readEarly(bands, last);
    // The others may never be looked at.
    const asDeclared = new Set(candidates.slice(0, -count));
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
    return { leaves, groups, few: readable.slice(-count), selector, best: bestKey(selection, leaves) };
  }

  #readEarly(bands: readonly string[], scenes: readonly number[]): EarlyRead {
    return new EarlyRead(this.#context, { ...this.#request, bands, scenes });
  }

  #stack(index: number): Promise<PinnedStack> {
    let stack = this.#stacks.get(index);
    if (!stack) {
      stack = this.#prepared!.then(({ groups }) => this.#pin(groups[index]!));
      this.#stacks.set(index, stack);
    }
    return stack;
  }

  async #pin(scenes: readonly number[]): Promise<PinnedStack> {
    const { leaves } = await this.#prepared!;
    const { signal } = this.#request;
    const key = this.#keyOf(leaves, scenes);
    return this.#context.stacks.pin(key, (shared) => this.#read(leaves, scenes, shared), signal);
  }

  #keyOf(leaves: Leaves, scenes: readonly number[]): string {
    const { grid, centre, recipe, selection } = this.#request;
    const bands = [...leaves.keys()];
    return JSON.stringify([
      [grid.crs.name, grid.affine, grid.width, grid.height, centre.lng, centre.lat],
      [...leaves],
      [...maskingBands(selection.quality)],
      scenes.map((scene) => [scene, ...bands.map((band) => bandKey(recipe, scene, band))]),
    ]);
  }

  async #read(leaves: Leaves, scenes: readonly number[], signal: AbortSignal): Promise<Stack> {
    const { grid } = this.#request;
    const request = { ...this.#request, bands: [...leaves.keys()], signal };
    const rest = (scenes: readonly number[]): Promise<ReadGroup> =>
      readGroup(this.#context, { ...request, scenes });
    const { read, failures, approximate } = await (this.#early?.with(scenes, rest) ?? rest(scenes));
    assertOfTypes(leaves, { read, made: this.#request.recipe.made });
    const needed = maskingBands(this.#request.selection.quality);
    const present = read.filter(wasRead).filter((scene) => hasPixels(scene, needed));
    const chunk = await uploadStack(this.#context, { leaves, scenes: present, grid, signal });
    return { chunk, failures, approximate };
  }

  /** The next group of which a scene could still win somewhere: where the best there can be has not won, and its files lie. */
  async #next(from: number, best: number): Promise<number> {
    const { state, signal, recipe } = this.#request;
    const { groups } = await this.#prepared!;
    if (from >= groups.length) return from;
    const pixels = openPixels((this.#pixels ??= await state.read({ signal })), best);
    const scenes = groups.map((group) => group.map((scene) => recipe.list.scenes[scene]!));
    return (await this.#reach.firstOf(scenes, { from, pixels })) ?? groups.length;
  }
}

/** Where the winner is not of the highest quality there can be, or nobody wins. */
function openPixels({ winner, key }: SelectionPixels, best: number): Uint32Array {
  const open = new Uint32Array(winner.length);
  let count = 0;
  for (let i = 0; i < winner.length; i++) {
    if (winner[i]! < 0 || key[i] !== best) open[count++] = i;
  }
  return open.subarray(0, count);
}

/** The key of the highest quality there can be, by the bands' types; null where that is out of sight. */
function bestKey({ quality }: Selection, leaves: Leaves): number | null {
  const { type, high } = typeOfExpr(quality, leaves);
  return type === 'float' ? null : orderKey(high, type);
}
