import { Map, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { afterEach, expect, it } from 'vitest';
import { applyTheme, basemapStyle, keepBasemap } from './basemap.ts';
import { palettes } from './basemap/palette.ts';

setWorkerUrl(workerUrl);
const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((each) => each()));

/** 256 × 256 px over the antimeridian. */
function makeMap(): Map {
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, { width: '256px', height: '256px' });
  const map = new Map({ container, style: basemapStyle('light'), center: [178, 67], zoom: 2 });
  undo.push(() => {
    map.remove();
    container.remove();
  });
  return map;
}

async function makeFilledMap() {
  const map = makeMap();
  const errors: Error[] = [];
  undo.unshift(keepBasemap({ map, onError: (error) => errors.push(error) }));
  await filled(map);
  return { map, errors };
}

const kinds = (map: Map) =>
  new Set(map.querySourceFeatures('basemap-world').map(({ properties }) => properties['kind']));

async function filled(map: Map): Promise<void> {
  while (!(kinds(map).has('land') && map.areTilesLoaded())) await map.once('render');
}

it('draws land on both sides of the antimeridian, and asks no other host', async () => {
  const { map, errors } = await makeFilledMap();
  const landAt = (lng: number, lat: number) =>
    map.queryRenderedFeatures(map.project([lng, lat]), { layers: ['basemap-land'] }).length > 0;
  expect([landAt(175, 67.5), landAt(185, 66.8), landAt(175, 75)]).toEqual([true, true, false]);
  expect(errors).toEqual([]);
  const hosts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).host);
  expect(new Set(hosts)).toEqual(new Set([location.host]));
});

it('changes theme in place: layers that others added stay', async () => {
  const { map } = await makeFilledMap();
  map.addLayer({ id: 'mine', type: 'background', paint: { 'background-opacity': 0 } });
  applyTheme(map, 'dark');
  expect(map.getPaintProperty('basemap-land', 'fill-color')).toBe(palettes.dark.land);
  expect(map.getLayer('mine')).toBeDefined();
});

it('takes a theme before its style is there', async () => {
  const map = makeMap();
  applyTheme(map, 'dark');
  await map.once('load');
  expect(map.getPaintProperty('basemap-ocean', 'background-color')).toBe(palettes.dark.ocean);
});

it('comes back filled after a lost context, in the theme it had', async () => {
  const { map } = await makeFilledMap();
  applyTheme(map, 'dark');
  const loss = map.getCanvas().getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
  const lost = map.once('webglcontextlost');
  loss.loseContext();
  await lost;
  // Restoring is allowed only once the event has been dealt with.
  await new Promise((next) => setTimeout(next));
  const styled = map.once('style.load');
  loss.restoreContext();
  await styled;
  await filled(map);
  expect(map.getPaintProperty('basemap-land', 'fill-color')).toBe(palettes.dark.land);
});
