import { BestpixelError } from '../errors.ts';
import type { ConstantValue } from '../expression/nodes.ts';
import type { PixelBand, PixelExpr } from '../expression/pixel.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { bandsOf, first, type CollectionValue } from './collections.ts';
import { exprKey, hashed, keyed, sceneKey } from './content-key.ts';
import { pixelBand, type ImageBand, type ImageValue } from './images.ts';
import { held, renamed, rescened, sharingBands } from './copies.ts';
import { listOf, planeOfBand } from './joined.ts';
import { eachPart, entryKey, nothingMade, planeOf, together, type Entry, type Plane } from './made.ts';
import { isSceneValue, type SceneValue, type SetProperties } from './scene-value.ts';
import { listOfMadeUp, standIn } from './stand-in.ts';

/** More than a collection may have that is put together of others. */
export const mostImages = 20_000;

const one: PixelExpr = { op: 'const', value: 1 };

/** The only scene of an image that is taken whole; null: it is composed. */
function soleScene(image: ImageValue): Scene | null {
  const list = listOf(image);
  if (list?.scenes.length !== 1) return null;
  return image.bands.every(({ quality }) => quality?.op === 'const') ? list.scenes[0]! : null;
}

/**
 * The images as a collection, in order. Those that are single scenes with bands made alike stay these scenes; each other
 * becomes a scene that stands for it.
 * @param ids of the images; the scenes' own, else their numbers, unless given
 * @throws BestpixelError 'unsupported' for the image of a function.
 */
export function fromImages(images: readonly ImageValue[], ids?: readonly string[]): CollectionValue {
  const some = images
    .map((image, i) => ({ image, id: ids?.[i] }))
    .filter(({ image }) => image.bands.length > 0);
  if (images.length > mostImages) throw tooMany(images.length);
  if (some.some(({ image: { origin } }) => origin && 'argument' in origin)) {
    throw new BestpixelError(
      'unsupported',
      'ImageCollection: a collection of the image of map() cannot be made',
      {
        where: 'ImageCollection.fromImages',
        remedy:
          'Combine its bands, as min() and max() of two images do, or make the collection outside of map().',
      },
    );
  }
  if (some.length === 0) {
    const list = images.map(listOf).find((each) => each) ?? listOfMadeUp([], []);
    return { kind: 'collection', list: { ...list, scenes: [] }, mapped: null };
  }
  return (
    ofScenes(
      some.map(({ image }) => image),
      ids,
    ) ?? ofMadeUp(some)
  );
}

/** Null: they are not scenes whose bands are made alike. */
function ofScenes(images: readonly ImageValue[], ids: readonly string[] | undefined): CollectionValue | null {
  const [head] = images;
  const scenes = images.map(soleScene);
  if (ids || !head || scenes.some((scene) => !scene)) return null;
  const lists = [...new Set(images.map((image) => listOf(image)!))];
  const list: SceneList = {
    ...mergedLists(lists),
    scenes: sharingBands(images.map((image, i) => held(scenes[i]!, image.properties))),
  };
  const whole = images.every((image) => isWhole(image, listOf(image)!));
  if (whole) return { kind: 'collection', list, mapped: null };
  const key = makingKey(head.bands);
  if (images.some(({ bands }) => makingKey(bands) !== key)) return null;
  const making = rescened(
    together(...images.map(({ made }) => made)),
    new Map(list.scenes.map((scene, i) => [scene, scenes[i]!])),
  );
  return { kind: 'collection', list, ...renamed(head.bands.map(pixelBand), making) };
}

/** Whether its bands are all that the scene has, as they are. */
function isWhole({ bands }: ImageValue, list: SceneList): boolean {
  const own = bandsOf({ kind: 'collection', list, mapped: null });
  return own.length === bands.length && own.every(({ name }, i) => isOf(bands[i]!, name));
}

function isOf({ name, expr }: ImageBand, own: string): boolean {
  return name === own && expr.op === 'band' && expr.band === own;
}

export function makingKey(bands: readonly PixelBand[]): string {
  return hashed(...bands.flatMap(({ name, expr }) => [name, exprKey(expr)]));
}

interface Member {
  readonly image: ImageValue;
  readonly id: string | undefined;
}

/** Scenes that stand for the images, whose bands are composed one by one. */
function ofMadeUp(members: readonly Member[]): CollectionValue {
  const stands = members.map(({ image, id }, i) => {
    const entries = new Map(image.bands.map((band) => [band.name, entryOf(image, band)] as const));
    const planes = [...entries.values()].filter(
      (entry): entry is Plane => typeof entry === 'object' && entry !== null,
    );
    return {
      entries,
      planes,
      ...standFor(image, { id: id ?? soleScene(image)?.id ?? String(i), entries, planes }),
    };
  });
  const names = new Set(stands.flatMap(({ entries }) => [...entries.keys()]));
  const parts = [...names].map((name) => ({
    name,
    ...eachPart(new Map(stands.map(({ scene, entries }) => [scene, entries.get(name) ?? null]))),
  }));
  const list = listOfMadeUp(
    stands.map(({ scene }) => scene),
    stands.flatMap(({ planes }) => planes),
  );
  const timeless = new Set(stands.filter(({ timed }) => !timed).map(({ scene }) => scene));
  const times = timeless.size > 0 ? { properties: new Map([['system:time_start', timesBut(timeless)]]) } : {};
  const mapped = parts.map(({ name, expr }) => ({ name, expr }));
  return { kind: 'collection', list, mapped, made: together(...parts.map(({ made }) => made)), ...times };
}

interface Stand {
  readonly id: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly planes: readonly Plane[];
}

function standFor(image: ImageValue, { id, entries, planes }: Stand): { scene: Scene; timed: boolean } {
  const own = soleScene(image);
  const set = own ? held(own, image.properties).properties : constantsOf(image.properties);
  const given = image.properties?.get('system:time_start');
  const held_ = isSceneValue(given) ? (own ? given.of(own) : null) : given;
  const datetime = typeof held_ === 'number' ? held_ : own?.datetime;
  const numbers = [...entries].map(([name, entry]) => `${name} ${entryKey(entry)}`);
  const scene = standIn({ id, planes, properties: set, ...(datetime !== undefined && { datetime }) });
  keyed(scene, hashed(sceneKey(scene), ...numbers));
  return { scene, timed: datetime !== undefined };
}

function constantsOf(set: SetProperties | undefined): Readonly<Record<string, ConstantValue>> {
  return Object.fromEntries(
    [...(set ?? [])].flatMap(([name, value]) => (isSceneValue(value) ? [] : [[name, value] as const])),
  );
}

/** Composites were not taken at any time. */
function timesBut(timeless: ReadonlySet<Scene>): SceneValue {
  const key = hashed('times', ...[...timeless].map(sceneKey));
  const of = (scene: Scene): ConstantValue => (timeless.has(scene) ? null : scene.datetime);
  return { kind: 'scene-value', argument: '', key, reads: ['system:time_start'], of };
}

function entryOf(image: ImageValue, band: ImageBand): Entry {
  const { expr, quality } = band;
  const list = listOf(image);
  if (!quality) {
    if (expr.op === 'const') return expr.value;
    const draft = expr.op === 'band' ? image.made?.get(expr.band) : undefined;
    if (draft?.kind === 'plane') return draft.plane;
    return planeOf({ list: null, made: image.made ?? nothingMade, by: { quality: one }, expr });
  }
  // Of one scene that stands for an image already, that image.
  const draft = quality.op === 'const' && expr.op === 'band' ? image.made?.get(expr.band) : undefined;
  if (draft?.kind === 'each' && list?.scenes.length === 1) return draft.of.get(list.scenes[0]!) ?? null;
  return planeOfBand(image, band);
}

export function mergedLists(lists: readonly SceneList[]): SceneList {
  const [first, ...others] = lists as readonly [SceneList, ...SceneList[]];
  if (others.every((list) => list.id === first.id)) return first;
  const each = (tell: (list: SceneList) => string): string =>
    [...new Set(lists.map(tell))].filter((text) => text !== '').join(', ');
  const notes = [...new Set(lists.flatMap((list) => list.notes ?? []))];
  const covers = lists.find((list) => list.covers)?.covers;
  return {
    id: each(({ id }) => id),
    title: each(({ title }) => title),
    synthetic: lists.some(({ synthetic }) => synthetic),
    attribution: each(({ attribution }) => attribution),
    scenes: [],
    rejected: [...new Set(lists.flatMap(({ rejected }) => rejected))],
    ...(covers && { covers }),
    ...(lists.some(({ partial }) => partial) && { partial: true }),
    ...(notes.length > 0 && { notes }),
  };
}

/** Each scene's image for itself. */
export function imagesOf(collection: CollectionValue): ImageValue[] {
  const { list } = collection;
  return list.scenes.map((scene) => first({ ...collection, list: { ...list, scenes: [scene] } }));
}

export function tooMany(count: number): BestpixelError {
  return new BestpixelError('bad-input', `${count} images are put together, more than ${mostImages}`, {
    where: 'ImageCollection.merge',
    remedy: 'Filter the collections first.',
  });
}
