import type { LngLat, Map } from 'maplibre-gl';
import type { Place } from '../choice/choice.ts';
import { CornerBox, smallestBox } from './corner-box.ts';

interface KeyedBox {
  readonly map: Map;
  readonly ended: AbortSignal;
  /** Draws the box so far; null: none. */
  readonly preview: (place: Place | null) => void;
  readonly done: (place: Place) => void;
}

const words = {
  first: 'Arrow keys move the map. Enter sets the first corner.',
  second: 'First corner set. Enter sets the opposite one.',
  small: 'That is the first corner. Move the map, then press Enter.',
};

/**
 * A box by keys: Enter sets a corner under the crosshair, and the opposite one after the map was moved. Who asked for it by
 * keys is taken to the map, and back.
 */
export function boxByKeys({ map, ended, preview, done }: KeyedBox): void {
  const canvas = map.getCanvas();
  const said = sayOver(canvas);
  let from: { readonly at: LngLat; readonly box: CornerBox } | null = null;
  let place: Place | null = null;
  said.textContent = words.first;
  const onMove = () => {
    if (!from) return;
    place = from.box.to(map.getCenter(), true);
    preview(place);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (from && place && isLarge(map, from.at)) return done(place);
    if (!from) {
      const at = map.getCenter();
      from = { at, box: new CornerBox(at) };
      said.textContent = words.second;
    } else said.textContent = words.small;
  };
  map.on('move', onMove);
  canvas.addEventListener('keydown', onKey, { signal: ended });
  const before = document.activeElement;
  if (before?.matches(':focus-visible')) canvas.focus();
  ended.addEventListener('abort', () => {
    map.off('move', onMove);
    said.remove();
    if (before instanceof HTMLElement && document.activeElement === canvas) before.focus();
  });
}

/** Told to assistive technology as it changes, and seen while the map has the keyboard. */
function sayOver(canvas: HTMLElement): HTMLElement {
  const said = document.createElement('p');
  said.className = 'bestpixel-crosshair-words';
  said.role = 'status';
  canvas.after(said);
  return said;
}

function isLarge(map: Map, from: LngLat): boolean {
  const [a, b] = [map.project(from), map.project(map.getCenter())];
  return Math.abs(a.x - b.x) >= smallestBox && Math.abs(a.y - b.y) >= smallestBox;
}
