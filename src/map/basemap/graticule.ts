import type { Feature, FeatureCollection, LineString, Position } from 'geojson';

/** Degrees: west may be below −180 and east above 180 where the view crosses the antimeridian. */
interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface View extends Box {
  readonly zoom: number;
}

const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];
const closest = 110;
const worldPixels = 512;
/** Views finer than this get lines of their surroundings only: the whole world would be too many. */
const worldStep = 1;
const wholeWorld: Box = { west: -180, south: -90, east: 180, north: 90 };
const mostLines = 100;

/** Degrees between lines: the finest step that leaves lines at least 110 CSS px apart at the equator. */
export function graticuleStep(zoom: number): number {
  const pixelsPerDegree = (worldPixels * 2 ** zoom) / 360;
  return steps.find((step) => step * pixelsPerDegree >= closest) ?? steps.at(-1)!;
}

export interface Graticule {
  readonly step: number;
  /** Where its lines are; null: in the whole world. */
  readonly box: Box | null;
  /** Lines with a `label`, as "103.2°W". */
  readonly lines: FeatureCollection<LineString>;
}

/** Meridians and parallels for a view and a view's width around it; for the whole world from 1° on. */
export function graticule(view: View): Graticule {
  const step = graticuleStep(view.zoom);
  const box = step >= worldStep ? null : padded(view, step);
  const { west, south, east, north } = box ?? wholeWorld;
  const meridians = multiples(step, west, east)
    // ±180° is one meridian.
    .filter((lng) => lng < west + 360)
    .map((lng) => line(label(inWorld(lng), 'E', 'W'), [lng, south], [lng, north]));
  const parallels = multiples(step, south, north)
    .filter((lat) => Math.abs(lat) < 90)
    .map((lat) => line(label(lat, 'N', 'S'), [west, lat], [east, lat]));
  return { step, box, lines: { type: 'FeatureCollection', features: [...meridians, ...parallels] } };
}

/** True where a view needs no other lines than these. */
export function covers({ step, box }: Graticule, view: View): boolean {
  if (step !== graticuleStep(view.zoom)) return false;
  if (box === null) return true;
  return box.west <= view.west && view.east <= box.east && box.south <= view.south && view.north <= box.north;
}

function line(label: string, from: Position, to: Position): Feature<LineString> {
  return {
    type: 'Feature',
    properties: { label },
    geometry: { type: 'LineString', coordinates: [from, to] },
  };
}

function label(value: number, positive: string, negative: string): string {
  const degrees = `${Number(Math.abs(value).toFixed(3))}°`;
  if (value === 0 || Math.abs(value) === 180) return degrees;
  return degrees + (value > 0 ? positive : negative);
}

function inWorld(lng: number): number {
  return lng - 360 * Math.round(lng / 360);
}

function padded({ west, south, east, north }: View, step: number): Box {
  // A pitched view reaches to the horizon; its lines there would be too many, and too far to be seen.
  const most = mostLines * step;
  const [width, height] = [Math.min(east - west, most), Math.min(north - south, most)];
  const [lng, lat] = [(west + east) / 2, (south + north) / 2];
  return {
    west: lng - 1.5 * width,
    east: lng + 1.5 * width,
    south: Math.max(-90, lat - 1.5 * height),
    north: Math.min(90, lat + 1.5 * height),
  };
}

function multiples(step: number, from: number, to: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  // Dividing by the whole number 1/step keeps 0.1 · 3 from becoming 0.30000000000000004.
  const perDegree = Math.round(1 / step);
  return Array.from({ length: count }, (_, i) => (step < 1 ? (first + i) / perDegree : (first + i) * step));
}
