import { BestpixelError } from '../errors.ts';
import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { SceneList } from '../scene/scene.ts';
import { agreedAliases } from './band-names.ts';
import { passes, propertyOf, type SceneFilter } from './filters.ts';
import { isEmpty, pixelBand, selectBands, type ImageBand, type ImageValue } from './images.ts';
import { asPlanes, pruned } from './joined.ts';
import { nothingMade, type Making } from './made.ts';
import type { SetProperties } from './scene-value.ts';

/** A collection while it is resolved. */
export interface CollectionValue {
  readonly kind: 'collection';
  readonly list: SceneList;
  /** What `map` made of the scenes' bands; null: nothing yet. */
  readonly mapped: readonly PixelBand[] | null;
  /** What bands read that no file holds. */
  readonly made?: Making;
  /** What `set` put on its images. */
  readonly properties?: SetProperties;
}

/** Every band that some scene has, in the order in which they are first met. A scene without one cannot be composed. */
export function bandsOf({ list, mapped }: CollectionValue): readonly ImageBand[] {
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
  const { list, properties } = collection;
  return { ...collection, list: { ...list, scenes: list.scenes.filter(passes(filter, properties)) } };
}

/** By a property, as `set` left it; scenes without it come last, and equal ones stay in order. */
export function sorted(collection: CollectionValue, property: string, ascending: boolean): CollectionValue {
  const { list, properties } = collection;
  const keyed = list.scenes.map((scene) => ({ scene, value: propertyOf(scene, property, properties) }));
  const sign = ascending ? 1 : -1;
  keyed.sort((a, b) => {
    const [left, right] = [rankOf(a.value), rankOf(b.value)];
    if (left !== right) return left === absent || right === absent ? left - right : sign * (left - right);
    return left === absent ? 0 : sign * compareScalars(a.value as string, b.value as string);
  });
  return { ...collection, list: { ...list, scenes: keyed.map(({ scene }) => scene) } };
}

const absent = 2;

/** Numbers before texts. */
function rankOf(value: unknown): number {
  return typeof value === 'number' && !Number.isNaN(value) ? 0 : typeof value === 'string' ? 1 : absent;
}

function compareScalars(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first of the scenes that are alike in the properties. */
export function distinct(collection: CollectionValue, names: readonly string[]): CollectionValue {
  const { list, properties } = collection;
  const seen = new Set<string>();
  const scenes = list.scenes.filter((scene) => {
    const key = JSON.stringify(names.map((name) => propertyOf(scene, name, properties) ?? null));
    return !seen.has(key) && seen.add(key);
  });
  return { ...collection, list: { ...list, scenes } };
}

export function limited(collection: CollectionValue, max: number): CollectionValue {
  const { list } = collection;
  return { ...collection, list: { ...list, scenes: list.scenes.slice(0, Math.max(0, max)) } };
}

/**
 * Without scenes there is no image to call the function with.
 * @throws BestpixelError 'unsupported' where the image reads what another function computes of its own scenes.
 */
export function mapped(
  collection: CollectionValue,
  argument: string | null,
  algorithm: (image: Omit<ImageValue, 'origin'>) => ImageValue,
): CollectionValue {
  const { list, properties, made } = collection;
  if (list.scenes.length === 0) return collection;
  const own = bandsOf(collection);
  const given = {
    kind: 'image',
    bands: own,
    ...(made && { made }),
    ...(properties && { properties }),
  } as const;
  const result = pruned(asPlanes(algorithm(given)));
  if (isEmpty(result)) return { ...collection, list: { ...list, scenes: [] } };
  checkScope(result, argument, made);
  const same = !collection.mapped && own.length === result.bands.length;
  const untouched = same && own.every((band, i) => isSame(band, result.bands[i]!));
  const { made: _, properties: __, ...others } = collection;
  return {
    ...others,
    mapped: untouched ? null : result.bands.map(pixelBand),
    ...(result.made && { made: result.made }),
    ...(result.properties && { properties: result.properties }),
  };
}

function isSame(a: ImageBand, b: ImageBand): boolean {
  return a === b || (a.name === b.name && a.expr === b.expr && a.aliases === b.aliases);
}

function checkScope(
  { origin, made = nothingMade }: ImageValue,
  argument: string | null,
  known: Making = nothingMade,
): void {
  const foreign = [...made].some(
    ([name, draft]) => draft.kind === 'value' && draft.value.argument !== argument && !known.has(name),
  );
  if (
    !foreign &&
    (origin === null || 'scenes' in origin || origin.argument === argument || argument === null)
  )
    return;
  throw new BestpixelError(
    'unsupported',
    'A function inside another reads the image or the values of the outer one',
    {
      where: 'ImageCollection.map',
      remedy: 'Compute one collection after the other, or attach it by linkCollection().',
    },
  );
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

/** The first image, with its properties. */
export function first(collection: CollectionValue): ImageValue {
  const { properties } = collection;
  const image = chosen(limited(collection, 1), () => ({ op: 'const', value: 1 }));
  return properties ? { ...image, properties } : image;
}

export function chosen(collection: CollectionValue, quality: (band: ImageBand) => PixelExpr): ImageValue {
  const { list, made } = collection;
  const bands = bandsOf(collection).map((band): ImageBand => ({ ...band, quality: quality(band) }));
  return { kind: 'image', origin: list, bands, ...(made && { made }) };
}
