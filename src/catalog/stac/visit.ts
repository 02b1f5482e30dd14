import { BestpixelError } from '../../errors.ts';
import { withoutSecrets } from '../../net/url.ts';
import type { ApiInfo, Queryable } from '../api-info.ts';
import { fileName } from '../item-collection.ts';
import { objectOf, textOf } from '../json.ts';
import { type Api, collectionAt, isApi, readApi } from './api.ts';
import { collectionsOf, entryOf, partsOf, queryablesOf, type Visit } from './info.ts';
import { linkOf, linksOf, rootOf } from './links.ts';

/** The collections behind an address. Errors: 'bad-stac' for no STAC document, those of Http.json. */
export async function infoAt(url: string, visit: Visit): Promise<ApiInfo> {
  const document = await visit.fetch(url, visit.signal);
  if (isApi(document, url)) return collectionsOf(await readApi(document, { url, ...visit }), visit);
  const { type, title } = objectOf(document);
  if (type === 'Catalog' || type === 'Collection') return partsOf(document, url, visit);
  if (type === 'Feature' || type === 'FeatureCollection') {
    const name = textOf(title, 200) ?? fileName(url);
    return { title: name, collections: [entryOf({ title: name }, url)] };
  }
  throw new BestpixelError('bad-stac', 'the document is not STAC', {
    where: withoutSecrets(url),
    remedy: 'Give the address of a STAC API, Catalog, Collection, ItemCollection or Item.',
  });
}

/** What can be searched by at an address: none for what is read whole. */
export async function queryablesAt(url: string, visit: Visit): Promise<readonly Queryable[]> {
  const document = await visit.fetch(url, visit.signal);
  const links = linksOf(document, url);
  const told = linkOf(links, queryablesRel)?.href ?? linkOf(links, 'queryables')?.href;
  if (told) return queryablesFrom(told, visit);
  const { type, id } = objectOf(document);
  const [root, collection] = [rootOf(document, url), textOf(id)];
  if (type !== 'Collection' || !linkOf(links, 'items') || !root || root === url || !collection) return [];
  const landing = await visit.fetch(root, visit.signal);
  if (!isApi(landing, root)) return [];
  return queryablesOfCollection(await readApi(landing, { url: root, ...visit }), collection, visit);
}

/** What can be searched by in a collection of an API. */
export function queryablesOfCollection(
  api: Api,
  collection: string,
  visit: Visit,
): Promise<readonly Queryable[]> {
  return queryablesFrom(`${collectionAt(api, collection)}/queryables`, visit);
}

const queryablesRel = 'http://www.opengis.net/def/rel/ogc/1.0/queryables';

/** None where the server has no such document: most need not. */
async function queryablesFrom(url: string, { fetch, signal }: Visit): Promise<readonly Queryable[]> {
  try {
    return queryablesOf(await fetch(url, signal));
  } catch (error) {
    const absent = error instanceof BestpixelError && error.tag === 'http-status' && isRefusal(error.status);
    if (absent) return [];
    throw error;
  }
}

function isRefusal(status = 0): boolean {
  return status >= 400 && status < 500 && status !== 429;
}
