import type { Http, JsonRequest } from '../../net/http.ts';
import { withoutSecrets } from '../../net/url.ts';
import { BestpixelError } from '../../errors.ts';
import { isObject, type Json, numberOf, objectOf } from '../json.ts';
import { linkOf, linksOf } from './links.ts';
import type { PageRequest } from './search-request.ts';

export interface Page {
  readonly items: readonly unknown[];
  /** How many match in all; undefined where the server does not tell. */
  readonly matched: number | undefined;
  /** True where no link leads on. */
  readonly last: boolean;
  /** Against which relative addresses resolve. */
  readonly url: string;
  readonly document: Json;
}

export interface ReadPages {
  readonly http: Pick<Http, 'json'>;
  readonly first: PageRequest;
  readonly signal: AbortSignal;
  /** The first page, where it was read already. */
  readonly document?: unknown;
}

/** Pages in a row with nothing on them, after which a server that always tells of a next one is not believed. */
const maxEmpty = 3;

/**
 * The pages of a search, as its `next` links lead from one to another. Errors: those of Http.json; 'bad-stac' where an
 * answer is no page, or the links lead in a circle.
 */
export async function* readPages({ http, first, signal, document }: ReadPages): AsyncGenerator<Page> {
  const asked = new Set<string>();
  let request: PageRequest | null = first;
  let empty = 0;
  let known = document;
  while (request) {
    const key = JSON.stringify([request.method, request.url, request.body]);
    if (asked.has(key)) throw circle(request);
    asked.add(key);
    const answer = known ?? (await ask(http, request, signal));
    known = undefined;
    const page = pageOf(answer, request.url);
    empty = page.items.length === 0 ? empty + 1 : 0;
    if (empty > maxEmpty) throw circle(request);
    const next = nextOf(page, first);
    yield { ...page, last: next === null };
    request = next;
  }
}

function ask(http: Pick<Http, 'json'>, request: PageRequest, signal: AbortSignal): Promise<unknown> {
  const { url, method, body, headers, headersFrom } = request;
  const more = headers && headersFrom && Object.keys(headers).length > 0 ? { headers, headersFrom } : {};
  const sent: JsonRequest = { signal, method, ...(body && { body }), ...more };
  return http.json(url, sent);
}

function pageOf(answer: unknown, url: string): Omit<Page, 'last'> {
  const document = objectOf(answer);
  const { features } = document;
  if (!isObject(answer) || !Array.isArray(features)) {
    throw new BestpixelError('bad-stac', 'the answer is not a list of STAC Items', {
      where: withoutSecrets(url),
      remedy: 'Check that the address is that of a STAC API, or tell its provider.',
    });
  }
  return { items: features as unknown[], matched: matchedOf(document), url, document };
}

/** As OGC API Features has it, or else as older STAC APIs do. */
function matchedOf(document: Json): number | undefined {
  const told =
    document['numberMatched'] ??
    objectOf(document['context'])['matched'] ??
    objectOf(document['search:metadata'])['matched'];
  const count = numberOf(told);
  return count !== undefined && Number.isInteger(count) && count >= 0 ? count : undefined;
}

function nextOf({ document, url }: Omit<Page, 'last'>, first: PageRequest): PageRequest | null {
  const link = linkOf(linksOf(document, url), 'next');
  if (!link) return null;
  const { href, method, headers } = link;
  if (method === 'GET') return { url: href, method, headers, headersFrom: url };
  // By the specification the link's body is all of it, or else what changes in the first request: never in the last.
  const body = link.merge || !link.body ? { ...first.body, ...link.body } : link.body;
  return { url: href, method, body, headers, headersFrom: url };
}

function circle({ url }: PageRequest): BestpixelError {
  return new BestpixelError('bad-stac', 'the pages of the list lead in a circle', {
    where: withoutSecrets(url),
    remedy: 'Tell the provider of the catalog.',
  });
}
