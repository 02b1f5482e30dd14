import { BestpixelError } from '../errors.ts';
import type { SceneList } from '../scene/scene.ts';
import { exprKey, listKey } from './content-key.ts';
import { leafBands } from './glsl.ts';
import type { ImageBand, ImageValue } from './image-value.ts';
import { nothingMade, planeOf, planePart, together, type Making, type Plane } from './made.ts';

/** The scenes that a mosaic chooses from; null: it is none. */
export function listOf({ origin }: Pick<ImageValue, 'origin'>): SceneList | null {
  return origin !== null && 'scenes' in origin ? origin : null;
}

/** The function of map whose image it is; null: of none. */
function argumentOf({ origin }: ImageValue): string | null {
  return origin !== null && 'argument' in origin ? origin.argument : null;
}

/** Lists of one collection may come from different queries. */
function sameList(a: SceneList | null, b: SceneList | null): boolean {
  return a === b || (a !== null && b !== null && listKey(a) === listKey(b));
}

/** A mosaic's band as one that is composed for itself. */
export function planeOfBand(image: ImageValue, { expr, quality }: ImageBand): Plane {
  const [list, made] = [listOf(image), image.made ?? nothingMade];
  return planeOf({ list, made, by: { quality: quality! }, expr });
}

/** The image as planes, which go with the scenes of every other. Images inside map stay as they are. */
export function asPlanes(image: ImageValue): ImageValue {
  const list = listOf(image);
  if (!list || list.scenes.length === 0) return image;
  return pruned({ ...withPlanes(image, () => true), origin: null });
}

/** Without what no band reads. */
export function pruned(image: ImageValue): ImageValue {
  const { made, ...others } = image;
  if (!made) return image;
  const read = leafBands(image.bands.flatMap(({ expr, quality }) => (quality ? [expr, quality] : [expr])));
  const kept = read.flatMap((name) => (made.has(name) ? [[name, made.get(name)!] as const] : []));
  if (kept.length === made.size) return image;
  return kept.length > 0 ? { ...others, made: new Map(kept) } : others;
}

/** Some bands of a mosaic as planes. */
function withPlanes(image: ImageValue, wanted: (band: ImageBand) => boolean): ImageValue {
  const mades: (Making | undefined)[] = [image.made];
  const bands = image.bands.map((band): ImageBand => {
    if (!band.quality || !wanted(band)) return band;
    const { expr, made } = planePart(planeOfBand(image, band));
    mades.push(made);
    return { ...band, expr, quality: null };
  });
  return mades.length === 1 ? image : { ...image, bands, made: together(...mades) };
}

/**
 * Images as bands of the same scenes. The scene of map leads, else the first mosaic: others enter as planes.
 * @throws BestpixelError 'unsupported' for images of two functions.
 */
export function joined(method: string, images: readonly ImageValue[]): readonly ImageValue[] {
  const [mapped, ...others] = [...new Set(images.map(argumentOf).filter((argument) => argument !== null))];
  if (others.length > 0) {
    throw new BestpixelError(
      'unsupported',
      `${method}: the images belong to two functions, one in the other`,
      {
        where: method,
        remedy: 'Compute one collection after the other, or attach it by linkCollection().',
      },
    );
  }
  const lead = images.find((image) => listOf(image));
  const origin = images.find(
    ({ origin }) => origin && (mapped === undefined || 'argument' in origin),
  )?.origin;
  const shared = images.map((image) =>
    mapped === undefined && sameList(listOf(image), listOf(lead ?? image)) ? image : asPlanes(image),
  );
  const made = together(...shared.map((image) => image.made));
  return shared.map((image) => ({ ...image, origin: origin ?? null, ...(made.size > 0 && { made }) }));
}

/**
 * The same where also the scenes are chosen alike, so that any band can be computed with any other: bands that are
 * chosen in another way than the first enter as planes.
 */
export function aligned(method: string, images: readonly ImageValue[]): readonly ImageValue[] {
  const some = joined(method, images);
  const lead = some.flatMap(({ bands }) => bands).find(({ quality }) => quality)?.quality;
  if (!lead) return some;
  const key = exprKey(lead);
  const whole = some.map((image) => withPlanes(image, ({ quality }) => exprKey(quality!) !== key));
  const made = together(...whole.map((image) => image.made));
  return whole.map((image) => ({ ...image, ...(made.size > 0 && { made }) }));
}
