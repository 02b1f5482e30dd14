import type { Feature } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map } from 'maplibre-gl';

export interface Drawing {
  /** Of the source; its layers' begin with it. */
  readonly id: string;
  readonly layers: readonly LayerSpecification[];
}

/** Draws features, and no others, with the layers of a drawing. Call it again after the style was rebuilt. */
export function drawFeatures(map: Map, { id, layers }: Drawing, features: Feature[]): void {
  const source = map.getSource<GeoJSONSource>(id);
  if (source) {
    source.setData({ type: 'FeatureCollection', features });
    return;
  }
  if (features.length === 0) return;
  map.addSource(id, { type: 'geojson', data: { type: 'FeatureCollection', features }, tolerance: 0 });
  for (const layer of layers) map.addLayer(layer);
}
