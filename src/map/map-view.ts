import {
  AttributionControl,
  Map,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type MapOptions,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Engine } from '../engine/engine.ts';
import type { View } from '../engine/view.ts';
import type { Place } from '../choice/choice.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';
import { applyTheme, basemapStyle, belowBorders, keepBasemap, type Theme } from './basemap.ts';
import { drawFootprints } from './footprints.ts';
import { drawPlace } from './marked-place.ts';
import { MosaicLayer } from './mosaic-layer.ts';
import { pickBox, pickPoint } from './pick.ts';
import { boundsOfView, cornersOf, fitting, shareOfView, viewFittedTo, viewOf } from './world-view.ts';

export type Projection = 'globe' | 'mercator';

export interface MapViewOptions {
  readonly element: HTMLElement;
  readonly engine: Engine;
  readonly theme: Theme;
  readonly projection: Projection;
  /** Merged over the defaults of MapLibre's options. */
  readonly map: Partial<Omit<MapOptions, 'container' | 'style'>>;
  /** The view moved, or the map was rebuilt. */
  readonly onMove: () => void;
  readonly onError: (error: unknown) => void;
}

/** The MapLibre map with its basemap and the engine's layer, which comes back by itself after a lost context. */
export class MapView {
  readonly map: Map;
  readonly #options: MapViewOptions;
  readonly #stopBasemap: () => void;
  readonly #gone = new AbortController();
  #projection: Projection;
  #theme: Theme;
  #outlined: readonly Scene[] = [];
  #marked: Place | null = null;
  /** The style is there; false again once the context is lost. */
  #styled = false;
  #restyle = false;

  constructor(options: MapViewOptions) {
    const { element, theme, projection, onMove, onError } = options;
    this.#options = options;
    this.#projection = projection;
    this.#theme = theme;
    setWorkerUrl(workerUrl);
    this.map = new Map({
      maxPitch: 60,
      attributionControl: false,
      ...options.map,
      container: element,
      style: basemapStyle(theme),
    });
    this.map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
    this.map.addControl(new NavigationControl({ showCompass: true }), 'top-right');
    this.map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
    this.map.on('style.load', this.#onStyle);
    this.map.on('webglcontextlost', this.#onLost);
    this.map.on('webglcontextrestored', this.#onRestored);
    this.map.on('move', onMove);
    this.map.on('resize', onMove);
    this.map.on('error', ({ error }) => onError(error));
    this.#stopBasemap = keepBasemap({ map: this.map, onError });
    this.#attach();
  }

  /** Tells the engine what is looked at. */
  readonly look = (): void => {
    this.#options.engine.look(viewOf(this.map));
  };

  get projection(): Projection {
    return this.#projection;
  }

  set projection(projection: Projection) {
    this.#projection = projection;
    if (this.map.isStyleLoaded() !== undefined) this.map.setProjection({ type: projection });
    this.#options.onMove();
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    if (theme === this.#theme) return;
    this.#theme = theme;
    applyTheme(this.map, theme);
  }

  /** Outlines instead of pixels. */
  outline(scenes: readonly Scene[]): void {
    if (scenes.length === this.#outlined.length && scenes.every((scene, i) => scene === this.#outlined[i]))
      return;
    this.#outlined = scenes;
    if (this.map.getLayer('bestpixel')) drawFootprints(this.map, scenes);
  }

  fit(bounds: LngLatBounds, animate: boolean): void {
    this.map.fitBounds(cornersOf(bounds), { ...fitting, duration: animate ? 900 : 0 });
  }

  /** What will be looked at once the map is fitted to bounds. */
  viewFittedTo(bounds: LngLatBounds): View {
    return viewFittedTo(this.map, bounds);
  }

  /** What is in sight; `west` > `east` across the antimeridian. */
  get bounds(): LngLatBounds {
    return boundsOfView(this.map);
  }

  /** Draws a place; null: none. */
  mark(place: Place | null): void {
    this.#marked = place;
    this.#draw(place);
  }

  /** Lets the person click a point or draw a box. Rejects when aborted, by Escape too. */
  pick(kind: 'point' | 'box', signal: AbortSignal): Promise<Place> {
    const preview = (place: Place | null) => this.#draw(place ?? this.#marked);
    const request = { map: this.map, signal: AbortSignal.any([signal, this.#gone.signal]), preview };
    return kind === 'point' ? pickPoint(request) : pickBox(request);
  }

  shareOfView(bounds: LngLatBounds): number {
    return shareOfView(this.map, bounds);
  }

  dispose(): void {
    this.#gone.abort();
    this.#stopBasemap();
    this.map.remove();
  }

  /** At first, and after each rebuild: what the style does not hold is added. */
  readonly #onStyle = (): void => {
    this.#styled = true;
    this.map.setProjection({ type: this.#projection });
    const { engine, onMove } = this.#options;
    const below = this.map.getLayer(belowBorders) ? belowBorders : undefined;
    if (!this.map.getLayer('bestpixel')) this.map.addLayer(new MosaicLayer(engine, this.look), below);
    drawFootprints(this.map, this.#outlined);
    drawPlace(this.map, this.#marked);
    onMove();
  };

  /** Without a style there is nothing to draw on: it draws what is marked once it is there. */
  #draw(place: Place | null): void {
    if (this.map.getLayer('bestpixel')) drawPlace(this.map, place);
  }

  readonly #onLost = (): void => {
    // MapLibre brings back a style only if it was loaded when the context went.
    this.#restyle = !this.#styled;
    this.#styled = false;
    this.#options.engine.detach();
  };

  readonly #onRestored = (): void => {
    if (this.#restyle) this.map.setStyle(basemapStyle(this.#theme));
    this.#attach();
  };

  /** At once: the style waits for an animation frame, which a hidden tab does not get. */
  #attach(): void {
    const gl = this.map.getCanvas().getContext('webgl2');
    if (gl && !gl.isContextLost()) this.#options.engine.attach(gl);
  }
}
