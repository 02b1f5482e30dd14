import type { Map } from 'maplibre-gl';
import './map.css';
import { BestpixelError } from '../errors.ts';
import type { Engine } from '../engine/engine.ts';
import type { View } from '../engine/view.ts';
import type { Place } from '../choice/choice.ts';
import type { Compare } from '../choice/compare.ts';
import type { LngLat, LngLatBounds } from '../grid/grid.ts';
import type { Scene } from '../scene/scene.ts';
import type { BaseMap } from './base-map.ts';
import { applyTheme, basemapStyle, belowBorders, type Theme } from './basemap.ts';
import { capture, type CaptureRequest } from './capture.ts';
import { drawFootprints } from './footprints.ts';
import { drawPlace } from './marked-place.ts';
import { MosaicLayer } from './mosaic-layer.ts';
import { pickBox, pickPoint } from './pick.ts';
import { type MapPin, Pins } from './pins.ts';
import { drawPointed } from './pointed-scene.ts';
import { Pointing } from './pointing.ts';
import { project, type Projection } from './projection.ts';
import type { Sides } from './sides.ts';
import { boundsOfView, cornersOf, fitting, shareOfView, viewFittedTo, viewOf } from './world-view.ts';

export interface MapViewOptions {
  /** Handed over: it is disposed with the view. */
  readonly base: BaseMap;
  readonly engine: Engine;
  /** The view moved, or the map was rebuilt. */
  readonly onMove: () => void;
  readonly onError: (error: unknown) => void;
}

/** The MapLibre map with its basemap and the engine's layer, which comes back by itself after a lost context. */
export class MapView {
  readonly map: Map;
  readonly #options: MapViewOptions;
  readonly #gone = new AbortController();
  #projection: Projection;
  #theme: Theme;
  #outlined: readonly Scene[] = [];
  #marked: Place | null = null;
  #pointed: Scene | null = null;
  #sides: Sides = { compare: null, blink: null };
  /** How many places are being picked. */
  #picking = 0;
  /** Of a picture that is being made. */
  #capturing: number | null = null;
  readonly #pins: Pins;
  readonly #pointing: Pointing;
  /** The style is there; false again once the context is lost. */
  #styled = false;
  #restyle = false;
  /** The context was lost, and what was drawn in it is not back. */
  #restoring = false;

  constructor(options: MapViewOptions) {
    const { base, engine, onMove, onError } = options;
    this.#options = options;
    this.#projection = base.projection;
    this.#theme = base.theme;
    this.map = base.map;
    this.map.on('style.load', this.#onStyle);
    this.map.on('webglcontextlost', this.#onLost);
    this.map.on('webglcontextrestored', this.#onRestored);
    this.map.on('move', onMove);
    this.map.on('resize', onMove);
    base.use({ onError, isBusy: () => !engine.isSettled });
    this.#pins = new Pins(this.map);
    this.#pointing = new Pointing(this.map, () => this.#picking > 0);
    this.#attach();
    if (base.isStyled && this.map.style !== undefined) this.#onStyle();
  }

  /** Tells the engine what is looked at. */
  readonly look = (): void => {
    this.#options.engine.look(viewOf(this.map, this.#capturing));
  };

  /** Pixels along a CSS pixel of the picture that is being made; null: none is. */
  get capturing(): number | null {
    return this.#capturing;
  }

  /** As `capture` does; one at a time. */
  async capture<T>(request: CaptureRequest<T>): Promise<T> {
    if (this.#capturing !== null) {
      throw new BestpixelError('bad-input', 'a picture of the map is being made already');
    }
    this.#capturing = request.scale;
    try {
      const signal = AbortSignal.any([request.signal, this.#gone.signal]);
      return await capture(this.map, { ...request, signal });
    } finally {
      this.#capturing = null;
      this.#options.onMove();
    }
  }

  /** Pins as they lie on the map, in CSS pixels from its corner. */
  get seenPins(): ReturnType<Pins['seen']> {
    return this.#pins.seen();
  }

  /** A lost context, or what was drawn in it, is being brought back. */
  get isRestoring(): boolean {
    const isBack = this.map.getCanvas().getContext('webgl2')?.isContextLost() === false;
    this.#restoring &&= !(isBack && this.#options.engine.isSettled);
    return this.#restoring;
  }

  /** Draws the map anew, at once. */
  repaint(): void {
    this.#options.base.pace.repaint();
  }

  get projection(): Projection {
    return this.#projection;
  }

  set projection(projection: Projection) {
    this.#projection = projection;
    // A style that is to come takes it then.
    if (this.#styled) project(this.map, projection);
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

  /** Which layers lie left and right of a line; null: all lie everywhere. */
  get compare(): Compare | null {
    return this.#sides.compare;
  }

  set compare(compare: Compare | null) {
    this.#sides = { ...this.#sides, compare };
    this.repaint();
  }

  /** The side that fills the map; null: both have their share. */
  get blink(): 'left' | 'right' | null {
    return this.#sides.blink;
  }

  set blink(blink: 'left' | 'right' | null) {
    this.#sides = { ...this.#sides, blink };
    this.repaint();
  }

  /** Lets the person click a point or draw a box. Rejects when aborted, by Escape too. */
  async pick(kind: 'point' | 'box', signal: AbortSignal): Promise<Place> {
    const preview = (place: Place | null) => this.#draw(place ?? this.#marked);
    const request = { map: this.map, signal: AbortSignal.any([signal, this.#gone.signal]), preview };
    this.#picking += 1;
    try {
      return await (kind === 'point' ? pickPoint(request) : pickBox(request));
    } finally {
      // Only now the click comes that ended it.
      setTimeout(() => (this.#picking -= 1));
    }
  }

  /** Hears of places that are clicked or tapped, or inspected by the keyboard's crosshair, unless `pick` takes them. */
  onPick(listener: (at: LngLat) => void): () => void {
    return this.#pointing.onPick(listener);
  }

  /** Hears once a frame where the pointer is; null: not over the map. */
  onPointer(listener: (at: LngLat | null) => void): () => void {
    return this.#pointing.onPointer(listener);
  }

  /** Draws these pins, and no others. */
  setPins(pins: readonly MapPin[]): void {
    this.#pins.set(pins);
    if (this.map.getLayer('bestpixel')) this.#pins.draw();
  }

  /** Outlines one scene above all else; null: none. */
  point(scene: Scene | null): void {
    if (scene === this.#pointed) return;
    this.#pointed = scene;
    if (this.map.getLayer('bestpixel')) drawPointed(this.map, scene);
  }

  shareOfView(bounds: LngLatBounds): number {
    return shareOfView(this.map, bounds);
  }

  dispose(): void {
    this.#gone.abort();
    this.#pins.set([]);
    this.#pointing.dispose();
    this.#options.base.dispose();
  }

  /** At first, and after each rebuild: what the style does not hold is added. */
  readonly #onStyle = (): void => {
    this.#styled = true;
    project(this.map, this.#projection);
    const { engine, onMove } = this.#options;
    const below = this.map.getLayer(belowBorders) ? belowBorders : undefined;
    if (!this.map.getLayer('bestpixel'))
      this.map.addLayer(new MosaicLayer(engine, this.look, () => this.drawnSides), below);
    drawFootprints(this.map, this.#outlined);
    drawPlace(this.map, this.#marked);
    this.#pins.draw();
    drawPointed(this.map, this.#pointed);
    onMove();
  };

  /** Which layers lie where. A line without layers on both of its sides divides nothing. */
  get drawnSides(): Sides {
    const { compare } = this.#sides;
    const ids = new Set(this.#options.engine.layers.map(({ id }) => id));
    const whole = compare && [compare.left, compare.right].every((side) => side.some((id) => ids.has(id)));
    return whole ? this.#sides : { ...this.#sides, compare: null };
  }

  /** Without a style there is nothing to draw on: it draws what is marked once it is there. */
  #draw(place: Place | null): void {
    if (this.map.getLayer('bestpixel')) drawPlace(this.map, place);
  }

  readonly #onLost = (): void => {
    // MapLibre brings back a style only if it was loaded when the context went.
    this.#restyle = !this.#styled;
    this.#styled = false;
    this.#options.engine.detach();
    this.#restoring = true;
    this.#options.onMove();
  };

  readonly #onRestored = (): void => {
    if (this.#restyle) this.map.setStyle(basemapStyle(this.#theme, this.#projection));
    this.#attach();
  };

  /** At once: the style waits for an animation frame, which a hidden tab does not get. */
  #attach(): void {
    const gl = this.map.getCanvas().getContext('webgl2');
    if (gl && !gl.isContextLost()) this.#options.engine.attach(gl);
  }
}
