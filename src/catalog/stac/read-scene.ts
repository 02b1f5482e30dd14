import { type Dataset, sceneOfDataset } from '../datasets/dataset.ts';
import { datasetOf, rowFor } from '../datasets/table.ts';
import { type Item, readItem } from '../item/item.ts';
import { sceneOfItem } from '../item/item-scene.ts';
import { asBestpixelError } from '../../errors.ts';
import type { Scene } from '../../scene/scene.ts';
import { objectOf, textOf } from '../json.ts';
import type { SceneCache } from './scene-cache.ts';
import { needsTokens, tokenAddress } from './tokens.ts';

/** What is known of items before they are read. */
export interface ItemContext {
  /** Where they were read: relative addresses resolve against it. */
  readonly url: string;
  /** What they may be, whatever root they say; else the table decides by the root. */
  readonly rows?: readonly Dataset[];
  /** Root of the API they were found by; else what they say of themselves. */
  readonly root?: string;
  /** Keeps scenes of unchanged items the same objects. */
  readonly cache?: SceneCache;
}

/** What an item gave: the same `key` for the same item, wherever it is found. */
export type Reading =
  | { readonly key: string; readonly scene: Scene; readonly row: Dataset | undefined }
  | { readonly key: string; readonly id: string; readonly error: Error };

/**
 * The scene of an item from outside, or why it gives none; null for an item that is none of the rows. `name` stands for
 * an item without id.
 */
export function readScene(value: unknown, name: string, context: ItemContext): Reading | null {
  const { id: ownId, collection } = objectOf(value);
  const id = textOf(ownId) ?? name;
  const key = JSON.stringify([textOf(collection), id]);
  try {
    const item = readItem(value, context.url);
    const row = context.rows ? rowFor(item, { rows: context.rows }) : datasetOf(item);
    if (row === null) return null;
    const token = tokenOf(item, row, context.root);
    const options = token === undefined ? {} : { token };
    const scene = row ? sceneOfDataset(item, row, options) : sceneOfItem(item, options);
    return { key, scene: context.cache?.keep(scene, item) ?? scene, row };
  } catch (error) {
    return { key, id, error: asBestpixelError(error, 'bad-stac').at(id) };
  }
}

function tokenOf(item: Item, row: Dataset | undefined, given: string | undefined): string | undefined {
  const root = given ?? item.root;
  if (!root || !item.collection) return undefined;
  return row?.tokens || needsTokens(root) ? tokenAddress(root, item.collection) : undefined;
}
