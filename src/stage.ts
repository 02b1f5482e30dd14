import type { JumpToOptions } from 'maplibre-gl';
import { BestpixelError } from './errors.ts';
import { Engine } from './engine/engine.ts';
import { isComplete } from './engine/layer-status.ts';
import type { Layer, LayerSpec } from './engine/layer.ts';
import { Waiters } from './engine/waiters.ts';
import type { LngLatBounds } from './grid/grid.ts';
import { Listeners } from './listeners.ts';
import type { BaseMap } from './map/base-map.ts';
import { MapView } from './map/map-view.ts';
import { Pump } from './map/pump.ts';
import type { Sources } from './sources.ts';
import type { IdleResult, ViewerOptions } from './viewer-types.ts';

/** The engine, the map that shows what it composes, and the beat between them. Owns both until `dispose`. */
export class Stage {
  readonly engine: Engine;
  readonly view: MapView;
  readonly listeners = new Listeners();
  readonly #pump: Pump;
  readonly #idle = new Waiters(() => this.#idleResult());
  readonly #expected = new Set<Promise<unknown>>();
  #fitting: boolean;
  #began: number | null = null;
  #seconds: number | null = null;
  #disposed = false;

  /** @param base handed over */
  constructor(base: BaseMap, options: ViewerOptions, sources: Sources) {
    const { fit = false } = options;
    const onError = (error: unknown): void => this.listeners.emit('error', error);
    this.#fitting = fit;
    this.engine = new Engine({
      ...options,
      reader: sources.reader,
      load: (query, where) => sources.catalog.load(query, where),
      onChange: () => this.#pump.change(),
      onWork: () => this.#pump.work(),
      onError,
    });
    this.#pump = new Pump({
      repaint: () => this.view?.repaint(),
      repaintSoon: () => this.view?.map.triggerRepaint(),
      work: () => this.#work(),
      tell: () => this.#tell(),
      draws: () => this.#draws,
      isSettled: () => this.engine.isSettled,
    });
    const onMove = (): void => this.#pump.change();
    this.view = new MapView({ base, engine: this.engine, onMove, onError });
    this.view.map.on('render', this.#onFrame);
  }

  /** True where a shown layer has pixels in the present view. */
  get #draws(): boolean {
    const { engine } = this;
    return engine.layers.some((layer) => layer.shown && engine.drawItems(layer).length > 0);
  }

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** @throws BestpixelError 'disposed' */
  throwIfDisposed(): void {
    if (this.#disposed) throw disposed();
  }

  /** Seconds that the present picture took; null while it is made. */
  get seconds(): number | null {
    return this.#seconds;
  }

  /** @throws BestpixelError 'bad-input' where two have one id, 'disposed' */
  setLayers(layers: readonly LayerSpec[]): void {
    this.arrange(layers);
    this.#began = performance.now();
    this.#seconds = null;
  }

  /** The same for layers that make no new picture of the data: the clock of the present one goes on. */
  arrange(layers: readonly LayerSpec[]): void {
    this.engine.setLayers(layers);
    // Their scenes are listed for what is looked at.
    this.view.look();
  }

  /** Layers are to come of it: `idle` waits until it ends, well or not. */
  expect(work: Promise<unknown>): void {
    this.#expected.add(work);
    const end = (): void => {
      this.#expected.delete(work);
      this.#pump.change();
    };
    work.then(end, end);
  }

  idle(signal?: AbortSignal): Promise<IdleResult> {
    if (this.#disposed) return Promise.reject(disposed());
    const idle = this.#idle.wait(signal);
    this.#pump.change();
    return idle;
  }

  /** Fits the map to what the layers' scenes cover. */
  zoomToData(): void {
    const bounds = this.engine.dataBounds;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (bounds) this.view.fit(bounds, !still);
  }

  /** The same at once, as soon as that is known. */
  fitToData(): void {
    this.#fitting = true;
    this.#pump.change();
  }

  /** Puts the map there at once, whatever it was to be fitted to. */
  place(camera: JumpToOptions): void {
    this.#fitting = false;
    this.view.map.jumpTo(camera);
  }

  /** The same so that bounds fill it. */
  placeWithin(bounds: LngLatBounds): void {
    this.#fitting = false;
    this.view.fit(bounds, false);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#pump.stop();
    this.view.map.off('render', this.#onFrame);
    this.engine.dispose();
    this.view.dispose();
    this.#idle.rejectAll(disposed());
    this.listeners.clear();
  }

  /** A turn between frames: some fit between two, so each uploads a part of a frame's share. */
  #work(): void {
    this.view.look();
    this.engine.pump(document.hidden ? Infinity : 1 / 4);
  }

  #tell(): void {
    if (this.#fitting) this.#fitOnce();
    this.view.outline(this.engine.outlined);
    this.#measure();
    this.#idle.check();
    this.listeners.emit('change');
  }

  /** As soon as something is known to fit to; never if there is nothing. */
  #fitOnce(): void {
    const { dataBounds, layers } = this.engine;
    if (dataBounds) this.view.fit(dataBounds, false);
    const comes = ({ recipe, error, listing }: Layer): boolean => !recipe && !error && listing === 'loading';
    this.#fitting = !dataBounds && layers.some(comes);
  }

  #measure(): void {
    if (!this.engine.isSettled) this.#began ??= performance.now();
    else if (this.#began !== null) {
      this.#seconds = (performance.now() - this.#began) / 1000;
      this.#began = null;
    }
  }

  #idleResult(): IdleResult | null {
    this.view.look();
    const moving = this.view.map.isMoving() && !document.hidden;
    if (moving || this.#fitting || this.#expected.size > 0 || !this.engine.isSettled) return null;
    const statuses = this.engine.layers.map((layer) => this.engine.status(layer));
    const failures = statuses.flatMap((status) => status.failures);
    return { complete: statuses.every(isComplete), failures };
  }

  readonly #onFrame = (): void => this.#pump.frame();
}

function disposed(): BestpixelError {
  return new BestpixelError('disposed', 'the viewer was disposed');
}
