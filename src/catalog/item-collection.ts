import { BestpixelError } from '../errors.ts';
import { withoutSecrets } from '../net/url.ts';
import { inOrder } from '../scene/order.ts';
import type { Scene, SceneList } from '../scene/scene.ts';
import { attributionOf } from './attribution.ts';
import type { Dataset } from './datasets/dataset.ts';
import { isObject, type Json, textOf } from './json.ts';
import { inSlices } from './slices.ts';
import { type Reading, readScene } from './stac/read-scene.ts';
import type { SceneCache } from './stac/scene-cache.ts';

export interface ReadList {
  /** The id the list is loaded by. */
  readonly id: string;
  /** Where the document was read. */
  readonly url: string;
  /** The row that its items belong to, whatever they say of themselves. */
  readonly dataset?: Dataset;
  /** In place of the document's own. */
  readonly title?: string;
  readonly cache?: SceneCache;
}

/** Items in a document, or in all documents of a static catalog. */
export const maxItems = 10_000;

/** The scenes of a STAC ItemCollection or Item, in order; items that give none are named with their error. */
export function readSceneList(document: unknown, read: ReadList): SceneList {
  const items = itemsOf(document, read.url);
  return listOfDocument(document, items.map(reader(read)), read);
}

/** The same of a large document, while others get their turns. Rejects when aborted. */
export async function readSceneListInSlices(
  document: unknown,
  read: ReadList,
  signal: AbortSignal,
): Promise<SceneList> {
  const items = itemsOf(document, read.url);
  return listOfDocument(document, await inSlices(items, reader(read), signal), read);
}

function reader({ url, dataset, cache }: ReadList): (item: unknown, index: number) => Reading | null {
  const context = { url, ...(dataset && { rows: [dataset] }), ...(cache && { cache }) };
  return (item, index) => readScene(item, `item ${index + 1}`, context);
}

function listOfDocument(
  document: unknown,
  readings: readonly (Reading | null)[],
  { id, url, title }: ReadList,
): SceneList {
  const found = readings.filter((reading) => reading !== null);
  return listOf(found, {
    id,
    title: title ?? titleOf(document, itemsOf(document, url), url),
    documents: [document],
  });
}

/** What was read, as a list in order, each scene once. `documents`: those that say whom to credit. */
export function listOf(
  readings: readonly Reading[],
  { id, title, documents }: Pick<SceneList, 'id' | 'title'> & { readonly documents: readonly unknown[] },
): SceneList {
  const scenes = new Set<Scene>();
  const rejected: { id: string; error: Error }[] = [];
  const rows = new Set<Dataset>();
  for (const reading of readings) {
    if (!('scene' in reading)) rejected.push(reading);
    else {
      scenes.add(reading.scene);
      if (reading.row) rows.add(reading.row);
    }
  }
  const all = inOrder([...scenes]);
  const synthetic = all.some((scene) => scene.properties['bestpixel:synthetic'] === true);
  // Of the place that made-up pixels take, nothing is to be known.
  const notes = synthetic ? [] : [...new Set([...rows].flatMap((row) => row.notes))];
  return {
    id,
    title,
    synthetic,
    attribution: attributionOf({ documents, scenes: all, rows: [...rows], synthetic }),
    scenes: all,
    rejected,
    ...(notes.length > 0 && { notes }),
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
  return own ?? shared ?? fileName(url);
}

/** The last part of an address that says something. */
export function fileName(url: string): string {
  return withoutSecrets(url).split('/').findLast(Boolean) ?? url;
}
