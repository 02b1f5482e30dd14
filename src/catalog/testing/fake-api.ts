import type { StacCatalog, StacCollection, StacItem, StacLink } from 'stac-ts';
import { BestpixelError } from '../../errors.ts';
import { abortError } from '../../net/abort.ts';
import type { Http, JsonRequest } from '../../net/http.ts';
import { matching, type Params } from './fake-search.ts';

/** How an API differs from others. */
export interface FakeApiOptions {
  readonly root?: string;
  readonly items?: readonly StacItem[];
  readonly methods?: readonly ('GET' | 'POST')[];
  /** What `next` links hold: all of the next request, what changes in the first one, or an address. */
  readonly next?: 'whole' | 'merge' | 'get';
  readonly conformsTo?: readonly string[];
  /** Parameters that it passes over in silence. */
  readonly ignores?: readonly string[];
  readonly counts?: boolean;
  /** True where a link leads from a full last page to an empty one. */
  readonly emptyLastPage?: boolean;
  readonly pageLimit?: number;
}

export interface FakeRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Of a search: what it asks for, in whichever form. */
  readonly params: Params;
  readonly headers: Readonly<Record<string, string>>;
}

const core = ['https://api.stacspec.org/v1.0.0/core', 'https://api.stacspec.org/v1.0.0/item-search'];
/** As Earth Search says. */
export const queryConformance = [...core, 'https://api.stacspec.org/v1.0.0/item-search#query'];
/** As the Planetary Computer says. */
export const filterConformance = [
  ...core,
  'https://api.stacspec.org/v1.0.0-rc.2/item-search#filter',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-json',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
];

/** A STAC API in memory, after the specification, strict about what it is asked. */
export class FakeApi implements Pick<Http, 'json'> {
  readonly root: string;
  readonly requests: FakeRequest[] = [];
  /** Answers in place of its own, by what the address begins with; an Error is thrown. */
  readonly answers = new Map<string, unknown>();
  readonly #options: Required<FakeApiOptions>;

  constructor(options: FakeApiOptions = {}) {
    this.#options = {
      root: 'https://api.test/v1',
      items: [],
      methods: ['GET', 'POST'],
      next: 'whole',
      conformsTo: queryConformance,
      ignores: [],
      counts: true,
      emptyLastPage: false,
      pageLimit: 100,
      ...options,
    };
    this.root = this.#options.root;
  }

  /** What was asked of its search or of a collection's items. */
  get searches(): readonly FakeRequest[] {
    return this.requests.filter(({ url }) => /\/(search|items)([?#]|$)/.test(url));
  }

  async json(
    url: string,
    { signal, method = 'GET', body, headers = {} }: JsonRequest = {},
  ): Promise<unknown> {
    if (signal?.aborted) throw abortError();
    const params = method === 'POST' ? (body as Params) : paramsOf(new URL(url));
    this.requests.push({ url, method, params, headers });
    await Promise.resolve();
    if (signal?.aborted) throw abortError();
    for (const [start, answer] of this.answers) {
      if (!url.startsWith(start)) continue;
      if (answer instanceof Error) throw answer;
      return structuredClone(answer);
    }
    // Whoever asks for nonsense is to see it, and not an answer of some kind.
    const answer = this.#answer(url, method, params);
    if (answer === undefined) throw notFound(url);
    return structuredClone(answer);
  }

  #answer(url: string, method: 'GET' | 'POST', params: Params): unknown {
    const { root } = this;
    const { methods, conformsTo } = this.#options;
    const [address] = url.split('?') as [string];
    if (address === root) return this.#landing();
    if (address === `${root}/conformance`) return { conformsTo };
    if (address === `${root}/search`)
      return methods.includes(method) || this.#options.next === 'get'
        ? this.#page(url, method, params)
        : undefined;
    const ids = [...new Set(this.#options.items.map(({ collection }) => collection!))];
    if (address === `${root}/collections`)
      return { collections: ids.map((id) => this.#collection(id)), links: [] };
    const [, id, rest] = /\/collections\/([^/]+)(\/items)?$/.exec(address) ?? [];
    if (!id || !ids.includes(id)) return undefined;
    return rest ? this.#page(url, 'GET', { ...params, collections: [id] }) : this.#collection(id);
  }

  #landing(): StacCatalog {
    const { root } = this;
    const searches = this.#options.methods.map((method) => ({
      rel: 'search',
      href: `${root}/search`,
      method,
    }));
    return {
      type: 'Catalog',
      stac_version: '1.0.0',
      id: 'fake',
      title: 'A fake API',
      description: 'For tests',
      links: [{ rel: 'root', href: root }, { rel: 'data', href: `${root}/collections` }, ...searches],
      conformsTo: this.#options.conformsTo,
    };
  }

  #collection(id: string): StacCollection {
    const address = `${this.root}/collections/${id}`;
    return {
      type: 'Collection',
      stac_version: '1.0.0',
      id,
      title: `The collection ${id}`,
      description: 'For tests',
      license: 'CC-BY-4.0',
      providers: [{ name: 'Tester' }],
      extent: {
        spatial: { bbox: [[-10, 40, 20, 50]] },
        temporal: { interval: [['2015-06-27T00:00:00Z', null]] },
      },
      links: [
        { rel: 'self', href: address },
        { rel: 'root', href: this.root },
        { rel: 'items', href: `${address}/items`, type: 'application/geo+json' },
      ],
    };
  }

  #page(url: string, method: 'GET' | 'POST', params: Params): unknown {
    const { items, ignores, counts, emptyLastPage, pageLimit } = this.#options;
    const found = matching(items, params, ignores);
    const { token, limit = 10 } = params as { token?: string; limit?: number };
    const start = token === undefined ? 0 : offsetOf(token);
    const end = start + Math.min(limit, pageLimit);
    const features = found.slice(start, end);
    const more = emptyLastPage ? features.length > 0 : end < found.length;
    return {
      type: 'FeatureCollection',
      features,
      links: more ? [this.#next(url, method, { params, token: tokenOf(end) })] : [],
      ...(counts && { numberMatched: found.length, numberReturned: features.length }),
    };
  }

  #next(
    url: string,
    method: 'GET' | 'POST',
    { params, token }: { readonly params: Params; readonly token: string },
  ): StacLink {
    const { next } = this.#options;
    if (method === 'GET' || next === 'get') {
      const href = new URL(url);
      if (method === 'POST')
        for (const [name, value] of Object.entries(params)) href.searchParams.set(name, text(value));
      href.searchParams.set('token', token);
      return { rel: 'next', href: href.href };
    }
    const whole = next === 'whole';
    return {
      rel: 'next',
      href: `${this.root}/search`,
      method,
      ...(!whole && { merge: true }),
      body: whole ? { ...params, token } : { token },
    };
  }
}

function tokenOf(offset: number): string {
  return `opaque,${btoa(String(offset))}`;
}

function offsetOf(token: string): number {
  return Number(atob(token.slice('opaque,'.length)));
}

function text(value: unknown): string {
  return Array.isArray(value)
    ? value.join(',')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

/** A query string's parameters in the form of a body. */
function paramsOf({ searchParams }: URL): Params {
  return Object.fromEntries(
    [...searchParams].map(([name, value]) => {
      if (name === 'collections' || name === 'fields') return [name, value.split(',')];
      if (name === 'bbox') return [name, value.split(',').map(Number)];
      if (name === 'limit') return [name, Number(value)];
      return [name, value.startsWith('{') ? (JSON.parse(value) as unknown) : value];
    }),
  );
}

function notFound(url: string): BestpixelError {
  return new BestpixelError('http-status', 'the server answered 404 (not found)', {
    where: url,
    status: 404,
  });
}
