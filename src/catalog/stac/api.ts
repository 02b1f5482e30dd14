import { isAbort } from '../../errors.ts';
import { isObject, objectOf, textOf, textsOf } from '../json.ts';
import { linkOf, linksOf, type Link } from './links.ts';

/** Fetches a JSON document. */
export type Fetch = (url: string, signal: AbortSignal) => Promise<unknown>;

/** How properties are asked for: an extension of the API. */
export type Language = 'query' | 'cql2-json' | 'cql2-text';

/** What the landing page of a STAC API offers. */
export interface Api {
  /** Without a slash at the end. */
  readonly root: string;
  readonly title: string;
  /** Addresses of its search, by method; none where it only lists collections' items. */
  readonly search: { readonly GET?: string; readonly POST?: string };
  readonly collections: string;
  /** Collections that the landing page itself names. */
  readonly children: readonly Link[];
  /** How each method takes tests of properties; null: not at all. */
  readonly language: { readonly GET: Language | null; readonly POST: Language | null };
  readonly sorts: boolean;
  readonly fields: boolean;
}

/** True for the landing page of a STAC API: it can be searched, or lists collections over a service. */
export function isApi(document: unknown, url: string): boolean {
  if (!isObject(document) || document['type'] === 'Collection') return false;
  const links = linksOf(document, url);
  if (linkOf(links, 'search') || linkOf(links, 'data')) return true;
  return textsOf(document['conformsTo']).some((uri) => uri.includes('stacspec.org'));
}

/** The API behind a landing page, which the document is: see `isApi`. */
export async function readApi(
  document: unknown,
  { url, fetch, signal }: { readonly url: string; readonly fetch: Fetch; readonly signal: AbortSignal },
): Promise<Api> {
  const links = linksOf(document, url);
  const root = url.split(/[?#]/, 1)[0]!.replace(/\/+$/, '');
  const conforms = await conformanceOf(document, links, { fetch, signal });
  const says = (...ends: readonly RegExp[]): boolean =>
    ends.some((end) => conforms.some((uri) => end.test(uri)));
  const query = says(/(item-search|ogcapi-features)#query$/);
  const filter = says(/item-search#filter/, /ogcapi-features-3\/1\.0\/conf\/(features-)?filter$/);
  const spoken = { json: says(/\/cql2-json$/), text: says(/\/cql2-text$/) };
  // A server that names no form of CQL2 takes the one that its specification presumes for the method.
  const either = spoken.json || spoken.text;
  return {
    root,
    title: textOf(objectOf(document)['title'], 200) ?? new URL(url).host,
    search: searchesOf(links, says(/item-search$/) ? `${root}/search` : undefined),
    collections: linkOf(links, 'data')?.href ?? `${root}/collections`,
    children: links.filter(({ rel }) => rel === 'child'),
    language: {
      POST: filter && (spoken.json || !either) ? 'cql2-json' : query ? 'query' : null,
      GET: filter && (spoken.text || !either) ? 'cql2-text' : query ? 'query' : null,
    },
    sorts: says(/(item-search|ogcapi-features)#sort$/),
    fields: says(/item-search#fields$/),
  };
}

/** The address of one of its collections; the list's own may hold a page size. */
export function collectionAt({ collections }: Pick<Api, 'collections'>, id: string): string {
  return `${collections.split(/[?#]/, 1)[0]!.replace(/\/+$/, '')}/${encodeURIComponent(id)}`;
}

function searchesOf(links: readonly Link[], presumed: string | undefined): Api['search'] {
  const found = links.filter(({ rel, href }) => rel === 'search' && href !== undefined);
  const by = (method: Link['method']): string | undefined =>
    found.find((link) => link.method === method)?.href;
  const [get, post] = [by('GET') ?? (found.length === 0 ? presumed : undefined), by('POST')];
  return { ...(get && { GET: get }), ...(post && { POST: post }) };
}

async function conformanceOf(
  document: unknown,
  links: readonly Link[],
  { fetch, signal }: { readonly fetch: Fetch; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const own = objectOf(document)['conformsTo'];
  if (Array.isArray(own)) return textsOf(own);
  const link = linkOf(links, 'conformance');
  if (!link) return [];
  try {
    return textsOf(objectOf(await fetch(link.href, signal))['conformsTo']);
  } catch (error) {
    if (isAbort(error)) throw error;
    // Then nothing is asked that every server does not understand, and more is left to be filtered here.
    return [];
  }
}
