import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';
import { agreedAliases } from './band-names.ts';
import { passes, type SceneFilter } from './filters.ts';
import type { SetProperties } from './scene-value.ts';
import { pixelBand, selectBands, type ImageBand, type ImageValue } from './images.ts';

/** A collection while it is resolved. */
export interface CollectionValue {
  readonly kind: 'collection';
  readonly list: SceneList;
  /** What `map` made of the scenes' bands; null: nothing yet. */
  readonly mapped: readonly PixelBand[] | null;
  /** What `set` put on its images. */
  readonly properties?: SetProperties;
}

/** Every band that some scene has, in the order in which they are first met. A scene without one cannot be composed. */
function bandsOf({ list, mapped }: CollectionValue): readonly ImageBand[] {
  if (mapped) return mapped.map((band) => ({ ...band, quality: null }));
  const names = new Set(list.scenes.flatMap((scene) => [...scene.bands.keys()]));
  const aliases = agreedAliases(list.scenes);
  return [...names].map((name): ImageBand => {
    const band: ImageBand = { name, expr: { op: 'band', band: name }, quality: null };
    const others = aliases.get(name);
    return others ? { ...band, aliases: others } : band;
  });
}

export function filtered(collection: CollectionValue, filter: SceneFilter): CollectionValue {
  const { list } = collection;
  return { ...collection, list: { ...list, scenes: list.scenes.filter(passes(filter)) } };
}

export function limited(collection: CollectionValue, max: number): CollectionValue {
  const { list } = collection;
  return { ...collection, list: { ...list, scenes: list.scenes.slice(0, Math.max(0, max)) } };
}

/** Without scenes there is no image to call the function with. */
export function mapped(
  collection: CollectionValue,
  algorithm: (bands: readonly ImageBand[]) => ImageValue,
): CollectionValue {
  if (collection.list.scenes.length === 0) return collection;
  const { bands } = algorithm(bandsOf(collection));
  return { ...collection, mapped: bands.map(pixelBand) };
}

/** Each band from the last scene that has it. */
export function mosaic(collection: CollectionValue): ImageValue {
  return chosen(collection, ({ expr }) => ({ op: 'maskOf', args: [expr] }));
}

export function qualityMosaic(collection: CollectionValue, qualityBand: string): ImageValue {
  if (collection.list.scenes.length === 0) return { kind: 'image', origin: collection.list, bands: [] };
  const [band] = selectBands('ImageCollection.qualityMosaic', bandsOf(collection), [qualityBand]);
  return chosen(collection, () => band!.expr);
}

export function first(collection: CollectionValue): ImageValue {
  return chosen(limited(collection, 1), () => ({ op: 'const', value: 1 }));
}

function chosen(collection: CollectionValue, quality: (band: ImageBand) => PixelExpr): ImageValue {
  const bands = bandsOf(collection).map((band): ImageBand => ({ ...band, quality: quality(band) }));
  return { kind: 'image', origin: collection.list, bands };
}
