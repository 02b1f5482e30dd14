import type { LngLat, Map, MapMouseEvent } from 'maplibre-gl';
import type { Place } from '../choice/choice.ts';
import { pointPlace, roundDegrees } from '../choice/place.ts';
import { wrapLng } from '../grid/longitude.ts';
import { boxByKeys } from './box-keys.ts';
import { CornerBox, smallestBox } from './corner-box.ts';

interface PickRequest {
  readonly map: Map;
  /** Ends the picking, as Escape does. */
  readonly signal: AbortSignal;
  /** Draws the box so far; null: none. */
  readonly preview: (place: Place | null) => void;
}

/** The point that is clicked next. The map still pans and zooms. Rejects when aborted, by Escape too. */
export function pickPoint({ map, signal }: Pick<PickRequest, 'map' | 'signal'>): Promise<Place> {
  return picking(signal, (done, ended) => {
    const canvas = map.getCanvas();
    const { cursor } = canvas.style;
    const onClick = ({ lngLat }: MapMouseEvent) =>
      done(pointPlace({ lng: roundDegrees(wrapLng(lngLat.lng)), lat: roundDegrees(lngLat.lat) }));
    canvas.style.cursor = 'crosshair';
    map.on('click', onClick);
    ended.addEventListener('abort', () => {
      canvas.style.cursor = cursor;
      map.off('click', onClick);
    });
  });
}

/** The box that is dragged next, with a mouse, a pen or a finger, or set corner by corner with keys. Rejects when aborted, by Escape too. */
export function pickBox({ map, signal, preview }: PickRequest): Promise<Place> {
  return picking(signal, (done, ended) => {
    const sheet = sheetOver(map);
    let drag: Drag | null = null;
    const listen = { signal: ended };
    sheet.addEventListener(
      'pointerdown',
      (event) => {
        if (event.isPrimary && event.button === 0) drag = new Drag(map, event);
      },
      listen,
    );
    window.addEventListener(
      'pointermove',
      (event) => {
        if (drag && event.isPrimary) preview(drag.to(event));
      },
      listen,
    );
    window.addEventListener(
      'pointerup',
      (event) => {
        if (!event.isPrimary) return;
        const place = drag?.to(event) ?? null;
        drag = null;
        if (place) done(place);
        else preview(null);
      },
      listen,
    );
    window.addEventListener(
      'pointercancel',
      () => {
        drag = null;
        preview(null);
      },
      listen,
    );
    boxByKeys({ map, ended, preview, done });
    ended.addEventListener('abort', () => {
      sheet.remove();
      preview(null);
    });
  });
}

/** Settles once: with a place, or when aborted. Then `ended` aborts, and all that was set up goes. */
function picking(
  signal: AbortSignal,
  setUp: (done: (place: Place) => void, ended: AbortSignal) => void,
): Promise<Place> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const end = new AbortController();
    const listen = { signal: end.signal };
    const cancel = (reason: unknown) => {
      end.abort();
      reject(reason as Error);
    };
    signal.addEventListener('abort', () => cancel(signal.reason), listen);
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        cancel(new DOMException('Nothing was picked', 'AbortError'));
      },
      // Before whatever else Escape would close.
      { ...listen, capture: true },
    );
    setUp((place) => {
      end.abort();
      resolve(place);
    }, end.signal);
  });
}

/** Takes drags, and lets the wheel through to the map below. */
function sheetOver(map: Map): HTMLElement {
  const sheet = document.createElement('div');
  Object.assign(sheet.style, { position: 'absolute', inset: '0', cursor: 'crosshair', touchAction: 'none' });
  for (const type of ['mousedown', 'touchstart', 'dblclick', 'click'])
    sheet.addEventListener(type, (event) => event.stopPropagation());
  map.getCanvasContainer().append(sheet);
  return sheet;
}

/** A box from where a drag began. */
class Drag {
  readonly #map: Map;
  readonly #from: { readonly x: number; readonly y: number };
  readonly #box: CornerBox;

  constructor(map: Map, { clientX: x, clientY: y }: PointerEvent) {
    this.#map = map;
    this.#from = { x, y };
    this.#box = new CornerBox(this.#lngLat(x, y));
  }

  /** The box to there; null while it is no larger than a click. */
  to({ clientX, clientY }: PointerEvent): Place | null {
    const { x, y } = this.#from;
    // A flat map writes longitudes on and on; a globe writes them anew beyond ±180°.
    const globe = (this.#map.getProjection()?.type ?? 'mercator') !== 'mercator';
    const place = this.#box.to(this.#lngLat(clientX, clientY), globe);
    return Math.abs(clientX - x) < smallestBox || Math.abs(clientY - y) < smallestBox ? null : place;
  }

  #lngLat(x: number, y: number): LngLat {
    const { left, top } = this.#map.getCanvas().getBoundingClientRect();
    return this.#map.unproject([x - left, y - top]);
  }
}
