import type { BandSource, Scene } from '../scene/scene.ts';
import { bandsOf, type CollectionValue } from './collections.ts';
import { hashed, keyed, sceneKey } from './content-key.ts';
import { sharingBands } from './copies.ts';
import { propertyOf } from './filters.ts';
import { pixelBand, selectBands, withBands, type ImageBand } from './images.ts';
import {
  eachPart,
  nothingMade,
  planeOf,
  together,
  type Draft,
  type Entry,
  type Making,
  type MadePart,
} from './made.ts';

interface Linking {
  readonly bands?: readonly (string | number)[] | undefined;
  readonly properties?: readonly string[] | undefined;
  /** Equal in scenes that belong to each other. */
  readonly match: string;
}

const method = 'ImageCollection.linkCollection';

/** Each scene with bands and properties of the scene of another collection that matches it; masked where none does. */
export function linked(
  collection: CollectionValue,
  other: CollectionValue,
  { bands, properties = [], match }: Linking,
): CollectionValue {
  if (collection.list.scenes.length === 0 || other.list.scenes.length === 0) return collection;
  const partners = partnersOf(collection, other, match);
  const wanted = bands ? selectBands(method, bandsOf(other), bands) : [];
  const own = bandsOf(collection);
  const added = withBands(own, wanted, false).slice(own.length);
  const copies = new Map<Scene, Scene>();
  const names = freeNames(collection, added);
  for (const scene of collection.list.scenes) {
    const partner = partners.get(scene);
    const sources = partner ? filesOf(added, names, partner) : [];
    copies.set(scene, linkedScene(scene, sources, partner && { partner, other, properties }));
  }
  const whole = sharingBands([...copies.values()]);
  [...copies.keys()].forEach((scene, i) => copies.set(scene, whole[i]!));
  const list = { ...collection.list, scenes: collection.list.scenes.map((scene) => copies.get(scene)!) };
  const kept = keptMaking(collection.made, copies);
  const parts = added.map((band, i) => partOf(band, names[i]!, { collection, other, partners, copies }));
  // What scenes have as files, all of them have as their own bands.
  if (!collection.mapped && added.every((band, i) => isFile(band) && names[i] === band.name))
    return { ...collection, list };
  const mapped = [
    ...own.map(pixelBand),
    ...added.map((band, i) => ({ ...pixelBand(band), expr: parts[i]!.expr })),
  ];
  const made = together(kept, ...parts.map((part) => part.made));
  return { ...collection, list, mapped, ...(made.size > 0 && { made }) };
}

/** By scene, the first of the others that has the same in the property. */
function partnersOf(collection: CollectionValue, other: CollectionValue, match: string): Map<Scene, Scene> {
  const byValue = new Map<unknown, Scene>();
  for (const scene of other.list.scenes) {
    const value = propertyOf(scene, match, other.properties) ?? null;
    if (value !== null && !byValue.has(value)) byValue.set(value, scene);
  }
  const partners = new Map<Scene, Scene>();
  for (const scene of collection.list.scenes) {
    const partner = byValue.get(propertyOf(scene, match, collection.properties) ?? null);
    if (partner) partners.set(scene, partner);
  }
  return partners;
}

function isFile({ expr }: ImageBand): boolean {
  return expr.op === 'band' && !expr.band.startsWith('~');
}

/** Under which names the scenes hold the others' files: their own, unless some scene has a band of that name. */
function freeNames({ list }: CollectionValue, added: readonly ImageBand[]): string[] {
  const taken = new Set(list.scenes.flatMap(({ bands }) => [...bands.keys()]));
  return added.map(({ name }) => {
    let free = name;
    for (let i = 1; taken.has(free); i++) free = `${name}_${i}`;
    taken.add(free);
    return free;
  });
}

function filesOf(
  added: readonly ImageBand[],
  names: readonly string[],
  { bands }: Scene,
): (readonly [string, BandSource])[] {
  return added.flatMap(({ expr }, i) => {
    const source = expr.op === 'band' ? bands.get(expr.band) : undefined;
    return source ? [[names[i]!, source] as const] : [];
  });
}

function linkedScene(
  scene: Scene,
  sources: readonly (readonly [string, BandSource])[],
  told?: { readonly partner: Scene; readonly other: CollectionValue; readonly properties: readonly string[] },
): Scene {
  if (!told) return scene;
  const { partner, other, properties } = told;
  const more = properties.flatMap((name) => {
    const value = propertyOf(partner, name, other.properties) ?? null;
    return value === null ? [] : [[name, value] as const];
  });
  if (sources.length === 0 && more.length === 0) return scene;
  const copy: Scene = {
    ...scene,
    bands: new Map([...scene.bands, ...sources]),
    properties: { ...scene.properties, ...Object.fromEntries(more) },
    copyOf: scene,
  };
  const names = sources.map(([name]) => name);
  return keyed(copy, hashed('linked', sceneKey(scene), sceneKey(partner), other.list.id, ...names));
}

/** What was made for scenes, for their copies; they have the same ids and properties. */
function keptMaking(made: Making | undefined, copies: ReadonlyMap<Scene, Scene>): Making {
  return new Map(
    [...(made ?? [])].map(([name, draft]): readonly [string, Draft] => {
      if (draft.kind !== 'each') return [name, draft];
      const of = new Map([...draft.of].map(([scene, entry]) => [copies.get(scene) ?? scene, entry]));
      return [name, { kind: 'each', of }];
    }),
  );
}

interface Linked {
  readonly collection: CollectionValue;
  readonly other: CollectionValue;
  readonly partners: ReadonlyMap<Scene, Scene>;
  readonly copies: ReadonlyMap<Scene, Scene>;
}

function partOf(band: ImageBand, name: string, { collection, other, partners, copies }: Linked): MadePart {
  if (isFile(band)) return { expr: { op: 'band', band: name }, made: nothingMade };
  const entries = collection.list.scenes.map((scene): readonly [Scene, Entry] => {
    const partner = partners.get(scene);
    return [copies.get(scene)!, partner ? entryOf(band, other, partner) : null];
  });
  return eachPart(new Map(entries));
}

/** The band of one scene, composed for itself. */
function entryOf({ expr }: ImageBand, { list, made = nothingMade }: CollectionValue, scene: Scene): Entry {
  const draft = expr.op === 'band' ? made.get(expr.band) : undefined;
  if (draft?.kind === 'each') return draft.of.get(scene) ?? null;
  const one = { ...list, scenes: [scene] };
  return planeOf({ list: one, made, by: { quality: { op: 'const', value: 1 } }, expr });
}
