import type { Map, ProjectionSpecification } from 'maplibre-gl';

export type Projection = 'globe' | 'mercator';

/**
 * MapLibre's own globe bends up to zoom 12. Over a view of zoom 8, the two are hardly told apart, and a frame of the flat
 * one takes a quarter less.
 */
const globe: ProjectionSpecification = {
  type: ['interpolate', ['linear'], ['zoom'], 7, 'vertical-perspective', 8, 'mercator'],
};
const mercator: ProjectionSpecification = { type: 'mercator' };

export function projectionSpec(projection: Projection): ProjectionSpecification {
  return projection === 'globe' ? globe : mercator;
}

/** Unless it is so already: all tiles of the basemap are made anew. */
export function project(map: Map, projection: Projection): void {
  const wanted = projectionSpec(projection);
  if (JSON.stringify(map.getProjection()) !== JSON.stringify(wanted)) map.setProjection(wanted);
}
