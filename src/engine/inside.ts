import { turn } from '../catalog/slices.ts';
import type { Place } from '../compose/places.ts';
import { apply } from '../grid/affine.ts';
import type { Grid } from '../grid/grid.ts';
import { isGeographic, projector, wgs84 } from '../grid/projector.ts';

/** An edge of a ring, its longitudes never jumping; the lower end first. */
interface Edge {
  readonly south: number;
  readonly north: number;
  /** Longitude at `south`, and how it changes by degree of latitude. */
  readonly lng: number;
  readonly slope: number;
}

/** Milliseconds after which others are let do something. */
const slice = 8;

/** 1 at pixels whose centre lies in a place, else 0: even-odd over its rings, edges straight in longitude and latitude. */
export async function insideOf(grid: Grid, place: Place): Promise<Uint8Array<ArrayBuffer>> {
  const inside = new Uint8Array(grid.width * grid.height);
  const toLngLat = projector(grid.crs, wgs84);
  const lngLatAt = (column: number, row: number): [number, number] =>
    toLngLat(...apply(grid.affine, column + 0.5, row + 0.5));
  const [, b, , d] = grid.affine;
  const rowsAreParallels = b === 0 && d === 0 && (isGeographic(grid.crs) || grid.crs.name === 'EPSG:3857');
  const lngs = Float64Array.from({ length: rowsAreParallels ? grid.width : 0 }, (_, k) => lngLatAt(k, 0)[0]);
  let began = performance.now();
  for (const rings of polygonsOf(place)) {
    const edges = new Edges(rings.flatMap(edgesOf));
    for (let row = 0; row < grid.height; row++) {
      const out = inside.subarray(row * grid.width, (row + 1) * grid.width);
      if (rowsAreParallels) fillParallel(out, edges.crossings(lngLatAt(0, row)[1]), lngs);
      else fillRow(out, edges, (column) => lngLatAt(column, row));
      if (performance.now() - began < slice) continue;
      await turn();
      began = performance.now();
    }
  }
  return inside;
}

type Rings = readonly (readonly (readonly number[])[])[];

function polygonsOf(place: Place): readonly Rings[] {
  if (place.type === 'Point') return [];
  return place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
}

/** All pixels of the row have one latitude. */
function fillParallel(out: Uint8Array, crossings: readonly number[], lngs: Float64Array): void {
  if (crossings.length === 0) return;
  for (let column = 0; column < out.length; column++) {
    const lng = lngs[column]!;
    if (Number.isFinite(lng) && isOdd(crossings, lng)) out[column] = 1;
  }
}

function fillRow(
  out: Uint8Array,
  edges: Edges,
  lngLatAt: (column: number) => readonly [lng: number, lat: number],
): void {
  for (let column = 0; column < out.length; column++) {
    const [lng, lat] = lngLatAt(column);
    if (Number.isFinite(lng) && Number.isFinite(lat) && isOdd(edges.crossings(lat), lng)) out[column] = 1;
  }
}

/** Whether an odd number of crossings lies west of a longitude, in whichever turn around the globe. */
function isOdd(crossings: readonly number[], lng: number): boolean {
  let odd = false;
  for (const crossing of crossings) {
    // Every copy of the ring, a whole turn apart, is crossed in pairs: those beyond it cancel each other.
    if (Math.floor((lng - crossing) / 360) % 2 === 0) odd = !odd;
  }
  return odd;
}

/** Found by latitude. */
class Edges {
  readonly #bins: Edge[][];
  readonly #south: number;
  readonly #height: number;
  #last: { readonly lat: number; readonly crossings: readonly number[] } | null = null;

  constructor(edges: readonly Edge[]) {
    const [south, north] = edges.reduce(
      ([low, high], edge) => [Math.min(low, edge.south), Math.max(high, edge.north)],
      [Infinity, -Infinity],
    );
    const count = Math.min(Math.max(edges.length, 1), 1024);
    this.#south = south;
    this.#height = (north - south) / count;
    this.#bins = Array.from({ length: count }, () => []);
    for (const edge of edges) {
      const last = this.#binOf(edge.north);
      for (let bin = this.#binOf(edge.south); bin <= last; bin++) this.#bins[bin]!.push(edge);
    }
  }

  /** Longitudes at which edges cross a parallel. */
  crossings(lat: number): readonly number[] {
    if (this.#last?.lat === lat) return this.#last.crossings;
    const bin = this.#bins[this.#binOf(lat)] ?? [];
    const crossings = bin
      .filter(({ south, north }) => south <= lat && lat < north)
      .map(({ south, lng, slope }) => lng + (lat - south) * slope);
    this.#last = { lat, crossings };
    return crossings;
  }

  #binOf(lat: number): number {
    const bin = Math.floor((lat - this.#south) / this.#height);
    return lat < this.#south ? 0 : Math.min(bin, this.#bins.length - 1);
  }
}

/** Each point is taken on the near side of the one before: longer ways cross the antimeridian. */
function edgesOf(ring: readonly (readonly number[])[]): Edge[] {
  const edges: Edge[] = [];
  const [start] = ring;
  if (!start) return edges;
  let [x0, y0] = start as [number, number];
  for (const [lng, lat] of [...ring.slice(1), start] as [number, number][]) {
    const x1 = lng - 360 * Math.round((lng - x0) / 360);
    if (lat !== y0) {
      const [south, north] = [Math.min(y0, lat), Math.max(y0, lat)];
      edges.push({ south, north, lng: y0 < lat ? x0 : x1, slope: (x1 - x0) / (lat - y0) });
    }
    [x0, y0] = [x1, lat];
  }
  return edges;
}
