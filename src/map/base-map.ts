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
import { basemapStyle, keepBasemap, type Theme } from './basemap.ts';
import { fenceOf, Pace } from './pace.ts';
import type { Projection } from './projection.ts';

export interface BaseMapOptions {
  readonly theme: Theme;
  readonly projection: Projection;
  /** Merged over the defaults of MapLibre's options. */
  readonly map: Partial<Omit<MapOptions, 'container' | 'style'>>;
}

/** Who works with a map. */
interface User {
  readonly onError: (error: unknown) => void;
  /** While it is so finer outlines wait: what people came for is read first. */
  readonly isBusy: () => boolean;
}

/** The MapLibre map with its basemap: all that is needed to see a map at all. Owns it until `dispose`. */
export class BaseMap {
  readonly map: Map;
  readonly theme: Theme;
  readonly projection: Projection;
  readonly pace: Pace;
  /** Resolves with its first frame. */
  readonly drawn: Promise<void>;
  readonly #stopBasemap: () => void;
  /** What went wrong before anybody could hear of it. */
  #errors: unknown[] = [];
  #user: User = { onError: (error) => this.#errors.push(error), isBusy: () => true };
  #isStyled = false;

  constructor(element: HTMLElement, { theme, projection, map }: BaseMapOptions) {
    this.theme = theme;
    this.projection = projection;
    setWorkerUrl(workerUrl);
    this.map = new Map({
      maxPitch: 60,
      // Fading takes repaints.
      fadeDuration: 0,
      attributionControl: false,
      ...map,
      container: element,
      style: basemapStyle(theme, projection),
    });
    const isBusy = (): boolean => this.#user.isBusy();
    const fence = (): (() => boolean) => fenceOf(this.map.getCanvas().getContext('webgl2')!);
    this.pace = new Pace(this.map, { isBusy, fence });
    this.drawn = new Promise((resolve) => void this.map.once('render', () => resolve()));
    this.map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
    this.map.addControl(new NavigationControl({ showCompass: true }), 'top-right');
    this.map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
    this.map.once('style.load', () => {
      this.#isStyled = true;
    });
    const onError = (error: unknown): void => this.#user.onError(error);
    this.map.on('error', ({ error }) => onError(error));
    this.#stopBasemap = keepBasemap({ map: this.map, onError, isBusy });
  }

  /** The style is there. It may have been lost again with the context. */
  get isStyled(): boolean {
    return this.#isStyled;
  }

  /** From now on somebody works with it, and hears what went wrong so far. */
  use(user: User): void {
    this.#user = user;
    for (const error of this.#errors.splice(0)) user.onError(error);
  }

  dispose(): void {
    this.#stopBasemap();
    this.pace.stop();
    this.map.remove();
  }
}
