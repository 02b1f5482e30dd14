import { uniteBounds } from '../grid/bounds.ts';
import { boundsOf } from '../scene/bounds.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { hashed, keyed } from './content-key.ts';
import { leafBands } from './glsl.ts';
import { isMade, type Plane } from './made.ts';

interface Standing {
  readonly id: string;
  /** What it is composed of. */
  readonly planes: readonly Plane[];
  readonly datetime?: number;
  readonly properties?: Scene['properties'];
}

/** A scene that stands for a computed image: it has no bands of its own. */
export function standIn({ id, planes, datetime, properties = {} }: Standing): Scene {
  const leaves = leavesOf(planes);
  const bounds = uniteBounds(leaves.flatMap((list) => boundsOf(list) ?? []));
  const [only, ...others] = leaves.flatMap(({ scenes }) => scenes.slice(0, 2));
  const told = datetime ?? (only && others.length === 0 ? only.datetime : 0);
  const scene: Scene = { id, datetime: told, properties, footprint: null, bounds, bands: new Map() };
  const key = hashed(id, String(told), JSON.stringify(properties), ...planes.map((plane) => plane.key));
  return keyed(scene, key);
}

/** A list of scenes that stand for images, told by where these come from. */
export function listOfMadeUp(scenes: readonly Scene[], planes: readonly Plane[]): SceneList {
  const lists = leavesOf(planes);
  const each = (tell: (list: SceneList) => string): string =>
    [...new Set(lists.map(tell))].filter((text) => text !== '').join(', ');
  const covers = lists.find((list) => list.covers)?.covers;
  return {
    id: each(({ id }) => id),
    title: each(({ title }) => title),
    synthetic: lists.some(({ synthetic }) => synthetic),
    attribution: each(({ attribution }) => attribution),
    scenes,
    rejected: [],
    ...(covers && { covers }),
  };
}

/** The lists that planes are composed of, with acquisitions in them. */
function leavesOf(planes: readonly Plane[]): SceneList[] {
  const lists = new Set<SceneList>();
  const seen = new Set<string>();
  const queue = [...planes];
  for (const { key, list, made, expr, by } of queue) {
    if (seen.has(key)) continue;
    seen.add(key);
    if (list?.scenes.some(({ bands }) => bands.size > 0)) lists.add(list);
    for (const name of leafBands('quality' in by ? [expr, by.quality] : [expr]).filter(isMade)) {
      const draft = made.get(name);
      if (draft?.kind === 'plane') queue.push(draft.plane);
      if (draft?.kind !== 'each') continue;
      for (const entry of draft.of.values()) if (typeof entry === 'object' && entry) queue.push(entry);
    }
  }
  return [...lists];
}
