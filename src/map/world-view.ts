import { LngLat, type Map, MercatorCoordinate } from 'maplibre-gl';
import type { View } from '../engine/view.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { groundPixelSize } from '../grid/ground.ts';
import { wgs84 } from '../grid/projector.ts';
import { arc } from '../grid/longitude.ts';

/** As in Earth Engine, tiles are 256 CSS pixels wide; from this device pixel ratio on they hold 512² pixels. */
const tileWidth = 256;
const denseFrom = 1.5;
/** In pictures of more pixels than such tiles hold, tiles lie closer. */
const closerFrom = 2.5;
const deepestZoom = 22;
/** CSS pixels of the world's width at zoom 0. */
const worldSize = 512;
/** CSS pixels beside the middle, between which a length is taken. */
const probe = 4;
/** How the map is fitted to bounds. */
export const fitting = { padding: 40, maxZoom: 16 } as const;

/** The tiles that the map shows now; those of a picture of so many pixels along a CSS pixel, where that is given. */
export function viewOf(map: Map, picture: number | null = null): View {
  const { lng, lat } = map.getCenter();
  const width = picture !== null && picture >= closerFrom ? tileWidth / 2 : tileWidth;
  const tiles = map
    .coveringTiles({ tileSize: width, minzoom: 0, maxzoom: deepestZoom, roundZoom: true })
    .map(({ canonical: { z, x, y }, wrap }) => ({ z, x, y, wrap }));
  return { tiles, tileSize: sizeOf(picture ?? map.getPixelRatio()), center: { lng, lat } };
}

/** The tiles that the map will show once it is fitted to bounds, taken for flat and upright. */
export function viewFittedTo(map: Map, bounds: LngLatBounds): View {
  const camera = map.cameraForBounds(cornersOf(bounds), { ...fitting, bearing: 0 });
  const { lng, lat } = LngLat.convert(camera?.center ?? map.getCenter());
  const scale = worldSize * 2 ** (camera?.zoom ?? map.getZoom());
  const z = Math.min(Math.max(Math.round(Math.log2(scale / 256)), 0), deepestZoom);
  const across = 2 ** z;
  const middle = MercatorCoordinate.fromLngLat([lng, lat]);
  const { clientWidth, clientHeight } = map.getCanvas();
  const columns = cellsAlong(middle.x * across, (clientWidth / scale) * across);
  const rows = cellsAlong(middle.y * across, (clientHeight / scale) * across);
  const tiles = rows
    .filter((y) => y >= 0 && y < across)
    .flatMap((y) =>
      columns.map((column) => {
        const wrap = Math.floor(column / across);
        return { z, x: column - wrap * across, y, wrap };
      }),
    );
  return { tiles, tileSize: sizeOf(map.getPixelRatio()), center: { lng, lat } };
}

/** Ground metres of a CSS pixel in the middle of the map, along its width. */
export function metresPerPixel(map: Map): number {
  const { clientWidth, clientHeight } = map.getCanvas();
  const [x, y] = [clientWidth / 2, clientHeight / 2];
  const [from, to] = [map.unproject([x - probe, y]), map.unproject([x + probe, y])];
  const step = (part: 'lng' | 'lat'): number => (to[part] - from[part]) / (2 * probe);
  const affine = [step('lng'), 0, 0, step('lat'), 0, 0] as const;
  return groundPixelSize(wgs84, affine, map.getCenter())[0];
}

/** Whole cells that a length around a middle meets. */
function cellsAlong(middle: number, length: number): number[] {
  const first = Math.floor(middle - length / 2);
  const count = Math.ceil(middle + length / 2) - first;
  return Array.from({ length: count }, (_, i) => first + i);
}

function sizeOf(ratio: number): number {
  return ratio >= denseFrom ? 512 : 256;
}

/** As MapLibre takes bounds: an east beyond the antimeridian is written on. */
export function cornersOf({ west, south, east, north }: LngLatBounds): [number, number, number, number] {
  return [west, south, east < west ? east + 360 : east, north];
}

/** What the map shows, corners of a turned or tilted map included. */
export function boundsOfView(map: Map): LngLatBounds {
  const shown = map.getBounds();
  return {
    ...arc(shown.getWest(), shown.getEast() - shown.getWest()),
    south: Math.max(shown.getSouth(), -90),
    north: Math.min(shown.getNorth(), 90),
  };
}

/** The share of the map's area on screen that bounds cover, roughly: 0 … 1. */
export function shareOfView(map: Map, { west, south, east, north }: LngLatBounds): number {
  const { clientWidth: width, clientHeight: height } = map.getCanvas();
  const shown = map.getBounds();
  const end = east < west ? east + 360 : east;
  const outside = [-360, 0, 360].every(
    (turn) => end + turn < shown.getWest() || west + turn > shown.getEast(),
  );
  if (outside || north < shown.getSouth() || south > shown.getNorth()) return 0;
  const corners = [west, end].flatMap((lng) => [south, north].map((lat) => map.project([lng, lat])));
  const xs = corners.map(({ x }) => Math.min(Math.max(x, 0), width));
  const ys = corners.map(({ y }) => Math.min(Math.max(y, 0), height));
  const covered = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
  return width * height === 0 ? 0 : covered / (width * height);
}
