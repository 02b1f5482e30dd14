import type { Carried } from '../compose/carried.ts';
import type { Selection } from '../compose/recipe.ts';
import { SelectionState } from '../compose/selection.ts';
import type { Leaves } from '../compose/steps.ts';
import { leafBands } from '../compose/glsl.ts';
import { isAbort } from '../errors.ts';
import type { Grid } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';
import { abortError } from '../net/abort.ts';
import type { Origin } from './composed-image.ts';
import { isMadeName } from './asked-images.ts';
import type { ComposeContext, ComposeSubject } from './context.ts';
import { FailureLog } from './failures.ts';
import { GatherStage } from './gather-stage.ts';
import { MadeImages, type InnerMosaic, type InnerPixels } from './made-images.ts';
import { isComposed, originOf } from './origins.ts';
import { OtherType } from './other-type.ts';
import { References } from './references.ts';
import { SelectStage } from './select-stage.ts';
import { WinnerStage, type Outcome } from './winner-stage.ts';

export interface MosaicRequest extends ComposeSubject {
  readonly grid: Grid;
  /** Indices of the scenes whose footprint meets the grid, in order. */
  readonly candidates: readonly number[];
  readonly signal?: AbortSignal;
  /** There is something more to look at. Who does not look gets no pixels before all scenes are ranked. */
  readonly onProgress?: () => void;
}

/** What one selection of the recipe gave. */
export interface MosaicPart {
  readonly selection: Selection;
  readonly state: SelectionState;
  /** Three of the selection's bands each, in order. Empty where nobody wins. */
  readonly carried: readonly Carried[];
  /** The types in which the carried bands' sources were read. */
  readonly leaves: Leaves;
  /** Which acquisition each pixel is gathered from, so far; null: none tells, or not yet. */
  readonly origin: Origin | null;
  /** Another number whenever `origin` tells something else. */
  readonly stamp: number;
}

/** One grid composed: winners and their bands on the GPU. Owns them until `dispose`. */
export class Mosaic {
  readonly failures = new FailureLog();
  /** Metres of the coarsest overview pixel by which scenes were ranked though it does not keep their order; or null. */
  rankedFrom: number | null = null;
  readonly #context: ComposeContext;
  readonly #request: MosaicRequest;
  readonly #own: MadeImages | null;
  #behind: ReadonlySet<Scene> | null = null;
  readonly #origins = new Map<GatherStage, Origin>();
  readonly #parts: {
    readonly selection: Selection;
    readonly state: SelectionState;
    readonly gather: GatherStage;
  }[] = [];

  constructor(context: ComposeContext, request: MosaicRequest) {
    this.#context = context;
    const { recipe, images } = request;
    this.#own = recipe.made && !images ? imagesFor(context, request) : null;
    if (isComposed(recipe)) this.#behind = new Set();
    this.#request = this.#own ? { ...request, images: this.#own } : request;
  }

  get parts(): MosaicPart[] {
    return this.#parts.map(({ selection, state, gather }) => {
      const { carried, leaves, stamp } = gather;
      return { selection, state, carried, leaves, origin: this.#originOf(gather), stamp };
    });
  }

  #originOf(gather: GatherStage): Origin | null {
    const { scenes } = this.#request.recipe.list;
    if (this.#behind) return this.#origins.get(gather) ?? null;
    return gather.from && { scene: gather.from, scenes };
  }

  /** Of the GPU, now. */
  get bytes(): number {
    return this.#parts.reduce((sum, { state, gather }) => sum + state.target.bytes + gather.bytes, 0);
  }

  /** Indices of the scenes that the pixels gathered so far come from. */
  get winners(): ReadonlySet<number> {
    return new Set(this.#parts.flatMap(({ gather }) => [...gather.winners]));
  }

  /** The acquisitions that these stand for, once all is composed; null where each is one itself. */
  get behind(): ReadonlySet<Scene> | null {
    return this.#behind;
  }

  /** Composes; rejects only when aborted, disposed or without a GPU. Scenes that fail are left out and logged. */
  async compose(): Promise<void> {
    try {
      await this.#compose();
    } catch (error) {
      const { book } = this.#context;
      if (!(error instanceof OtherType)) throw error;
      book.distrust();
      this.dispose();
      await this.#compose();
    }
  }

  async #compose(): Promise<void> {
    const { recipe, signal } = this.#request;
    const others = new AbortController();
    const ended = signal ? AbortSignal.any([signal, others.signal]) : others.signal;
    const references = new References(this.#context, {
      ...this.#request,
      failures: this.failures,
      signal: ended,
    });
    const parts = recipe.selections.map(async (selection) => {
      try {
        await this.#composePart(selection, references, ended);
      } catch (error) {
        others.abort(abortError());
        throw error;
      }
    });
    // All have to end before anything is freed: what a part makes later nobody would free.
    const failed = (await Promise.allSettled(parts)).filter((part) => part.status === 'rejected');
    signal?.throwIfAborted();
    const reasons = failed.map(({ reason }): unknown => reason);
    if (reasons.length > 0) throw reasons.find((reason) => !isAbort(reason)) ?? reasons[0];
    if (this.#own) await this.#lookBehind(this.#own);
  }

  async #lookBehind(images: MadeImages): Promise<void> {
    const { recipe, signal } = this.#request;
    this.rankedFrom = Math.max(this.rankedFrom ?? 0, images.rankedFrom ?? 0) || null;
    if (!isComposed(recipe)) return;
    const behind = new Set<Scene>();
    for (const { selection, gather } of this.#parts) {
      if (!gather.from) continue;
      const exprs = [...selection.bands.map(({ expr }) => expr), selection.quality];
      const origin = await originOf({ recipe, exprs, winner: gather.from, images, signal });
      if (origin) this.#origins.set(gather, origin);
      const used = new Set(origin?.scene);
      origin?.scenes.forEach((scene, i) => used.has(i) && behind.add(scene));
    }
    this.#behind = behind;
    images.forget();
  }

  dispose(): void {
    for (const { state, gather } of this.#parts) {
      gather.dispose();
      state.dispose();
    }
    this.#parts.length = 0;
  }

  async #composePart(selection: Selection, references: References, signal: AbortSignal): Promise<void> {
    const { grid, onProgress } = this.#request;
    const { gpu, queue, makeRoom } = this.#context;
    const begin = (): SelectionState => {
      makeRoom(bytesOfPart(selection, grid));
      return new SelectionState(gpu, grid);
    };
    const state = await queue.run(0, begin, signal);
    const { failures } = this;
    const shared = { ...this.#request, state, failures, signal };
    const gather = new GatherStage(this.#context, { ...shared, bands: selection.bands });
    this.#parts.push({ selection, state, gather });
    const looks = onProgress !== undefined && readsFiles(selection);
    const over = new AbortController();
    if (looks) gather.expect(this.#request.candidates.slice(-1), AbortSignal.any([signal, over.signal]));
    const winners = new WinnerStage(this.#context, { ...shared, selection, references, gather });
    const select = new SelectStage(this.#context, {
      ...shared,
      selection,
      onSure: looks ? (sure) => winners.begin(sure) : undefined,
      onApproximate: (metres) => {
        this.rankedFrom = Math.max(this.rankedFrom ?? 0, metres);
      },
    });
    try {
      const failed = new Set<number>();
      let outcome: Outcome;
      do {
        outcome = await winners.run(await select.run(failed));
        for (const scene of outcome.failed) failed.add(scene);
      } while (outcome.again);
    } finally {
      over.abort();
      select.dispose();
      await winners.end();
      state.finish();
    }
  }
}

/** True where each pixel's bands are of files, and of nothing that is composed itself. */
function readsFiles({ quality, bands }: Selection): boolean {
  const leaves = bands.map(({ expr }) => leafBands([expr]));
  return (
    leaves.every(({ length }) => length > 0) && ![...leafBands([quality]), ...leaves.flat()].some(isMadeName)
  );
}

/** The images that composing a recipe takes part of, by mosaics of their own that are read back and freed. */
export function imagesFor(
  context: ComposeContext,
  { recipe, grid, centre }: Pick<MosaicRequest, 'recipe' | 'grid' | 'centre'>,
): MadeImages {
  return new MadeImages(context, { recipe, grid, centre, compose: (inner) => composeInner(context, inner) });
}

async function composeInner(context: ComposeContext, inner: InnerMosaic): Promise<InnerPixels> {
  const { signal } = inner;
  const mosaic = new Mosaic(context, inner);
  try {
    await mosaic.compose();
    const parts = await Promise.all(
      mosaic.parts.map(async ({ selection, state, carried }) => {
        const { winner } = await state.read({ signal });
        const read = await Promise.all(carried.map((each) => each.read({ signal })));
        return { selection, winner, bands: read.flatMap(({ bands }) => bands) };
      }),
    );
    return { parts, failures: mosaic.failures, rankedFrom: mosaic.rankedFrom };
  } finally {
    mosaic.dispose();
  }
}

/** GPU bytes that a selection keeps on a grid: winners twice while folding, and its bands, three to a texture. */
export function bytesOfPart(
  { bands }: { readonly bands: readonly unknown[] },
  { width, height }: Pick<Grid, 'width' | 'height'>,
): number {
  return width * height * (16 + 16 * Math.ceil(bands.length / 3));
}

/** GPU bytes that composing a selection takes beside: an array of scenes, with 16 bits to a value, and what is read back. */
export function bytesOfWork(
  { quality, bands }: Selection,
  { width, height }: Pick<Grid, 'width' | 'height'>,
  layersPerArray: number,
): number {
  const ranked = layersPerArray * leafBands([quality]).length;
  const gathered = leafBands(bands.map(({ expr }) => expr)).length;
  return width * height * (16 + 3 * Math.max(ranked, gathered));
}
