import { BestpixelError, isAbort } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { withoutSecrets } from '../../net/url.ts';
import type { SceneList } from '../../scene/scene.ts';
import { fileName, listOf, maxItems, readSceneList, readSceneListInSlices } from '../item-collection.ts';
import { isObject, objectOf, textOf } from '../json.ts';
import { type Api, isApi, readApi } from './api.ts';
import { finish } from './finish.ts';
import { collectionsOf } from './info.ts';
import { type Link, linkOf, linksOf } from './links.ts';
import { readPages } from './pages.ts';
import { readScene } from './read-scene.ts';
import type { SceneCache } from './scene-cache.ts';
import type { Source } from './search.ts';
import { Collector, Stream } from './stream.ts';
import { walk } from './walk.ts';

/** What is behind an address: a list that is whole, or what has to be searched. */
export type Opened =
  | { readonly list: SceneList }
  | { readonly source: Source; readonly title: string; readonly documents: readonly unknown[] };

export interface OpenOptions {
  readonly http: Pick<Http, 'json'>;
  readonly cache: SceneCache;
  /** Scenes read of a list that comes in pages. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * What a STAC document at an address leads to: an Item, an ItemCollection (in pages, too), a static Catalog or
 * Collection, or the Collection of an API. Errors: 'bad-stac' for other documents, 'bad-input' for an API as a whole,
 * 'too-large', those of Http.json.
 */
export async function openAddress(url: string, id: string, options: OpenOptions): Promise<Opened> {
  const { http, cache, signal } = options;
  const document = await http.json(url, { signal });
  if (!isObject(document)) return { list: readSceneList(document, { id, url }) };
  const links = linksOf(document, url);
  const next = linkOf(links, 'next');
  if (Array.isArray(document['features']) && next) {
    return { list: await readPaged({ url, method: 'GET' }, { ...options, id, document }) };
  }
  if (document['type'] === 'Feature' || document['type'] === 'FeatureCollection') {
    return { list: finish(await readSceneListInSlices(document, { id, url, cache }, signal)) };
  }
  if (isApi(document, url)) throw await chooseCollection(document, url, options);
  if (document['type'] === 'Collection') {
    const found = await openCollection({ document, links, url, id }, options);
    if (found) return found;
  }
  if (links.some(({ rel }) => rel === 'item' || rel === 'child')) {
    return { list: await walkAll(document, { ...options, url, id }) };
  }
  if (document['type'] === 'Collection' || document['type'] === 'Catalog') throw noItems(url);
  return { list: readSceneList(document, { id, url }) };
}

/** The landing page of an API by its root. Errors: 'bad-stac' for another document, those of Http.json. */
export async function openApi(
  root: string,
  { http, signal }: Pick<OpenOptions, 'http' | 'signal'>,
): Promise<Api> {
  const fetch = (url: string, signal: AbortSignal): Promise<unknown> => http.json(url, { signal });
  const document = await fetch(root, signal);
  if (isApi(document, root)) return readApi(document, { url: root, fetch, signal });
  throw new BestpixelError('bad-stac', 'the document is not the landing page of a STAC API', {
    where: withoutSecrets(root),
    remedy: 'Give the root of a STAC API, such as https://earth-search.aws.element84.com/v1.',
  });
}

/** An API's collection, to be searched; a list that a static collection points to; null for one with links to items. */
async function openCollection(
  from: {
    readonly document: unknown;
    readonly links: readonly Link[];
    readonly url: string;
    readonly id: string;
  },
  options: OpenOptions,
): Promise<Opened | null> {
  const { document, links, url, id } = from;
  const items = linkOf(links.filter(isJson), 'items')?.href;
  if (!items && links.some(({ rel }) => rel === 'item' || rel === 'child')) return null;
  const root = linkOf(links, 'root')?.href;
  const collection = textOf(objectOf(document)['id']);
  const api = root && root !== url && collection ? await apiAt(root, options) : null;
  if (api && (items || api.search.GET || api.search.POST)) {
    const title = textOf(objectOf(document)['title'], 200) ?? collection!;
    const source = { api, collections: [collection!], rows: null, tests: [], ...(items && { items }) };
    return { source, title, documents: [document] };
  }
  if (!items) return null;
  const title = textOf(objectOf(document)['title'], 200) ?? collection;
  const paged = { ...options, id, documents: [document], ...(title && { title }) };
  return { list: await readPaged({ url: items, method: 'GET' }, paged) };
}

/** Null where the root is no API or cannot be had: then what the collection itself links to is all there is. */
async function apiAt(root: string, options: OpenOptions): Promise<Api | null> {
  try {
    return await openApi(root, options);
  } catch (error) {
    if (isAbort(error)) throw error;
    return null;
  }
}

/** The file may as well be a table, which is not read. */
function isJson({ rel, type }: Link): boolean {
  return (
    rel !== 'items' || type === undefined || type === 'application/json' || type === 'application/geo+json'
  );
}

/** A list in pages, up to the limit. */
async function readPaged(
  first: { readonly url: string; readonly method: 'GET' },
  from: OpenOptions & {
    readonly id: string;
    readonly title?: string;
    readonly document?: unknown;
    readonly documents?: readonly unknown[];
  },
): Promise<SceneList> {
  const { http, cache, limit, signal, id, document, documents = [] } = from;
  const stream = new Stream({
    pages: readPages({ http, first, signal, document }),
    name: fileName(first.url),
    pageSize: 0,
    read: (item, { url }) => readScene(item, 'an item without id', { url, cache }),
    signal,
  });
  const collector = new Collector([stream], 3);
  await collector.collect(limit + 1);
  const readings = collector.readings.slice(0, limit);
  const whole = collector.whole && collector.readings.length <= limit;
  const [sole, ...others] = new Set(readings.map(({ key }) => (JSON.parse(key) as [string | null])[0]));
  const title = from.title ?? (others.length === 0 ? sole : null) ?? fileName(first.url);
  const list = listOf(readings, { id, title, documents: [...documents, document] });
  return finish({
    ...list,
    rejected: [...list.rejected, ...collector.failures],
    partial: collector.failures.length > 0,
    ...(!whole && { cutFrom: stream.matched ?? 'more' }),
  });
}

async function walkAll(
  document: unknown,
  { http, cache, signal, url, id }: OpenOptions & { readonly url: string; readonly id: string },
): Promise<SceneList> {
  const fetch = (url: string, signal: AbortSignal): Promise<unknown> => http.json(url, { signal });
  const walked = await walk({ document, url, fetch, context: { cache }, maxItems, signal });
  const { title: own, id: name } = objectOf(document);
  const title = textOf(own, 200) ?? textOf(name, 200) ?? fileName(url);
  const list = listOf(walked.readings, { id, title, documents: walked.documents });
  const rejected = [...list.rejected, ...walked.broken];
  return finish({ ...list, rejected, ...(walked.cut && { cutFrom: 'more' as const }) });
}

const maxNamed = 8;

async function chooseCollection(
  document: unknown,
  url: string,
  { http, signal }: OpenOptions,
): Promise<BestpixelError> {
  const fetch = (url: string, signal: AbortSignal): Promise<unknown> => http.json(url, { signal });
  const api = await readApi(document, { url, fetch, signal });
  const { collections } = await collectionsOf(api, { fetch, signal });
  const more = collections.length - maxNamed;
  const names = collections.slice(0, maxNamed).map(({ id }) => id);
  const named = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  const remedy =
    collections.length > 0
      ? `Give the address of one of its collections, such as ${collections[0]!.address}. There are ${named}.`
      : 'It lists no collections.';
  return new BestpixelError('bad-input', 'this is a STAC API as a whole, not one of its collections', {
    where: withoutSecrets(url),
    remedy,
  });
}

function noItems(url: string): BestpixelError {
  return new BestpixelError('bad-stac', 'it links to no items that can be read', {
    where: withoutSecrets(url),
    remedy: 'Give the address of a GeoJSON FeatureCollection of STAC Items, or of one Item.',
  });
}
