import { asBestpixelError, BestpixelError } from '../errors.ts';
import { withoutSecrets } from '../net/url.ts';
import { inOrder } from '../scene/order.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { attributionOf } from './attribution.ts';
import { type Dataset, sceneOfDataset } from './datasets/dataset.ts';
import { datasetOf } from './datasets/table.ts';
import { readItem } from './item/item.ts';
import { sceneOfItem } from './item/item-scene.ts';
import { isObject, type Json, textOf } from './json.ts';

export interface ReadList {
  /** The id the list is loaded by. */
  readonly id: string;
  /** Where the document was read. */
  readonly url: string;
  /** The row that its items belong to, whatever they say of themselves. */
  readonly dataset?: Dataset;
  /** In place of the document's own. */
  readonly title?: string;
}

const maxItems = 10_000;

/** The scenes of a STAC ItemCollection or Item, in order; items that give none are named with their error. */
export function readSceneList(document: unknown, { id, url, dataset, title }: ReadList): SceneList {
  const items = itemsOf(document, url);
  const scenes: Scene[] = [];
  const rejected: { id: string; error: Error }[] = [];
  const rows = new Set<Dataset>();
  items.forEach((value, index) => {
    const name = textOf(isObject(value) ? value['id'] : undefined) ?? `item ${index + 1}`;
    try {
      const item = readItem(value, url);
      const row = dataset ?? datasetOf(item);
      scenes.push(row ? sceneOfDataset(item, row) : sceneOfItem(item));
      if (row) rows.add(row);
    } catch (error) {
      rejected.push({ id: name, error: asBestpixelError(error, 'bad-stac').at(name) });
    }
  });
  const synthetic = scenes.some((scene) => scene.properties['bestpixel:synthetic'] === true);
  return {
    id,
    title: title ?? titleOf(document, items, url),
    synthetic,
    attribution: attributionOf({ document, scenes, rows: [...rows], synthetic }),
    scenes: inOrder(scenes),
    rejected,
  };
}

function itemsOf(document: unknown, url: string): readonly unknown[] {
  const { type, features } = isObject(document) ? document : ({} as Json);
  if (type === 'Feature') return [document];
  if (type !== 'FeatureCollection' || !Array.isArray(features)) throw notItems(type, withoutSecrets(url));
  if (features.length <= maxItems) return features as unknown[];
  throw new BestpixelError('too-large', `the collection has ${features.length} items`, {
    where: withoutSecrets(url),
    remedy: `Give at most ${maxItems}.`,
  });
}

function notItems(type: unknown, where: string): BestpixelError {
  const what =
    type === 'Collection' || type === 'Catalog'
      ? `the document is a STAC ${type}, not the items themselves`
      : 'the document is not a STAC ItemCollection or Item';
  return new BestpixelError('bad-stac', what, {
    where,
    remedy: 'Give the address of a GeoJSON FeatureCollection of STAC Items, or of one Item.',
  });
}

/** The document's own title, else the collection that all its items share, else the file's name. */
function titleOf(document: unknown, items: readonly unknown[], url: string): string {
  const collections = new Set(items.map((item) => (isObject(item) ? textOf(item['collection']) : undefined)));
  const [shared] = collections.size === 1 ? collections : [];
  const own = isObject(document) ? textOf(document['title'], 200) : undefined;
  return own ?? shared ?? withoutSecrets(url).split('/').findLast(Boolean) ?? url;
}
