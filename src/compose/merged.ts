import type { SceneList } from '../scene/scene.ts';
import type { CollectionValue } from './collections.ts';
import { held, renamed } from './copies.ts';
import { eachPart, entriesOf, type MadePart } from './made.ts';
import { fromImages, imagesOf, makingKey, mergedLists, mostImages, tooMany } from './members.ts';

/** The images of the first, then those of the second; their ids begin with 1_ and 2_. */
export function merged(a: CollectionValue, b: CollectionValue): CollectionValue {
  const count = a.list.scenes.length + b.list.scenes.length;
  if (count > mostImages) throw tooMany(count);
  const sides = [a, b].filter(({ list }) => list.scenes.length > 0);
  const prefix = (side: CollectionValue): string => (side === a ? '1_' : '2_');
  const [only, other] = sides;
  if (!only) return a;
  if (!other || isMadeAlike(only, other)) return joinedScenes(sides, prefix, mergedLists([a.list, b.list]));
  return fromImages(
    sides.flatMap(imagesOf),
    sides.flatMap((side) => side.list.scenes.map(({ id }) => `${prefix(side)}${id}`)),
  );
}

function isMadeAlike(a: CollectionValue, b: CollectionValue): boolean {
  if (!a.mapped || !b.mapped) return a.mapped === b.mapped;
  return makingKey(a.mapped) === makingKey(b.mapped);
}

/** A longer list: both are the same scene by scene. */
function joinedScenes(
  sides: readonly CollectionValue[],
  prefix: (side: CollectionValue) => string,
  list: SceneList,
): CollectionValue {
  const parts = sides.map((side) => {
    const own = side.list.scenes;
    // `a.merge(a)` holds each scene twice.
    const copies = own.map((scene) => held(scene, side.properties, { id: `${prefix(side)}${scene.id}` }));
    return { side, copies, from: new Map(copies.map((copy, i) => [copy, own[i]!] as const)) };
  });
  const scenes = parts.flatMap(({ copies }) => copies);
  const whole: CollectionValue = { kind: 'collection', list: { ...list, scenes }, mapped: null };
  const mapped = sides[0]!.mapped;
  if (!mapped) return whole;
  const names = new Set(parts.flatMap(({ side }) => [...(side.made?.keys() ?? [])]));
  const merged = new Map<string, MadePart>();
  for (const name of names) {
    const entries = parts.map(({ side, from }) => {
      const draft = side.made?.get(name);
      return draft ? entriesOf(draft, [...from.values()]) : null;
    });
    if (entries.every((side) => side !== null)) {
      merged.set(name, eachPart(new Map(scenes.map((scene, i) => [scene, entries.flat()[i]!]))));
    } else {
      const draft = parts.map(({ side }) => side.made?.get(name)).find((each) => each)!;
      merged.set(name, { expr: { op: 'band', band: name }, made: new Map([[name, draft]]) });
    }
  }
  return { ...whole, ...renamed(mapped, merged) };
}
