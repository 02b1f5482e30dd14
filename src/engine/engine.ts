import { Budget } from '../budget.ts';
import { leafScenes } from '../compose/leaf-scenes.ts';
import type { Recipe } from '../compose/recipe.ts';
import type { Lists } from '../compose/resolve.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { Reader } from '../raster/reader.ts';
import type { SceneQuery } from '../scene/query.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { areaOf } from './area.ts';
import { BandBook } from './band-book.ts';
import { computePixels, type ComputeRequest, type ComputedPixels } from './compute-pixels.ts';
import type { ComposeContext } from './context.ts';
import { drawItems, type DrawItem } from './draw-items.ts';
import type { EngineOptions } from './engine-options.ts';
import { estimateLayers, type Estimate } from './estimate.ts';
import { GpuSession } from './gpu-session.ts';
import type { Layer, LayerSpec } from './layer.ts';
import { LayerSet } from './layer-set.ts';
import { contextLost, disposed, isOfSession } from './session-errors.ts';
import { sceneStates, type SceneProgress } from './scene-states.ts';
import { isSettled, layerStatus, type LayerStatus } from './layer-status.ts';
import { notesOf } from './notes.ts';
import { Provenance } from './provenance.ts';
import { samplePixel, type PixelSample, type SampleRequest } from './sample.ts';
import type { StackStore } from './stack-store.ts';
import { dataBounds, statsOf, summarize, type CollectionSummary, type EngineStats } from './summary.ts';
import { TileKeeper } from './tile-keeper.ts';
import { Waiters } from './waiters.ts';
import { emptyView, type View } from './view.ts';

const defaultLayersPerArray = 16;

/**
 * Composes layers for a view, given a WebGL2 context that somebody else owns. Knows no DOM and no map. Owns its GPU
 * objects; the reader is handed in and disposed with it.
 */
export class Engine {
  readonly budget: Budget;
  readonly reader: Reader;
  readonly book: BandBook;
  /** Where shown pixels come from. */
  readonly provenance: Provenance;
  readonly #options: EngineOptions;
  readonly #keeper: TileKeeper;
  readonly #set: LayerSet;
  #session: GpuSession | null = null;
  readonly #sessions = new Waiters<GpuSession>(() => (this.#session?.lost === false ? this.#session : null));
  #view: View = emptyView;
  #disposed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.budget = new Budget(options.gpuBudget ?? 512 * 2 ** 20);
    this.reader = options.reader;
    this.book = new BandBook(options.reader);
    const { sceneBudget = 512, onChange } = options;
    this.#keeper = new TileKeeper({ budget: this.budget, sceneBudget, onChange });
    this.#set = new LayerSet({ ...options, onFail: (layer, error) => this.fail(layer, error) });
    const images = { imageOf: (layer: Layer) => this.#set.imageOf(layer), limits: this.#keeper.limits };
    this.provenance = new Provenance({ engine: this, ...options, ...images });
  }

  get layers(): readonly Layer[] {
    return this.#set.layers;
  }

  /** The collections of the present layers, in order of first use. */
  get collections(): CollectionSummary[] {
    return summarize(this.#set.lists, this.layers);
  }

  /** What a query gave to the layers that ask it; null before it has come. */
  listOf(query: SceneQuery): SceneList | null {
    return this.#set.listOf(query);
  }

  /** What the shown layers' scenes cover; null while nothing is known. */
  get dataBounds(): LngLatBounds | null {
    return dataBounds(this.layers);
  }

  stats(): EngineStats {
    const { budget } = this;
    const gpu = this.#session?.context.gpu ?? null;
    const status = (layer: Layer): LayerStatus => this.status(layer);
    return statsOf({ layers: this.layers, view: this.#view, budget, gpu, status });
  }

  get view(): View {
    return this.#view;
  }

  get session(): GpuSession | null {
    return this.#session;
  }

  /** Bytes. Tiles that did not fit before are tried again. */
  setGpuBudget(bytes: number): void {
    this.budget.limit = bytes;
    for (const layer of this.layers) layer.renewTiles(({ state }) => state === 'failed');
    this.#options.onChange();
  }

  /** Starts composing in a context; again after it was lost and came back. */
  attach(gl: WebGL2RenderingContext): void {
    if (this.#disposed) throw disposed();
    this.detach();
    const { layersPerArray = defaultLayersPerArray, onChange, onWork } = this.#options;
    const { budget, book, reader } = this;
    const makeRoom = (bytes: number, stacks: StackStore): void => {
      this.#keeper.makeRoom(bytes, { layers: this.layers, stacks });
    };
    this.#session = new GpuSession({ gl, budget, reader, book, layersPerArray, wake: onWork, makeRoom });
    this.#sessions.check();
    onChange();
  }

  /** Lets go of the context. Layers compose anew once there is another. */
  detach(): void {
    const session = this.#session;
    this.#session = null;
    for (const layer of this.layers) layer.release();
    session?.dispose(contextLost());
  }

  /**
   * Replaces the layers. One whose id is there already stays the same layer; its picture stays until what is new is
   * whole, and its pixels where they come out the same. Scenes are listed in the background, from the first look on; a
   * layer whose expression fails says so.
   * @throws BestpixelError 'bad-input', 'disposed'; then nothing has changed
   */
  setLayers(specs: readonly LayerSpec[]): void {
    if (this.#disposed) throw disposed();
    this.#set.set(specs);
    this.#options.onChange();
  }

  /** What sources answer may have changed, as with another API: all lists are asked for again. */
  relist(): void {
    this.#set.outdate();
    this.#options.onChange();
  }

  /**
   * What a layer composes within bounds (null: anywhere), by lists of scenes that are whole there; the layer's own are
   * whole in the view alone. Rejects as listing and resolving do; 'disposed' once the layer is removed.
   */
  recipeFor(layer: Layer, bounds: LngLatBounds | null, signal?: AbortSignal): Promise<Recipe> {
    return this.#set.recipeFor(layer, bounds, signal);
  }

  /** What queries give for the present view: the layers' lists where they ask the same, else others that are asked for. */
  listsFor(queries: readonly SceneQuery[], signal: AbortSignal): Promise<Lists> {
    return this.#set.listsFor(queries, areaOf(this.#view), signal);
  }

  /** Starts and stops work for a view. Call it whenever the view may have moved; cheap when nothing did. */
  look(view: View): void {
    this.#view = view;
    this.#set.look(view);
    if (this.#session && !this.#session.lost) {
      this.#keeper.update({ view, layers: this.layers, book: this.book, context: this.#session.context });
    }
  }

  /** Does GPU work that waits, up to a share of what one frame may upload; call it where the context may be used. */
  pump(share = 1): void {
    const { uploadBytesPerFrame = 8 * 2 ** 20 } = this.#options;
    if (this.#session && !this.#session.lost) this.#session.context.queue.pump(share * uploadBytesPerFrame);
  }

  drawItems(layer: Layer): DrawItem[] {
    return drawItems(layer, this.#view);
  }

  status(layer: Layer): LayerStatus {
    return layerStatus(layer, this.#view, this.#keeper.limits);
  }

  /** What a reader of the layer's pixels must know, as sentences without a stop. */
  notes(layer: Layer): string[] {
    return notesOf(layer, { status: this.status(layer), book: this.book });
  }

  /** How far the shown layers' scenes are in the view. */
  sceneStates(): ReadonlyMap<Scene, SceneProgress> {
    return sceneStates(this.layers, this.#view);
  }

  /**
   * What layers would take in a view (the present one unless given), before anything of them is read; null where nothing
   * is drawn.
   * @param lists by `queryKey`, all that the layers ask for
   * @throws BestpixelError as resolving does, and 'missing-band' where a layer shows a band that is not there
   */
  estimate(
    specs: readonly LayerSpec[],
    lists: ReadonlyMap<string, SceneList>,
    view = this.#view,
  ): Estimate | null {
    const { layersPerArray = defaultLayersPerArray } = this.#options;
    return estimateLayers(specs, { lists, view, layersPerArray, limits: this.#keeper.limits });
  }

  /** Tells that a layer cannot be drawn. A context that is gone is no fault of the layer. */
  fail(layer: Layer, error: unknown): void {
    if (isOfSession(error)) return;
    layer.fail(error);
    this.#options.onError(layer.error ?? error);
    this.#options.onChange();
  }

  /** Scenes of shown layers that cannot be composed so far out: their footprints stand for them. */
  get outlined(): Scene[] {
    const far = this.layers.filter((layer) => this.status(layer).state === 'zoom-in');
    return [...new Set(far.flatMap(({ recipe }) => (recipe ? leafScenes(recipe) : [])))];
  }

  /** True once every shown layer has its final pixels in the present view. */
  get isSettled(): boolean {
    return this.layers.every((layer) => isSettled(layer, this.#view, this.#keeper.limits));
  }

  /** Lists and reads again whatever failed, and all of files that changed meanwhile. */
  retry(): void {
    const changed = this.book.forgetFailures();
    this.#session?.context.stacks.forget(({ failures }) => failures.size > 0 || changed.size > 0);
    for (const layer of this.layers) {
      const broken = layer.renewTiles((tile) => tile.hasFailures || tile.takesOneOf(changed));
      if (!layer.error && !broken) continue;
      layer.renew();
      layer.error = null;
      this.#set.resolve(layer);
    }
    this.#set.retry();
    this.#options.onChange();
  }

  /** Composes a grid of any size. */
  computePixels(request: ComputeRequest): Promise<ComputedPixels> {
    return this.compose((context) => computePixels(context, request), request.signal);
  }

  /** Works apart from the view; waits for a lost context and begins again. */
  async compose<T>(work: (context: ComposeContext) => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (;;) {
      const session = await this.#awaitSession(signal);
      try {
        return await work(session.context);
      } catch (error) {
        const gone = session.lost || this.#session !== session;
        if (!gone || this.#disposed || !isOfSession(error)) throw error;
        if (this.#session === session) this.detach();
      } finally {
        // What it held of the GPU budget is free for the view again.
        this.#options.onChange();
      }
    }
  }

  /** What a recipe gives at one pixel, scene by scene. */
  async sample(request: SampleRequest): Promise<PixelSample> {
    const sample = await samplePixel(this, request);
    // A closed reader fails scene by scene.
    if (this.#disposed) throw disposed();
    return sample;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const session = this.#session;
    this.#session = null;
    this.#set.dispose();
    session?.dispose(disposed());
    this.#sessions.rejectAll(disposed());
    this.reader.dispose();
  }

  #awaitSession(signal?: AbortSignal): Promise<GpuSession> {
    if (this.#disposed) return Promise.reject(disposed());
    const session = this.#sessions.wait(signal);
    this.#sessions.check();
    return session;
  }
}
