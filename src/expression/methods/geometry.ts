import type { Method } from '../method.ts';

/** The rows of the table that make geometries. */
export const geometryMethods = {
  'Geometry.Point': {
    params: [{ name: 'coordinates', type: 'Numbers', rest: true }],
    result: 'Geometry',
    doc: 'A point: longitude and latitude in degrees.',
    evidence: 'established',
  },
  'Geometry.Rectangle': {
    params: [{ name: 'coordinates', type: 'Numbers', rest: true }],
    result: 'Geometry',
    doc: 'A rectangle: west, south, east and north in degrees.',
    evidence: 'established',
  },
  'Geometry.Polygon': {
    params: [{ name: 'coordinates', type: 'Rings' }],
    result: 'Geometry',
    doc: 'A polygon: its outer ring, then its holes.',
    evidence: 'established',
  },
  'Geometry.MultiPolygon': {
    params: [{ name: 'coordinates', type: 'Polygons' }],
    result: 'Geometry',
    doc: 'Several polygons, each its outer ring, then its holes.',
    evidence: 'established',
  },
  'Geometry.BBox': {
    params: [
      { name: 'west', type: 'Number' },
      { name: 'south', type: 'Number' },
      { name: 'east', type: 'Number' },
      { name: 'north', type: 'Number' },
    ],
    result: 'Geometry',
    doc: 'A box of longitudes and latitudes in degrees; an east below the west lies beyond the antimeridian.',
    evidence: 'established',
  },
  'Geometry.buffer': {
    params: [
      { name: 'geometry', type: 'Geometry' },
      { name: 'distance', type: 'Number' },
    ],
    result: 'Geometry',
    doc: 'All that lies within so many metres of the geometry.',
    difference: 'Circles have 48 corners; on a sphere; distances above 0 alone.',
    evidence: 'established',
  },
  'Geometry.bounds': {
    params: [{ name: 'geometry', type: 'Geometry' }],
    result: 'Geometry',
    doc: 'The rectangle around the geometry, in longitude and latitude.',
    evidence: 'established',
  },
  'Geometry.centroid': {
    params: [{ name: 'geometry', type: 'Geometry' }],
    result: 'Geometry',
    doc: 'The point in the middle of the geometry.',
    difference: 'On the flat map of longitude and latitude: off by little where places are small.',
    evidence: 'established',
  },
} as const satisfies Readonly<Record<string, Method>>;
