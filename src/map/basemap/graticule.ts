import type { Feature, FeatureCollection, LineString, Position } from 'geojson';

/** Degrees: west may be below −180 and east above 180 where the view crosses the antimeridian. */
export interface View {
  readonly zoom: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];
const closest = 110;
const worldPixels = 512;
/** Views finer than this get lines of their surroundings only: the whole world would be too many. */
const worldStep = 1;

/** Degrees between lines: the finest step that leaves lines at least 110 CSS px apart at the equator. */
export function graticuleStep(zoom: number): number {
  const pixelsPerDegree = (worldPixels * 2 ** zoom) / 360;
  return steps.find((step) => step * pixelsPerDegree >= closest) ?? steps.at(-1)!;
}

/** Labelled meridians and parallels for a view and a view's width around it; for the whole world from 1° on. */
export function graticule(view: View): FeatureCollection<LineString> {
  const step = graticuleStep(view.zoom);
  const box = step >= worldStep ? { west: -180, south: -90, east: 180, north: 90 } : padded(view);
  const meridians = multiples(step, box.west, box.east)
    // ±180° is one meridian.
    .filter((lng) => lng < box.west + 360)
    .map((lng) =>
      line(
        `${degrees(Math.abs(inWorld(lng)))}${side(inWorld(lng), 'E', 'W')}`,
        [lng, box.south],
        [lng, box.north],
      ),
    );
  const parallels = multiples(step, box.south, box.north)
    .filter((lat) => Math.abs(lat) < 90)
    .map((lat) => line(`${degrees(Math.abs(lat))}${side(lat, 'N', 'S')}`, [box.west, lat], [box.east, lat]));
  return { type: 'FeatureCollection', features: [...meridians, ...parallels] };
}

function line(label: string, from: Position, to: Position): Feature<LineString> {
  return {
    type: 'Feature',
    properties: { label },
    geometry: { type: 'LineString', coordinates: [from, to] },
  };
}

function degrees(value: number): string {
  return `${Number(value.toFixed(3))}°`;
}

function side(value: number, positive: string, negative: string): string {
  if (value === 0 || Math.abs(value) === 180) return '';
  return value > 0 ? positive : negative;
}

function inWorld(lng: number): number {
  return lng - 360 * Math.round(lng / 360);
}

function padded({ west, south, east, north }: View) {
  const [width, height] = [east - west, north - south];
  return {
    west: west - width,
    east: east + width,
    south: Math.max(-90, south - height),
    north: Math.min(90, north + height),
  };
}

function multiples(step: number, from: number, to: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  // Dividing by the whole number 1/step keeps 0.1 · 3 from becoming 0.30000000000000004.
  const perDegree = Math.round(1 / step);
  return Array.from({ length: count }, (_, i) => (step < 1 ? (first + i) / perDegree : (first + i) * step));
}
