import { Catalog } from './catalog/catalog.ts';
import { outputBands } from './compose/resolve.ts';
import { bandNames } from './compose/vis-params.ts';
import { BestpixelError, isAbort, tell } from './errors.ts';
import type { ComputedPixels } from './engine/compute-pixels.ts';
import { Engine } from './engine/engine.ts';
import { isComplete } from './engine/layer-status.ts';
import type { Layer, LayerSpec } from './engine/layer.ts';
import { pixelOfScale, pixelOfView } from './engine/pixel-at.ts';
import { shownBands } from './engine/prepared.ts';
import type { EngineStats } from './engine/summary.ts';
import { Waiters } from './engine/waiters.ts';
import { requireWebGL2 } from './gpu/context.ts';
import { gridLngLatBounds } from './grid/bounds.ts';
import type { Grid } from './grid/grid.ts';
import { gridOf } from './grid/pixel-grid.ts';
import { LayerHandle } from './layer-handle.ts';
import { Listeners, type Listener, type ViewerEvent } from './listeners.ts';
import { checkOptions } from './viewer-options.ts';
import type {
  ComputePixelsRequest,
  IdleResult,
  SampledLayer,
  SampleRequest,
  ViewerOptions,
} from './viewer-types.ts';
import type { Theme } from './map/basemap.ts';
import { MapView, type Projection } from './map/map-view.ts';
import { Pump } from './map/pump.ts';
import { Http } from './net/http.ts';
import { createReaderPool } from './raster/reader-pool.ts';
import { spawnReaderWorker } from './raster/spawn-worker.ts';
import type { Reader, ReaderStats } from './raster/reader.ts';
import type { CollectionInfo, ViewerPort, ViewerStats } from './ui/viewer-port.ts';

export type * from './viewer-types.ts';

/**
 * A map with best-pixel layers in `element`.
 * @throws BestpixelError 'no-webgl2' where the browser cannot compose, 'bad-input' for layers that contradict each other
 *   and for options out of their range
 */
export async function createViewer(element: HTMLElement, options: ViewerOptions = {}): Promise<Viewer> {
  requireWebGL2(document.createElement('canvas'));
  checkOptions(options);
  const viewer = new Viewer(element, options);
  try {
    if (options.layers) viewer.setLayers(options.layers);
  } catch (error) {
    viewer.dispose();
    throw error;
  }
  return viewer;
}

/** What `createViewer` gives. Owns the map, the engine and the readers until `dispose`. */
export class Viewer implements ViewerPort {
  readonly #engine: Engine;
  readonly #view: MapView;
  readonly #pump: Pump;
  readonly #catalog: Catalog;
  readonly #reader: Reader;
  readonly #listeners = new Listeners();
  readonly #idle = new Waiters(() => this.#idleResult());
  #handles: readonly LayerHandle[] = [];
  #fitting: boolean;
  #began: number | null = null;
  #seconds: number | null = null;
  #disposed = false;

  constructor(element: HTMLElement, options: ViewerOptions) {
    const { demo, projection = 'globe', theme = 'light', map = {}, fit = false } = options;
    this.#fitting = fit;
    this.#catalog = new Catalog({ http: new Http(), demo, base: document.baseURI });
    this.#reader = createReaderPool({
      createWorker: spawnReaderWorker,
      size: options.workers ?? Math.min(4, navigator.hardwareConcurrency || 2),
      budgetBytes: options.readerBudget ?? 384 * 2 ** 20,
    });
    this.#engine = new Engine({
      ...options,
      reader: this.#reader,
      load: (query, where) => this.#catalog.load(query, where),
      onChange: () => this.#pump.change(),
      onWork: () => this.#pump.work(),
      onError: (error) => this.#listeners.emit('error', error),
    });
    this.#pump = new Pump({
      repaint: () => this.#view?.map.triggerRepaint(),
      work: () => this.#work(),
      tell: () => this.#tell(),
    });
    this.#view = new MapView({
      element,
      engine: this.#engine,
      theme,
      projection,
      map,
      onMove: () => this.#pump.change(),
      onError: (error) => this.#listeners.emit('error', error),
    });
    this.#view.map.on('render', this.#onFrame);
  }

  /** In call order: the last lies on top. */
  get layers(): readonly LayerHandle[] {
    return this.#handles;
  }

  /**
   * Replaces the layers. They load in the background; one that cannot be shown tells its `error`.
   * @throws BestpixelError 'bad-input' where two have one id, 'disposed'
   */
  setLayers(layers: readonly LayerSpec[]): void {
    this.#engine.setLayers(layers);
    // Their scenes are listed for what is looked at.
    this.#view.look();
    this.#began = performance.now();
    this.#seconds = null;
    this.#handles = this.#engine.layers.map((layer) => new LayerHandle(this.#engine, layer));
  }

  /** 'change': anything may differ, the view included; 'error': the detail is it. Returns the unsubscribe. */
  on(event: ViewerEvent, listener: Listener): () => void {
    return this.#listeners.on(event, listener);
  }

  /** Settles once every shown layer has its final pixels in the present view; rejects when aborted or disposed. */
  idle({ signal }: { signal?: AbortSignal } = {}): Promise<IdleResult> {
    if (this.#disposed) return Promise.reject(disposed());
    const idle = this.#idle.wait(signal);
    this.#pump.change();
    return idle;
  }

  /** Composes a layer on any grid: exact values and winners, independent of the view. */
  async computePixels(request: ComputePixelsRequest): Promise<ComputedPixels> {
    const { signal } = request;
    const grid = await gridOf(request.grid);
    const layer = this.#find(request.layer);
    const recipe = await this.#engine.recipeFor(layer, gridLngLatBounds(grid), signal);
    const bands = request.bands ?? bandNames(layer.visParams) ?? outputBands(recipe);
    return this.#engine.computePixels({ recipe, grid, bands, signal });
  }

  /** Each layer's values at a place, and the whole series behind them. */
  async sample(request: SampleRequest): Promise<SampledLayer[]> {
    const { scale, signal } = request;
    if (!Number.isFinite(request.lng) || !(Math.abs(request.lat) <= 90)) {
      throw new BestpixelError('bad-input', `${request.lng}, ${request.lat} is no longitude and latitude`);
    }
    this.#view.look();
    const grid = scale === undefined ? pixelOfView(request, this.#engine.view) : pixelOfScale(request, scale);
    return Promise.all(this.#engine.layers.map((layer) => this.#sampleLayer(layer, grid, signal)));
  }

  get collections(): readonly CollectionInfo[] {
    return this.#engine.collections;
  }

  retry(): void {
    this.#engine.retry();
  }

  /** Fits the map to what the layers' scenes cover. */
  zoomToData(): void {
    const bounds = this.#engine.dataBounds;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (bounds) this.#view.fit(bounds, !still);
  }

  dataShareOfView(): number {
    const bounds = this.#engine.dataBounds;
    return bounds ? this.#view.shareOfView(bounds) : 1;
  }

  get projection(): Projection {
    return this.#view.projection;
  }

  set projection(projection: Projection) {
    this.#view.projection = projection;
  }

  get theme(): Theme {
    return this.#view.theme;
  }

  set theme(theme: Theme) {
    this.#view.theme = theme;
  }

  /** The MapLibre map, for what the viewer does not offer itself. */
  get map(): MapView['map'] {
    return this.#view.map;
  }

  /** Bytes of GPU memory; what does not fit is freed, farthest from the view first. */
  get gpuBudget(): number {
    return this.#engine.budget.limit;
  }

  set gpuBudget(bytes: number) {
    checkOptions({ gpuBudget: bytes });
    this.#engine.setGpuBudget(bytes);
  }

  get status(): { readonly loading: boolean; readonly seconds: number | null } {
    return { loading: !this.#engine.isSettled, seconds: this.#seconds };
  }

  /** Counts since the viewer was made; sizes as they are now. */
  stats(): ViewerStats & EngineStats & ReaderStats {
    return { ...this.#engine.stats(), ...this.#reader.stats() };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#pump.stop();
    this.#view.map.off('render', this.#onFrame);
    this.#engine.dispose();
    this.#view.dispose();
    this.#idle.rejectAll(disposed());
    this.#listeners.clear();
  }

  async #sampleLayer(layer: Layer, grid: Grid, signal?: AbortSignal): Promise<SampledLayer> {
    const { id, name } = layer;
    try {
      const recipe = await this.#engine.recipeFor(layer, gridLngLatBounds(grid), signal);
      const available = outputBands(recipe);
      const shown = shownBands(recipe, layer.visParams).filter((band) => available.includes(band));
      return { id, name, error: null, ...(await this.#engine.sample({ recipe, grid, shown, signal })) };
    } catch (error) {
      // One broken layer does not keep the others from answering.
      if (isAbort(error) || this.#disposed) throw error;
      return { id, name, error: tell(error), values: {}, scene: null, series: [], failures: [] };
    }
  }

  #find(name: string): Layer {
    const layers = this.#engine.layers;
    const layer = layers.find(({ id }) => id === name) ?? layers.find((each) => each.name === name);
    if (layer) return layer;
    throw new BestpixelError('bad-input', `there is no layer '${name}'`, {
      remedy: `There are: ${layers.map((each) => each.name).join(', ') || 'none'}.`,
    });
  }

  /** A turn between frames: some fit between two, so each uploads a part of a frame's share. */
  #work(): void {
    this.#view.look();
    this.#engine.pump(document.hidden ? Infinity : 1 / 4);
  }

  #tell(): void {
    if (this.#fitting) this.#fitOnce();
    this.#view.outline(this.#engine.outlined);
    this.#measure();
    this.#idle.check();
    this.#listeners.emit('change');
  }

  /** As soon as something is known to fit to; never if there is nothing. */
  #fitOnce(): void {
    const { dataBounds, layers } = this.#engine;
    if (dataBounds) this.#view.fit(dataBounds, false);
    this.#fitting = !dataBounds && layers.some(({ recipe, error }) => !recipe && !error);
  }

  #measure(): void {
    if (!this.#engine.isSettled) this.#began ??= performance.now();
    else if (this.#began !== null) {
      this.#seconds = (performance.now() - this.#began) / 1000;
      this.#began = null;
    }
  }

  #idleResult(): IdleResult | null {
    this.#view.look();
    const moving = this.#view.map.isMoving() && !document.hidden;
    if (moving || this.#fitting || !this.#engine.isSettled) return null;
    const statuses = this.#engine.layers.map((layer) => this.#engine.status(layer));
    const failures = statuses.flatMap((status) => status.failures);
    return { complete: statuses.every(isComplete), failures };
  }

  readonly #onFrame = (): void => this.#pump.frame();
}

function disposed(): BestpixelError {
  return new BestpixelError('disposed', 'the viewer was disposed');
}
