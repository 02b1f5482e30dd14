import type { Map, MapMouseEvent, PointLike } from 'maplibre-gl';
import type { LngLat } from '../grid/grid.ts';
import { wrapLng } from '../grid/longitude.ts';
import { addCrosshair } from './crosshair.ts';

type Listener<T> = (value: T) => void;

/** CSS pixels that a place may lie beside where it was pointed at, by rounding. */
const slack = 2;

/** What a person points at on the map: with a click, a tap, the keyboard's crosshair, or the pointer passing over. */
export class Pointing {
  readonly #map: Map;
  readonly #picks = new Set<Listener<LngLat>>();
  readonly #moves = new Set<Listener<LngLat | null>>();
  readonly #removeCrosshair: () => void;
  readonly #busy: () => boolean;
  #frame: number | null = null;
  #at: LngLat | null = null;

  /** @param busy whether clicks belong to somebody else just now */
  constructor(map: Map, busy: () => boolean) {
    this.#map = map;
    this.#busy = busy;
    map.on('click', this.#onClick);
    map.on('mousemove', this.#onMove);
    map.on('mouseout', this.#onOut);
    map.getCanvas().addEventListener('keydown', this.#onKey);
    this.#removeCrosshair = addCrosshair(map);
  }

  onPick(listener: Listener<LngLat>): () => void {
    this.#picks.add(listener);
    return () => this.#picks.delete(listener);
  }

  onPointer(listener: Listener<LngLat | null>): () => void {
    this.#moves.add(listener);
    return () => this.#moves.delete(listener);
  }

  dispose(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#map.off('click', this.#onClick);
    this.#map.off('mousemove', this.#onMove);
    this.#map.off('mouseout', this.#onOut);
    this.#map.getCanvas().removeEventListener('keydown', this.#onKey);
    this.#removeCrosshair();
    this.#picks.clear();
    this.#moves.clear();
  }

  readonly #onClick = ({ point, originalEvent }: MapMouseEvent): void => {
    // The second click of a double click zooms.
    if (originalEvent.detail < 2) this.#pick(point);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const canvas = this.#map.getCanvas();
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.repeat;
    if (event.key !== 'Enter' || !plain || !canvas.matches(':focus-visible')) return;
    event.preventDefault();
    this.#pick([canvas.clientWidth / 2, canvas.clientHeight / 2]);
  };

  #pick(point: PointLike): void {
    if (this.#busy()) return;
    const at = placeAt(this.#map, point);
    if (at) this.#picks.forEach((listener) => listener(at));
  }

  readonly #onMove = ({ point }: MapMouseEvent): void => {
    if (this.#moves.size > 0) this.#tell(placeAt(this.#map, point));
  };

  readonly #onOut = (): void => this.#tell(null);

  /** Once a frame, with the last. */
  #tell(at: LngLat | null): void {
    this.#at = at;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#moves.forEach((listener) => listener(this.#at));
    });
  }
}

/** Longitude within ±180°; null beside the globe. */
function placeAt(map: Map, point: PointLike): LngLat | null {
  const at = map.unproject(point);
  const { x, y } = map.project(at);
  const [px, py] = Array.isArray(point) ? point : [point.x, point.y];
  if (Math.hypot(x - px, y - py) > slack) return null;
  return { lng: wrapLng(at.lng), lat: at.lat };
}
