import { Map, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { expect, it, onTestFinished } from 'vitest';
import { keyOf } from '../tiles/view-tile.ts';
import { basemapStyle } from './basemap.ts';
import { cornersOf, fitting, viewFittedTo, viewOf } from './world-view.ts';

setWorkerUrl(workerUrl);

async function makeMap(): Promise<Map> {
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, { width: '700px', height: '410px' });
  const map = new Map({ container, style: basemapStyle('light'), center: [10, 50], zoom: 3 });
  onTestFinished(() => {
    map.remove();
    container.remove();
  });
  await map.once('style.load');
  map.setProjection({ type: 'mercator' });
  return map;
}

it.each([
  ['a few fields', { west: -103.21, south: 40.11, east: -103.17, north: 40.16 }],
  ['a scene', { west: 5, south: 51.9, east: 6.6, north: 52.9 }],
  ['beyond the deepest zoom of fitting', { west: 7, south: 47, east: 7.0001, north: 47.0001 }],
  ['across the antimeridian', { west: 178, south: -19, east: -178, north: -16 }],
  ['a continent', { west: -20, south: -35, east: 52, north: 38 }],
])('a view fitted to %s is what the map shows then', async (_, bounds) => {
  const map = await makeMap();
  const { tiles, tileSize, center } = viewFittedTo(map, bounds);
  map.fitBounds(cornersOf(bounds), { ...fitting, duration: 0 });
  const shown = viewOf(map);
  expect(new Set(tiles.map(keyOf))).toEqual(new Set(shown.tiles.map(keyOf)));
  expect(tileSize).toBe(shown.tileSize);
  expect(center.lng).toBeCloseTo(shown.center.lng, 6);
  expect(center.lat).toBeCloseTo(shown.center.lat, 6);
});
