import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map } from 'maplibre-gl';
import type { Scene } from '../scene/scene.ts';
import { outlineFeatures } from './outlines.ts';

const id = 'bestpixel-footprints';

/** Draws scenes' outlines, for views in which nothing is composed. Call it again after the style was rebuilt. */
export function drawFootprints(map: Map, scenes: readonly Scene[]): void {
  const data: FeatureCollection = {
    type: 'FeatureCollection',
    features: distinct(scenes).flatMap(outlineFeatures),
  };
  const source = map.getSource<GeoJSONSource>(id);
  if (source) {
    source.setData(data);
    return;
  }
  if (scenes.length === 0) return;
  map.addSource(id, { type: 'geojson', data });
  map.addLayer({
    id: `${id}-fill`,
    type: 'fill',
    source: id,
    filter: ['==', ['get', 'kind'], 'area'],
    paint: { 'fill-color': '#e8590c', 'fill-opacity': 0.08 },
  });
  map.addLayer({
    id,
    type: 'line',
    source: id,
    filter: ['==', ['get', 'kind'], 'edge'],
    paint: { 'line-color': '#e8590c', 'line-width': 1.25 },
  });
}

/** Scenes of one tile share an outline; drawing it once is enough. */
function distinct(scenes: readonly Scene[]) {
  const outlines = new globalThis.Map<string, NonNullable<Scene['footprint']>>();
  for (const { footprint } of scenes) if (footprint) outlines.set(JSON.stringify(footprint), footprint);
  return [...outlines.values()];
}
