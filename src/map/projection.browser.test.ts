import { Map, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { basemapStyle } from './basemap.ts';
import { project } from './projection.ts';

setWorkerUrl(workerUrl);

async function makeGlobe(zoom: number): Promise<Map> {
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, { width: '700px', height: '410px' });
  const map = new Map({ container, style: basemapStyle('light', 'globe'), center: [10, 50], zoom });
  onTestFinished(() => {
    map.remove();
    container.remove();
  });
  await map.once('render');
  return map;
}

/** How many pixels the middle of a parallel across the view lies below its ends. */
function bend(map: Map): number {
  const { lat } = map.getCenter();
  const [west, east] = [map.getBounds().getWest(), map.getBounds().getEast()];
  const y = (lng: number): number => map.project([lng, lat]).y;
  return y((west + east) / 2) - (y(west) + y(east)) / 2;
}

describe('the globe', () => {
  it.each([
    ['bends at zoom 4', 4, true],
    ['bends a little at zoom 7', 7, true],
    ['lies flat from zoom 8 on', 8, false],
  ])('%s', async (_, zoom, bends) => {
    expect(Math.abs(bend(await makeGlobe(zoom))) > 0.01).toBe(bends);
  });

  it('moves no parallel by 5 pixels where it turns flat', async () => {
    expect(Math.abs(bend(await makeGlobe(7)))).toBeLessThan(5);
  });

  it('is there from the first frame on, and is not made again by who wants it', async () => {
    const map = await makeGlobe(3);
    let changes = 0;
    map.on('projectiontransition', () => changes++);
    project(map, 'globe');
    expect(changes).toBe(0);
    project(map, 'mercator');
    project(map, 'mercator');
    expect(changes).toBe(1);
    project(map, 'globe');
    expect(changes).toBe(2);
  });
});
