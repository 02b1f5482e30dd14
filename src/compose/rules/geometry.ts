import { boxOf, multiPolygonOf, pointOf, polygonOf, rectangleOf } from '../places.ts';
import { boundingBox, buffered, centroid } from '../shapes.ts';
import type { Rules } from '../values.ts';
import type { geometryMethods } from '../../expression/methods/geometry.ts';

export const geometryRules: Rules<typeof geometryMethods> = {
  'Geometry.Point': ({ coordinates }) => pointOf(coordinates),
  'Geometry.Rectangle': ({ coordinates }) => rectangleOf(coordinates),
  'Geometry.Polygon': ({ coordinates }) => polygonOf(coordinates),
  'Geometry.MultiPolygon': ({ coordinates }) => multiPolygonOf(coordinates),
  'Geometry.BBox': (box) => boxOf(box),
  'Geometry.buffer': ({ geometry, distance }) => buffered(geometry, distance),
  'Geometry.bounds': ({ geometry }) => boundingBox(geometry),
  'Geometry.centroid': ({ geometry }) => centroid(geometry),
};
