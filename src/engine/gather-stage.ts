import { Carried } from '../compose/carried.ts';
import { Gatherer } from '../compose/gather.ts';
import { leafBands } from '../compose/glsl.ts';
import type { SelectionState } from '../compose/selection.ts';
import type { Leaves } from '../compose/steps.ts';
import type { PixelBand } from '../expression/pixel.ts';
import type { Grid } from '../grid/grid.ts';
import { unite, type Dtype } from '../dtype.ts';
import type { ComposeContext, ComposeSubject } from './context.ts';
import type { FailureLog } from './failures.ts';
import { typesOfBands } from './made-types.ts';
import { readScenes, wasRead, type SceneWindows, type WindowsByScene } from './scene-windows.ts';
import { countByScene, noteGathered, uploadWon, without, wonPixels, type WonPixels } from './won-pixels.ts';

export interface GatherRequest extends ComposeSubject {
  readonly bands: readonly PixelBand[];
  readonly grid: Grid;
  readonly state: SelectionState;
  readonly failures: FailureLog;
  readonly signal?: AbortSignal;
  /** Something more is gathered. */
  readonly onProgress?: (() => void) | undefined;
}

/** Up to three bands that one pass carries. */
interface Group {
  readonly gatherer: Gatherer;
  readonly carried: Carried;
}

/** Winners, and what was read of them for another purpose. */
interface Won {
  readonly winner: Int32Array;
  readonly here?: WindowsByScene;
  /** Called once the first of them are read. */
  readonly onRead?: () => void;
}

/** Scenes gathered at once. */
export const scenesAtOnce = 8;
/** The first time it is fewer, so that there is soon something to look at. */
const scenesAtFirst = 1;
/** Batches that are read before the one before them is gathered. */
const readAhead = 2;

/**
 * Reads the bands of scenes that win somewhere on a grid and carries them to the winners' pixels. Owns the carried pixels until `dispose`.
 */
export class GatherStage {
  readonly #context: ComposeContext;
  readonly #request: GatherRequest;
  readonly #gathered = new Set<number>();
  /** Which scene each pixel was gathered from; −1: none yet. */
  #from: Int32Array | null = null;
  #stamp = 0;
  #leaves: Leaves = new Map();
  #groups: Group[] = [];

  constructor(context: ComposeContext, request: GatherRequest) {
    this.#context = context;
    this.#request = request;
  }

  /** Three bands each, in order; the last may hold fewer. Empty before the first pixel is gathered. */
  get carried(): readonly Carried[] {
    return this.#from ? this.#groups.map(({ carried }) => carried) : [];
  }

  /** Of the GPU. */
  get bytes(): number {
    return this.#groups.reduce((sum, { carried }) => sum + carried.target.bytes, 0);
  }

  /** The types in which source bands were read. */
  get leaves(): Leaves {
    return this.#leaves;
  }

  /** Indices of the scenes whose bands are carried. */
  get winners(): ReadonlySet<number> {
    return this.#gathered;
  }

  /** The scene that each pixel was gathered from, −1: none; null before the first. */
  get from(): Int32Array | null {
    return this.#from;
  }

  /** Another number whenever `from` holds something else. */
  get stamp(): number {
    return this.#stamp;
  }

  /** Winners with pixels that are not gathered from them yet, most pixels first. */
  pending(winner: Int32Array): number[] {
    const counts = countByScene(this.#missing(winner), this.#request.recipe.list.scenes.length);
    const scenes = [...counts.keys()].filter((scene) => counts[scene]! > 0);
    return scenes.toSorted((a, b) => counts[b]! - counts[a]! || b - a);
  }

  /** Asks for the headers of scenes that will probably win, while others are still ranked. Nobody waits for them. */
  expect(scenes: readonly number[], signal: AbortSignal): void {
    const { bands, recipe } = this.#request;
    const names = leafBands(bands.map(({ expr }) => expr));
    for (const scene of scenes) {
      for (const name of names) {
        const source = recipe.list.scenes[scene]!.bands.get(name);
        // Whoever reads it hears of its failure.
        if (source) this.#context.book.describe(source, signal).catch(() => {});
      }
    }
  }

  /**
   * Gathers winners' pixels that are not gathered from them yet; winners are those of the state, or will be. Gives the
   * scenes that cannot be read: they are to be struck out.
   */
  async carry(scenes: readonly number[], { winner, here, onRead }: Won): Promise<Set<number>> {
    if (scenes.length === 0) return new Set();
    const { readable, failed, made } = await this.#prepare(scenes);
    try {
      const won = wonPixels(this.#missing(winner), readable);
      const batches = this.#batchesOf(readable);
      const reading: Promise<SceneWindows[]>[] = [];
      const ask = (count: number): void => {
        for (const batch of batches.slice(reading.length, count)) {
          const read = this.#read(batch, won, here);
          // It is awaited late, or not at all where one before it fails.
          read.catch(() => {});
          reading.push(read);
        }
      };
      for (let i = 0; i < batches.length; i++) {
        // The first pixels have the line for themselves.
        ask(this.#from || i > 0 ? i + 1 + readAhead : 1);
        const read = await reading[i]!;
        if (i === 0) onRead?.();
        ask(i + 1 + readAhead);
        await made;
        for (const scene of await this.#gather(read, won, winner)) failed.add(scene);
        this.#request.onProgress?.();
      }
    } finally {
      // What is made after this stage was disposed nobody would free.
      await Promise.allSettled([made]);
    }
    await this.#forget(failed);
    return failed;
  }

  dispose(): void {
    for (const { gatherer, carried } of this.#groups) {
      gatherer.dispose();
      carried.dispose();
    }
    this.#groups = [];
  }

  /** Winners without the pixels that are gathered from them already. */
  #missing(winner: Int32Array): Int32Array {
    return this.#from ? without(winner, this.#from) : winner;
  }

  #batchesOf(scenes: readonly number[]): number[][] {
    const first = this.#from ? scenesAtOnce : scenesAtFirst;
    const batches: number[][] = [];
    for (let i = 0; i < scenes.length; i += batches.at(-1)!.length) {
      batches.push(scenes.slice(i, i + (i === 0 ? first : scenesAtOnce)));
    }
    return batches;
  }

  /** `made`: programs and pixels are there to gather with; reading need not wait for them. */
  async #prepare(
    winners: readonly number[],
  ): Promise<{ readable: number[]; failed: Set<number>; made: Promise<void> }> {
    const { bands, recipe, images, failures, signal } = this.#request;
    const names = leafBands(bands.map(({ expr }) => expr));
    const { types, readable } = await typesOfBands(this.#context.book, {
      bands: names,
      scenes: winners,
      subject: recipe,
      typeOf: (source) => images!.typeOf(source, signal),
      failures,
      signal,
    });
    const failed = new Set(winners.filter((scene) => !readable.includes(scene)));
    const leaves = readable.length === 0 ? this.#leaves : this.#widened(types);
    const isReady = this.#groups.length > 0 && sameTypes(leaves, this.#leaves);
    if (isReady || leaves.size < names.length) return { readable, failed, made: Promise.resolve() };
    // Wider types are other programs and other bits: what was gathered before is gathered again.
    const again = [...this.#gathered];
    this.#reset();
    this.#leaves = leaves;
    const made = this.#context.queue.run(0, () => this.#remake(), signal);
    made.catch(() => {});
    return { readable: [...new Set([...readable, ...again])], failed, made };
  }

  /** Pixels from a scene that could be read before and cannot now are not to stay. */
  async #forget(failed: ReadonlySet<number>): Promise<void> {
    if (![...failed].some((scene) => this.#gathered.has(scene))) return;
    const clear = (): void => this.#groups.forEach(({ carried }) => carried.clear());
    await this.#context.queue.run(0, clear, this.#request.signal);
    this.#reset();
  }

  #reset(): void {
    this.#stamp++;
    this.#gathered.clear();
    this.#from = null;
  }

  #widened(types: ReadonlyMap<string, Dtype>): Leaves {
    return new Map(
      [...types].map(([band, dtype]) => [band, unite(this.#leaves.get(band) ?? dtype, dtype)] as const),
    );
  }

  #remake(): void {
    this.dispose();
    const { bands, grid } = this.#request;
    const { gpu, makeRoom } = this.#context;
    makeRoom(grid.width * grid.height * 16 * Math.ceil(bands.length / 3));
    for (let i = 0; i < bands.length; i += 3) {
      const exprs = bands.slice(i, i + 3).map(({ expr }) => expr);
      const used = new Set(leafBands(exprs));
      const leaves = new Map([...this.#leaves].filter(([band]) => used.has(band)));
      const gatherer = new Gatherer(gpu, { bands: exprs, leaves });
      const carried = new Carried(gpu, { width: grid.width, height: grid.height, types: gatherer.types });
      this.#groups.push({ gatherer, carried });
    }
  }

  #read(scenes: readonly number[], won: WonPixels, here?: WindowsByScene): Promise<SceneWindows[]> {
    const bands = [...this.#leaves.keys()];
    const pixelsOf = (scene: number): Uint32Array<ArrayBuffer> => won.get(scene)!;
    return readScenes(this.#context, { ...this.#request, bands, scenes, here, pixelsOf });
  }

  /** Gives the scenes that cannot be read. */
  async #gather(read: readonly SceneWindows[], won: WonPixels, winner: Int32Array): Promise<number[]> {
    const { grid, state, signal } = this.#request;
    const present = read.filter(wasRead);
    const chunk = await uploadWon(this.#context, {
      leaves: this.#leaves,
      scenes: present,
      won,
      grid,
      signal,
    });
    if (chunk) {
      await this.#context.queue
        .run(
          0,
          () =>
            this.#groups.forEach(({ gatherer, carried }) =>
              gatherer.gather({ chunk, selection: state, into: carried }),
            ),
          signal,
        )
        .finally(() => chunk.dispose());
    }
    this.#note(new Set(present.map(({ scene }) => scene)), winner);
    return read.filter((scene) => !wasRead(scene)).map(({ scene }) => scene);
  }

  #note(gathered: ReadonlySet<number>, winner: Int32Array): void {
    this.#stamp++;
    const from = (this.#from ??= new Int32Array(winner.length).fill(-1));
    const isGathered = Uint8Array.from(this.#request.recipe.list.scenes, (_, scene) =>
      gathered.has(scene) ? 1 : 0,
    );
    noteGathered(winner, isGathered, from);
    for (const scene of gathered) this.#gathered.add(scene);
  }
}

function sameTypes(a: Leaves, b: Leaves): boolean {
  return a.size === b.size && [...a].every(([band, dtype]) => b.get(band) === dtype);
}
