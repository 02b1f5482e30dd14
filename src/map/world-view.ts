import type { Map } from 'maplibre-gl';
import type { View } from '../engine/view.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { arc } from '../grid/longitude.ts';

/** As in Earth Engine, tiles are 256 CSS pixels wide; from this device pixel ratio on they hold 512² pixels. */
const denseFrom = 1.5;
const deepestZoom = 22;

/** The tiles that the map shows now. */
export function viewOf(map: Map): View {
  const { lng, lat } = map.getCenter();
  const tiles = map
    .coveringTiles({ tileSize: 256, minzoom: 0, maxzoom: deepestZoom, roundZoom: true })
    .map(({ canonical: { z, x, y }, wrap }) => ({ z, x, y, wrap }));
  return { tiles, tileSize: map.getPixelRatio() >= denseFrom ? 512 : 256, center: { lng, lat } };
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
