import { BestpixelError } from '../errors.ts';
import type { CollectionValue } from './collections.ts';
import { addBands, constantImage, type ImageValue } from './images.ts';
import { asPlanes } from './joined.ts';
import { fromImages, imagesOf } from './members.ts';
import { isSceneValue } from './scene-value.ts';
import type { Value } from './values.ts';

/** More than an image may have of a collection's bands. */
const mostBands = 500;

function kindOf(value: Value): string | null {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
}

/**
 * What `ee.Image(…)` makes of a computed value: an image, a number, or the bands of several.
 * @throws BestpixelError 'bad-input'
 */
export function imageOf(method: string, value: Value): ImageValue {
  if (kindOf(value) === 'image') return value as ImageValue;
  if (isSceneValue(value) || typeof value === 'number' || typeof value === 'boolean')
    return constantImage(method, value);
  if (Array.isArray(value) && value.length > 0) {
    return addBands(
      method,
      (value as readonly Value[]).map((item) => imageOf(method, item)),
    );
  }
  const remedy =
    kindOf(value) === 'collection' ? 'Make one image of the collection, as mosaic() does.' : undefined;
  throw new BestpixelError('bad-input', `${method}: the value is not an image`, { where: method, remedy });
}

/** What `ee.ImageCollection(…)` makes of a computed value. */
export function collectionOf(value: Value): CollectionValue {
  if (kindOf(value) === 'collection') return value as CollectionValue;
  const method = 'ImageCollection';
  const items = Array.isArray(value) ? (value as readonly Value[]) : [value];
  return fromImages(items.map((item) => imageOf(method, item)));
}

/** All bands of all images, named after their images. */
export function banded(collection: CollectionValue): ImageValue {
  const method = 'ImageCollection.toBands';
  const images = imagesOf(collection);
  const count = images.reduce((sum, { bands }) => sum + bands.length, 0);
  if (count === 0) return { kind: 'image', origin: { ...collection.list, scenes: [] }, bands: [] };
  if (count > mostBands) {
    throw new BestpixelError('unsupported', `${method}: ${count} bands are more than ${mostBands}`, {
      where: method,
      remedy: 'Select bands and filter the collection first.',
    });
  }
  const ids = collection.list.scenes.map(({ id }) => id);
  return addBands(
    method,
    images.map((image, i) =>
      asPlanes({ ...image, bands: image.bands.map((band) => ({ ...band, name: `${ids[i]}_${band.name}` })) }),
    ),
  );
}
