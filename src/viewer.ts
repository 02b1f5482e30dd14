import { meantBands, outputBands } from './compose/resolve.ts';
import { bandNames } from './compose/vis-params.ts';
import { BestpixelError, isAbort, tell } from './errors.ts';
import type { ComputedPixels } from './engine/compute-pixels.ts';
import type { Engine } from './engine/engine.ts';
import type { Layer, LayerSpec } from './engine/layer.ts';
import { pixelOfScale, pixelOfView } from './engine/pixel-at.ts';
import { shownBands } from './engine/prepared.ts';
import type { EngineStats } from './engine/summary.ts';
import { requireWebGL2 } from './gpu/context.ts';
import { gridLngLatBounds } from './grid/bounds.ts';
import type { Grid } from './grid/grid.ts';
import { gridOf } from './grid/pixel-grid.ts';
import { LayerHandle } from './layer-handle.ts';
import type { Listener, ViewerEvent } from './listeners.ts';
import { checkOptions } from './viewer-options.ts';
import type {
  ComputePixelsRequest,
  IdleResult,
  RunResult,
  SampledLayer,
  SampleRequest,
  ViewerOptions,
} from './viewer-types.ts';
import { BaseMap } from './map/base-map.ts';
import type { Theme } from './map/basemap.ts';
import type { MapView } from './map/map-view.ts';
import type { Projection } from './map/projection.ts';
import type { ReaderStats } from './raster/reader.ts';
import { ScriptStage } from './script-stage.ts';
import { Sources } from './sources.ts';
import { Stage } from './stage.ts';
import type { CollectionInfo, ViewerPort, ViewerStats } from './ui/viewer-port.ts';

export type * from './viewer-types.ts';

/**
 * A map with best-pixel layers in `element`.
 * @throws BestpixelError 'no-webgl2' where the browser cannot compose, 'bad-input' for layers that contradict each other
 *   and for options out of their range
 */
export function createViewer(element: HTMLElement, options: ViewerOptions = {}): Promise<Viewer> {
  return openViewer(element, options);
}

interface Given {
  /** That somebody else uses, too. */
  readonly sources?: Sources;
  /** The map in the element, handed over; another one is made unless given. */
  readonly base?: BaseMap;
}

/** The same with what is there already. */
export async function openViewer(
  element: HTMLElement,
  options: ViewerOptions,
  given: Given = {},
): Promise<Viewer> {
  if (!given.base) requireWebGL2(document.createElement('canvas'));
  checkOptions(options);
  const { layers } = options;
  const sources = given.sources ?? new Sources(options);
  if (layers) await sources.expect(layers);
  const viewer = new Viewer(element, options, { ...given, sources });
  try {
    if (layers) viewer.setLayers(layers);
  } catch (error) {
    viewer.dispose();
    throw error;
  }
  return viewer;
}

/** What `createViewer` gives. Owns the map, the engine and the readers until `dispose`. */
export class Viewer implements ViewerPort {
  /** What the app's own panels work with; no part of the library's public face. */
  readonly stage: Stage;
  readonly #sources: Sources;
  readonly #scripts: ScriptStage;
  #handles: { readonly of: readonly Layer[]; readonly list: readonly LayerHandle[] } | null = null;

  constructor(
    element: HTMLElement,
    options: ViewerOptions,
    { sources = new Sources(options), base }: Given = {},
  ) {
    const { theme = 'light', projection = 'globe', map = {} } = options;
    this.#sources = sources;
    // They load while the map is made, which takes as long.
    sources.reader.warm();
    this.stage = new Stage(base ?? new BaseMap(element, { theme, projection, map }), options, sources);
    this.#scripts = new ScriptStage(this.stage, (layers) => this.setLayers(layers));
  }

  /** In call order: the last lies on top. */
  get layers(): readonly LayerHandle[] {
    const of = this.#engine.layers;
    if (this.#handles?.of !== of) {
      this.#handles = { of, list: of.map((layer) => new LayerHandle(this.#engine, layer)) };
    }
    return this.#handles.list;
  }

  /**
   * Replaces the layers. They load in the background; one that cannot be shown tells its `error`.
   * @throws BestpixelError 'bad-input' where two have one id, 'disposed'
   */
  setLayers(layers: readonly LayerSpec[]): void {
    this.stage.setLayers(layers);
  }

  /**
   * Runs a script of Earth Engine's Code Editor: its layers replace those shown, and the map goes where it says. Resolves
   * once they are set; pixels come as with `setLayers`. A new run ends the one before.
   * @throws BestpixelError 'script', with `position` where that is known; 'network' where the interpreter cannot be
   *   fetched; 'disposed'. Then nothing has changed
   */
  run(script: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<RunResult> {
    const run = this.#scripts.run(script, signal);
    this.stage.expect(run);
    return run;
  }

  /** 'change': anything may differ, the view included; 'error': the detail is it. Returns the unsubscribe. */
  on(event: ViewerEvent, listener: Listener): () => void {
    return this.stage.listeners.on(event, listener);
  }

  /** Settles once every shown layer has its final pixels in the present view; rejects when aborted or disposed. */
  idle({ signal }: { signal?: AbortSignal } = {}): Promise<IdleResult> {
    return this.stage.idle(signal);
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
    // A look would list scenes.
    this.stage.throwIfDisposed();
    this.stage.view.look();
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
    this.stage.zoomToData();
  }

  dataShareOfView(): number {
    const bounds = this.#engine.dataBounds;
    return bounds ? this.stage.view.shareOfView(bounds) : 1;
  }

  get projection(): Projection {
    return this.stage.view.projection;
  }

  set projection(projection: Projection) {
    this.stage.view.projection = projection;
  }

  get theme(): Theme {
    return this.stage.view.theme;
  }

  set theme(theme: Theme) {
    this.stage.view.theme = theme;
  }

  /** The MapLibre map, for what the viewer does not offer itself. */
  get map(): MapView['map'] {
    return this.stage.view.map;
  }

  /** Bytes of GPU memory; what does not fit is freed, farthest from the view first. */
  get gpuBudget(): number {
    return this.#engine.budget.limit;
  }

  set gpuBudget(bytes: number) {
    checkOptions({ gpuBudget: bytes });
    this.#engine.setGpuBudget(bytes);
  }

  get status(): { readonly loading: boolean; readonly seconds: number | null; readonly restoring: boolean } {
    const { seconds, view } = this.stage;
    return { loading: !this.#engine.isSettled, seconds, restoring: view.isRestoring };
  }

  /** Counts since the viewer was made; sizes as they are now. */
  stats(): ViewerStats & EngineStats & ReaderStats {
    return { ...this.#engine.stats(), ...this.#sources.stats() };
  }

  dispose(): void {
    this.#scripts.dispose();
    this.stage.dispose();
  }

  get #engine(): Engine {
    return this.stage.engine;
  }

  async #sampleLayer(layer: Layer, grid: Grid, signal?: AbortSignal): Promise<SampledLayer> {
    const { id, name } = layer;
    try {
      const recipe = await this.#engine.recipeFor(layer, gridLngLatBounds(grid), signal);
      const shown = meantBands(recipe, shownBands(recipe, layer.visParams));
      return { id, name, error: null, ...(await this.#engine.sample({ recipe, grid, shown, signal })) };
    } catch (error) {
      // One broken layer does not keep the others from answering.
      if (isAbort(error) || this.stage.isDisposed) throw error;
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
}
