import type { Map } from 'maplibre-gl';
import type { Scene } from '../scene/scene.ts';
import { casedLine, drawFeatures } from './drawn.ts';
import { outlineFeatures } from './outlines.ts';

const id = 'bestpixel-pointed';

/** Outlines one scene over all else; null: none. Call it again after the style was rebuilt. */
export function drawPointed(map: Map, scene: Scene | null): void {
  const footprint = scene?.footprint;
  drawFeatures(
    map,
    drawing,
    footprint ? outlineFeatures(footprint).filter(({ properties }) => properties?.kind === 'edge') : [],
  );
  for (const layer of drawing.layers) if (map.getLayer(layer.id)) map.moveLayer(layer.id);
}

const drawing = casedLine(id, {
  casing: { 'line-color': '#06201d', 'line-width': 5, 'line-opacity': 0.7 },
  edge: { 'line-color': '#4fd1c0', 'line-width': 2.5 },
});
