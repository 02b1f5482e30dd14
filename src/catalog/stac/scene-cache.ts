import type { BandSource, Scene } from '../../scene/scene.ts';
import type { Item } from '../item/item.ts';

interface Kept {
  readonly signature: string;
  readonly scene: WeakRef<Scene>;
}

/**
 * Scenes that somebody still holds, by the item they were made of: an item that comes again unchanged gives the same
 * object, on which pixels already composed are known.
 */
export class SceneCache {
  readonly #kept = new Map<string, Kept>();
  #sweepAt = 1000;

  /** The scene made of the same item before, or this one. */
  keep(scene: Scene, { root, collection, id }: Pick<Item, 'root' | 'collection' | 'id'>): Scene {
    const key = JSON.stringify([root, collection, id]);
    const signature = signatureOf(scene);
    const kept = this.#kept.get(key);
    const before = kept?.signature === signature ? kept.scene.deref() : undefined;
    if (before) return before;
    this.#kept.set(key, { signature, scene: new WeakRef(scene) });
    if (this.#kept.size > this.#sweepAt) this.#sweep();
    return scene;
  }

  #sweep(): void {
    for (const [key, { scene }] of this.#kept) if (!scene.deref()) this.#kept.delete(key);
    this.#sweepAt = Math.max(1000, 2 * this.#kept.size);
  }
}

/** The item's own word for its edition where it has one, else all of it; and how its bands are read, by any name. */
function signatureOf({ properties, footprint, bands, ...rest }: Scene): string {
  const { updated, created } = properties;
  const told = typeof updated === 'string' ? updated : created;
  const content = typeof told === 'string' ? told : [properties, footprint];
  return JSON.stringify([
    content,
    [...bands].map(bandSignature),
    rest.datetime,
    rest.acquisition,
    rest.reference,
  ]);
}

function bandSignature([name, source]: readonly [string, BandSource]): readonly unknown[] {
  const { validWhere, ...own } = source;
  return [name, own, validWhere?.source.href, validWhere?.not];
}
