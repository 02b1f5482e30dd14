import type { Feature } from 'geojson';
import { Marker, type Map } from 'maplibre-gl';
import { boxPlace } from '../choice/place.ts';
import type { InspectedPlace } from '../engine/inspection.ts';
import type { LngLat } from '../grid/grid.ts';
import { casedLine, drawFeatures } from './drawn.ts';
import { outlineFeatures } from './outlines.ts';

export interface MapPin {
  readonly place: InspectedPlace;
  /** CSS colour, as hexadecimal digits or a name. */
  readonly color: string;
  /** A few characters, as text; empty: a dot. */
  readonly label: string;
}

const id = 'bestpixel-pins';

/** Circles and boxes on the map. The circles are elements: they need no style. */
export class Pins {
  readonly #map: Map;
  #pins: readonly MapPin[] = [];
  #markers: readonly Marker[] = [];

  constructor(map: Map) {
    this.#map = map;
  }

  set(pins: readonly MapPin[]): void {
    this.#pins = pins;
    for (const marker of this.#markers) marker.remove();
    this.#markers = pins.map((pin) =>
      new Marker({ element: circle(pin), opacityWhenCovered: '0' }).setLngLat(pointOf(pin)).addTo(this.#map),
    );
  }

  /** Where the circles are seen, in CSS pixels from the map's corner. */
  seen(): readonly {
    readonly x: number;
    readonly y: number;
    readonly color: string;
    readonly label: string;
  }[] {
    return this.#pins.flatMap(({ color, label }, i) => {
      const marker = this.#markers[i]!;
      // Behind the globe.
      if (marker.getElement().style.opacity === '0') return [];
      const { x, y } = this.#map.project(marker.getLngLat());
      return [{ x, y, color, label }];
    });
  }

  /** The boxes, which the style holds. */
  draw(): void {
    drawFeatures(this.#map, drawing, this.#pins.flatMap(boxFeatures));
  }
}

/** A box has its circle at its upper-left corner. */
function pointOf({ place }: MapPin): LngLat {
  return place.kind === 'point' ? place.at : { lng: place.bounds.west, lat: place.bounds.north };
}

function boxFeatures({ place, color }: MapPin): Feature[] {
  const outline = place.kind === 'box' ? boxPlace(place.bounds) : null;
  if (!outline || outline.type === 'Point') return [];
  return outlineFeatures(outline)
    .filter(({ properties }) => properties?.kind === 'edge')
    .map((feature) => ({ ...feature, properties: { color } }));
}

/** Clicks go through it to the map. */
function circle({ color, label }: MapPin): HTMLElement {
  const element = document.createElement('div');
  element.className = 'bestpixel-pin';
  element.role = 'img';
  element.ariaLabel = label === '' ? 'Inspected place' : `Inspected place ${label}`;
  element.textContent = label;
  element.dataset.dot = String(label === '');
  element.style.setProperty('--pin', color);
  return element;
}

const drawing = casedLine(id, {
  casing: { 'line-color': '#ffffff', 'line-width': 4.5, 'line-opacity': 0.9 },
  edge: { 'line-color': ['to-color', ['get', 'color'], '#00706a'], 'line-width': 2.25 },
});
