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
} as const satisfies Readonly<Record<string, Method>>;
