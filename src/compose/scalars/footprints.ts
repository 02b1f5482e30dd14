import type { MultiPolygon } from 'geojson';
import type { Scene } from '../../scene/scene.ts';
import type { ImageValue } from '../images.ts';
import type { Place } from '../places.ts';
import { bad } from './fail.ts';
import { sceneOf } from './properties.ts';

/** @throws BestpixelError 'bad-input' for an image without a footprint of its own. */
export function footprintOf(method: string, image: ImageValue): Place {
  const scene = sceneOf(image);
  if (scene?.footprint) return scene.footprint;
  const what = scene
    ? 'the footprint of the image is not known'
    : 'the image is not a single one outside map()';
  throw bad(method, what, 'Give a geometry, such as ee.Geometry.Rectangle().');
}

/** @throws BestpixelError 'bad-input' where no footprint is known. */
export function footprintsOf(method: string, scenes: readonly Scene[]): Place {
  const coordinates = scenes.flatMap(({ footprint }): MultiPolygon['coordinates'] => {
    if (!footprint) return [];
    return footprint.type === 'Polygon' ? [footprint.coordinates] : footprint.coordinates;
  });
  if (coordinates.length > 0) return { type: 'MultiPolygon', coordinates };
  throw bad(
    method,
    'the footprints of its images are not known',
    'Give a geometry, such as ee.Geometry.Rectangle().',
  );
}
