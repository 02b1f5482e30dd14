import type { Feature } from 'geojson';
import type { GeoJSONSource, LayerSpecification, LineLayerSpecification, Map } from 'maplibre-gl';

type LinePaint = NonNullable<LineLayerSpecification['paint']>;

/** A line on a wider one, so that it is seen on any picture. */
export function casedLine(id: string, { casing, edge }: Record<'casing' | 'edge', LinePaint>): Drawing {
  const shared = { type: 'line', source: id, layout: { 'line-join': 'round' } } as const;
  return {
    id,
    layers: [
      { ...shared, id: `${id}-casing`, paint: casing },
      { ...shared, id: `${id}-edge`, paint: edge },
    ],
  };
}

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
