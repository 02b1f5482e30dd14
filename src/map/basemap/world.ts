import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { realCoast, unwrapPolygon } from './antimeridian.ts';

/** World Atlas `countries-*.json`: countries, and the land they make together (Natural Earth, public domain). */
export type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

type WorldKind = 'land' | 'coast' | 'border';

/** Land, coasts and the borders between countries, told apart by the property `kind`; longitudes may pass ±180°. */
export function worldFeatures(atlas: Atlas): FeatureCollection<MultiPolygon | MultiLineString> {
  const { countries, land } = atlas.objects;
  const polygons = feature(atlas, land).features.flatMap(({ geometry }) => polygonsOf(geometry));
  const coast = mesh(atlas, land).coordinates.flatMap(realCoast);
  const borders = mesh(atlas, countries, (a, b) => a !== b).coordinates;
  return {
    type: 'FeatureCollection',
    features: [
      ofKind('land', { type: 'MultiPolygon', coordinates: polygons.map(unwrapPolygon) }),
      ofKind('coast', { type: 'MultiLineString', coordinates: coast }),
      ofKind('border', { type: 'MultiLineString', coordinates: borders }),
    ],
  };
}

function polygonsOf(geometry: GeoJSON.Geometry): Polygon['coordinates'][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

function ofKind<G extends MultiPolygon | MultiLineString>(kind: WorldKind, geometry: G): Feature<G> {
  return { type: 'Feature', properties: { kind }, geometry };
}
