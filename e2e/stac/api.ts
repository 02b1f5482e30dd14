import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { search, type ApiItem, type SearchParams } from './search.ts';

/** How an API differs from others: Earth Search and the Planetary Computer do in each of these. */
export interface ApiManners {
  /** Where its paths begin: "/v1", "/api/stac/v1". */
  readonly root: string;
  /** What `next` links of a POST search hold: all of the next request, or what is to be merged into the first. */
  readonly next: 'whole' | 'merge' | 'get';
  readonly methods: readonly ('GET' | 'POST')[];
  readonly language: 'query' | 'cql2' | 'none';
  /** Whether it says how many match. */
  readonly counts: boolean;
  /** Parameters that it passes over in silence. */
  readonly ignores: readonly string[];
  /** True where a last page may be empty though a link led to it. */
  readonly emptyLastPage: boolean;
  /** The most items on a page. */
  readonly pageLimit: number;
}

export const earthSearch: ApiManners = {
  root: '/v1',
  next: 'whole',
  methods: ['POST', 'GET'],
  language: 'query',
  counts: true,
  ignores: ['filter'],
  emptyLastPage: true,
  pageLimit: 100,
};

export const planetaryComputer: ApiManners = {
  root: '/api/stac/v1',
  next: 'merge',
  methods: ['POST', 'GET'],
  language: 'cql2',
  counts: false,
  ignores: [],
  emptyLastPage: false,
  pageLimit: 100,
};

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly params: SearchParams & Readonly<Record<string, unknown>>;
}

/** In place of an answer, or of some of it. */
export interface ApiFault {
  readonly status?: number;
  /** Of the body, as HTML. */
  readonly html?: string;
  /** True where no other page may read the answer. */
  readonly noCors?: boolean;
}

const conformance = {
  core: 'https://api.stacspec.org/v1.0.0/core',
  collections: 'https://api.stacspec.org/v1.0.0/collections',
  features: 'https://api.stacspec.org/v1.0.0/ogcapi-features',
  search: 'https://api.stacspec.org/v1.0.0/item-search',
  sort: 'https://api.stacspec.org/v1.0.0/item-search#sort',
  fields: 'https://api.stacspec.org/v1.0.0/item-search#fields',
  query: 'https://api.stacspec.org/v1.0.0/item-search#query',
  filter: 'https://api.stacspec.org/v1.0.0-rc.3/item-search#filter',
  cql2: 'http://www.opengis.net/spec/cql2/1.0/conf/cql2-json',
};

/** A STAC API after the specification, over items in memory, with a log of its requests. */
export class StacApi {
  readonly requests: ApiRequest[] = [];
  /** By collection id. */
  readonly collections = new Map<string, readonly ApiItem[]>();
  manners: ApiManners;
  /** Tokens given out so far; a token's text tells its number. */
  tokens = 0;
  /** Milliseconds that a token lasts. */
  tokenLife = 45 * 60_000;
  /** While it gives a status, requests whose path fits are answered with it. */
  refuse: (path: string) => number | null = () => null;
  /** While it gives a fault, requests meet it; browsers' questions for leave (OPTIONS), too. */
  spoil: (request: ApiRequest) => ApiFault | null = () => null;
  /** What it calls itself in its answers, as one that is read through a proxy; its own address unless set. */
  calledAt: string | null = null;
  #url = '';
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(manners: ApiManners) {
    this.manners = manners;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Scheme, host and port that it listens at. */
  get origin(): string {
    return this.#url;
  }

  /** Root of the API, as its answers have it, without a slash at the end. */
  get root(): string {
    return (this.calledAt ?? this.#url) + this.manners.root;
  }

  searches(): ApiRequest[] {
    return this.requests.filter(({ path }) => path.endsWith('/search'));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.calledAt ?? this.#url);
    const { method = 'GET' } = request;
    const text = await bodyOf(request);
    const params = (method === 'POST' && text ? JSON.parse(text) : paramsOf(url)) as ApiRequest['params'];
    const asked: ApiRequest = { method, path: url.pathname, params };
    if (method !== 'OPTIONS') this.requests.push(asked);
    const { noCors = false, html, ...fault } = this.spoil(asked) ?? {};
    if (!noCors) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', 'content-type');
    }
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    if (html !== undefined) {
      response.writeHead(fault.status ?? 200, { 'Content-Type': 'text/html' }).end(html);
      return;
    }
    const status = fault.status ?? this.refuse(url.pathname);
    const found = status === null ? this.#route(url, method, params) : null;
    response.setHeader('Content-Type', 'application/geo+json; charset=utf-8');
    response.writeHead(found ? 200 : (status ?? 404));
    response.end(JSON.stringify(found ?? { code: 'NotFound', description: `nothing at ${url.pathname}` }));
  }

  #route(url: URL, method: string, params: ApiRequest['params']): unknown {
    const token = /\/api\/sas\/v1\/token\/([^/]+)$/.exec(url.pathname);
    if (token) return this.#token();
    const path = url.pathname.startsWith(this.manners.root)
      ? url.pathname.slice(this.manners.root.length)
      : null;
    if (path === null) return null;
    if (path === '' || path === '/') return this.#landing();
    if (path === '/conformance') return { conformsTo: this.#conformsTo() };
    if (path === '/collections')
      return { collections: [...this.collections.keys()].map((id) => this.#collection(id)), links: [] };
    if (path === '/search')
      return this.manners.methods.includes(method as 'GET') ? this.#page(url, method, params) : null;
    const [, id, rest] = /^\/collections\/([^/]+)(\/items|\/queryables)?$/.exec(path) ?? [];
    if (id === undefined || !this.collections.has(id)) return null;
    if (rest === '/items') return this.#page(url, 'GET', { ...params, collections: [id] });
    return rest ? queryables : this.#collection(id);
  }

  #conformsTo(): string[] {
    const { language } = this.manners;
    const { query, filter, cql2, ...rest } = conformance;
    const languages = { query: [query], cql2: [filter, cql2], none: [] };
    return [...Object.values(rest), ...languages[language]];
  }

  #landing(): unknown {
    const { root } = this;
    return {
      type: 'Catalog',
      id: 'local',
      stac_version: '1.0.0',
      title: 'A local STAC API',
      description: 'For tests',
      conformsTo: this.#conformsTo(),
      links: [
        { rel: 'self', href: root },
        { rel: 'root', href: root },
        { rel: 'data', href: `${root}/collections` },
        { rel: 'conformance', href: `${root}/conformance` },
        ...this.manners.methods.map((method) => ({ rel: 'search', href: `${root}/search`, method })),
      ],
    };
  }

  #collection(id: string): unknown {
    const { root } = this;
    return {
      type: 'Collection',
      id,
      stac_version: '1.0.0',
      title: `Collection ${id}`,
      description: `The collection ${id}`,
      license: 'proprietary',
      extent: {
        spatial: { bbox: [[-180, -90, 180, 90]] },
        temporal: { interval: [['2015-06-27T00:00:00Z', null]] },
      },
      links: [
        { rel: 'self', href: `${root}/collections/${id}` },
        { rel: 'root', href: root },
        { rel: 'parent', href: root },
        { rel: 'items', href: `${root}/collections/${id}/items` },
        {
          rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
          href: `${root}/collections/${id}/queryables`,
        },
      ],
    };
  }

  #page(url: URL, method: string, params: ApiRequest['params']): unknown {
    const { ignores, counts, emptyLastPage, pageLimit } = this.manners;
    const all = [...this.collections.values()].flat();
    const found = search(all, params, new Set(ignores));
    const limit = Math.min(params.limit ?? 10, pageLimit);
    const start = startOf(params['token'] ?? params['next']);
    const features = found.slice(start, start + limit);
    const more = emptyLastPage ? features.length === limit : start + limit < found.length;
    const links = [
      { rel: 'root', href: this.root },
      ...(more ? [this.#next(url, method, params, start + limit)] : []),
    ];
    return {
      type: 'FeatureCollection',
      features: features.map((item) => this.#served(item)),
      links,
      ...(counts && { numberMatched: found.length, numberReturned: features.length }),
    };
  }

  #served(item: ApiItem): unknown {
    const self = `${this.root}/collections/${item.collection!}/items/${item.id}`;
    return {
      ...item,
      links: [
        { rel: 'self', href: self },
        { rel: 'root', href: this.root },
      ],
    };
  }

  #next(url: URL, method: string, params: ApiRequest['params'], start: number): unknown {
    const token = `next:${Buffer.from(String(start)).toString('base64')}`;
    if (method === 'POST' && this.manners.next !== 'get') {
      const whole = this.manners.next === 'whole';
      const body = whole ? { ...params, next: token } : { token };
      return { rel: 'next', method, href: `${this.root}/search`, merge: !whole, body };
    }
    const href = new URL(url);
    href.searchParams.set('token', token);
    return { rel: 'next', method: 'GET', href: href.href };
  }

  #token(): unknown {
    const token = `sig=${++this.tokens}`;
    return { token, 'msft:expiry': new Date(Date.now() + this.tokenLife).toISOString() };
  }
}

const queryables = {
  type: 'object',
  title: 'Queryables',
  properties: {
    'eo:cloud_cover': { title: 'Cloud cover', type: 'number', minimum: 0, maximum: 100 },
    platform: { title: 'Platform', type: 'string', enum: ['sentinel-2a', 'sentinel-2b'] },
  },
};

function startOf(token: unknown): number {
  if (typeof token !== 'string') return 0;
  return Number(Buffer.from(token.replace(/^next:/, ''), 'base64').toString());
}

const lists = new Set(['collections', 'ids']);

/** A query string's parameters in the form of a body. */
function paramsOf({ searchParams }: URL): Record<string, unknown> {
  return Object.fromEntries(
    [...searchParams].map(([name, value]) => {
      if (lists.has(name)) return [name, value.split(',')];
      if (name === 'bbox') return [name, value.split(',').map(Number)];
      if (name === 'limit') return [name, Number(value)];
      if (name === 'sortby') return [name, value.split(',').map(sortOf)];
      return [name, value.startsWith('{') ? (JSON.parse(value) as unknown) : value];
    }),
  );
}

function sortOf(text: string): { field: string; direction: string } {
  return { field: text.replace(/^[+ -]/, ''), direction: text.startsWith('-') ? 'desc' : 'asc' };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
