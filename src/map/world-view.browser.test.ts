import { Map, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyOf } from '../tiles/view-tile.ts';
import { basemapStyle } from './basemap.ts';
import { project } from './projection.ts';
import { cornersOf, fitting, metresPerPixel, viewFittedTo, viewOf } from './world-view.ts';

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

describe('metres of a pixel', () => {
  /** A parallel of the WGS84 ellipsoid, of the pixels that Web Mercator has around the world. */
  const expected = (lat: number, zoom: number): number => {
    const phi = (lat * Math.PI) / 180;
    const radius = 6378137 / Math.sqrt(1 - 0.0066943799901413165 * Math.sin(phi) ** 2);
    return (2 * Math.PI * radius * Math.cos(phi)) / (512 * 2 ** zoom);
  };

  it.each([
    ['mercator', 0, 10],
    ['mercator', 40.14, 11],
    ['mercator', -72, 3],
    ['globe', 40.14, 11],
    ['globe', 40.14, 7.5],
    ['globe', 60, 4],
  ] as const)('are right on a %s map at %d degrees, zoom %d', async (type, lat, zoom) => {
    const map = await makeMap();
    project(map, type);
    map.jumpTo({ center: [10, lat], zoom });
    map.redraw();
    expect(metresPerPixel(map) / expected(lat, zoom)).toBeCloseTo(1, 3);
    map.setBearing(30);
    expect(metresPerPixel(map) / expected(lat, zoom)).toBeCloseTo(1, 2);
  });
});

it('a picture of more pixels than tiles hold has tiles that lie closer', async () => {
  const map = await makeMap();
  map.jumpTo({ center: [10, 50], zoom: 6 });
  const zooms = [1, 2, 3, 4].map((scale) => {
    const { tiles, tileSize } = viewOf(map, scale);
    return [tiles[0]!.z, tileSize];
  });
  expect(zooms).toEqual([
    [7, 256],
    [7, 512],
    [8, 512],
    [8, 512],
  ]);
});
