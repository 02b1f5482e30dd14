import type { Feature } from 'geojson';
import type { LayerSpecification, Map } from 'maplibre-gl';
import type { Place } from '../choice/choice.ts';
import { drawFeatures } from './drawn.ts';
import { outlineFeatures } from './outlines.ts';

const id = 'bestpixel-place';

/** Draws the place that was chosen, over all else; null: none. Call it again after the style was rebuilt. */
export function drawPlace(map: Map, place: Place | null): void {
  drawFeatures(map, { id, layers }, place === null ? [] : featuresOf(place));
}

function featuresOf(place: Place): Feature[] {
  if (place.type !== 'Point') return outlineFeatures(place);
  return [{ type: 'Feature', properties: { kind: 'point' }, geometry: place }];
}

/** Dark on light, so that it is seen on any picture and in both themes. */
const layers: LayerSpecification[] = [
  {
    id: `${id}-casing`,
    type: 'line',
    source: id,
    filter: ['==', ['get', 'kind'], 'edge'],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': '#ffffff', 'line-width': 4, 'line-opacity': 0.85 },
  },
  {
    id: `${id}-edge`,
    type: 'line',
    source: id,
    filter: ['==', ['get', 'kind'], 'edge'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': '#00564f', 'line-width': 1.75, 'line-dasharray': [3, 1.5] },
  },
  {
    id: `${id}-point`,
    type: 'circle',
    source: id,
    filter: ['==', ['get', 'kind'], 'point'],
    paint: {
      'circle-radius': 5,
      'circle-color': '#00706a',
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  },
];
