import { BestpixelError } from '../errors.ts';
import type { Http } from '../net/http.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { everything, queryKey, type SceneQuery } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import type { ApiInfo, Queryable } from './api-info.ts';
import { datasetsServing, explainId, sourcesOf, type DatasetSource } from './datasets/table.ts';
import { knownSources } from './datasets/known-sources.ts';
import { listOf, maxItems, readSceneList } from './item-collection.ts';
import { SharedLoads } from './shared-loads.ts';
import type { Api } from './stac/api.ts';
import { finish } from './stac/finish.ts';
import { matcher } from './stac/narrow.ts';
import { openAddress, openApi, type Opened } from './stac/open.ts';
import { SceneCache } from './stac/scene-cache.ts';
import { search } from './stac/search.ts';
import { shareOut } from './stac/share.ts';
import type { Visit } from './stac/info.ts';
import { infoAt, queryablesAt, queryablesOfCollection } from './stac/visit.ts';

export interface CatalogOptions {
  readonly http: Pick<Http, 'json'>;
  /** The embedded collection that stands in for Sentinel-2: where its ItemCollection is. */
  readonly demo?: { readonly url: string };
  /** What relative addresses are relative to; the page's or worker's own address unless given. */
  readonly base?: string;
  /** Scenes known already; where several catalogs share them, one item is one scene in all of them. */
  readonly scenes?: SceneCache;
}

export interface LoadOptions {
  /** Where scenes are wanted: sources that cannot be listed whole list those that meet it, and say so in `covers`. */
  readonly area?: LngLatBounds | null;
  readonly signal?: AbortSignal;
}

/** The Earth Engine id that the demo stands in for. */
const demoId = 'COPERNICUS/S2_SR_HARMONIZED';
/** Another name for the demo. */
const demoAlias = 'demo';
/** Scenes in a list whose length nobody chose. */
export const defaultLimit = 400;
/** Lists kept that serve any area. */
const mostWhole = 64;

/**
 * Scenes by query: of an Earth Engine id, the address of a STAC document or of an API's collection, or the id of a list
 * that was added. Lists are kept, and scenes stay the same objects while their items do; two loads of one query share
 * one request. Items that cannot become scenes do not fail the load: they are in `rejected`. Errors:
 * 'unknown-collection', 'no-area' (too much to be listed without place or area), 'bad-input', 'bad-stac', 'too-large' and
 * those of Http.json.
 */
export class Catalog {
  /** Root of the API that serves Earth Engine ids; null: the demo where it does, else each dataset's own. */
  api: string | null = null;
  readonly #http: Pick<Http, 'json'>;
  readonly #demo: { readonly url: string } | undefined;
  readonly #base: string | undefined;
  readonly #scenes: SceneCache;
  readonly #added = new Map<string, SceneList>();
  readonly #lists = new SharedLoads<SceneList>({ keep: ({ partial }) => !partial });
  readonly #opened = new SharedLoads<Opened>({
    keep: (opened) => !('list' in opened) || !opened.list.partial,
  });
  readonly #apis = new SharedLoads<Api>();
  /** Lists of searches that found all there is, whatever the area. */
  readonly #whole = new Map<string, SceneList>();
  /** Lists that are whole, as queries leave them. */
  readonly #narrowed = new WeakMap<SceneList, Map<string, SceneList>>();
  #limit: number | null = null;

  constructor({ http, demo, base, scenes = new SceneCache() }: CatalogOptions) {
    this.#http = http;
    this.#demo = demo;
    this.#scenes = scenes;
    this.#base = base ?? (globalThis as { location?: { href: string } }).location?.href;
  }

  /** How many scenes a list holds at most. Unless set, documents that are read whole may give 10,000. */
  get limit(): number {
    return this.#limit ?? defaultLimit;
  }

  set limit(limit: number) {
    if (Number.isInteger(limit) && limit > 0 && limit <= maxItems) this.#limit = limit;
    else {
      throw new BestpixelError('bad-input', `${limit} is no number of scenes`, {
        remedy: `Give a whole number from 1 to ${maxItems}.`,
      });
    }
  }

  /** Makes a list loadable by its id. */
  add(list: SceneList): void {
    this.#added.set(list.id, list);
  }

  load(query: SceneQuery, { area = null, signal }: LoadOptions = {}): Promise<SceneList> {
    const added = this.#added.get(query.id);
    if (added) return Promise.resolve(this.#narrow(added, query));
    const key = JSON.stringify([queryKey(query), this.api, this.#limit]);
    const whole = this.#whole.get(key);
    if (whole) return Promise.resolve(whole);
    const load = async (signal: AbortSignal): Promise<SceneList> => {
      const list = await this.#load(query, { area, signal, limit: this.limit });
      if (!list.covers && list.cutFrom === undefined && !list.partial) this.#keepWhole(key, list);
      return list;
    };
    return this.#lists.get(JSON.stringify([key, area]), load, signal);
  }

  /** Opens what an id leads to, so that lists of it come sooner, whatever they are of. Errors: as of `load`. */
  async open(id: string, signal: AbortSignal): Promise<void> {
    if (!this.#added.has(id)) await this.#open(id, signal);
  }

  /** What an API or a static catalog holds. */
  async info(address: string, signal?: AbortSignal): Promise<ApiInfo> {
    return infoAt(this.#absolute(address), this.#visit(signal));
  }

  /** Properties that scenes can be searched by, besides place and time; none where the source does not tell. */
  async queryables(query: SceneQuery | string, signal?: AbortSignal): Promise<readonly Queryable[]> {
    const { id } = typeof query === 'string' ? everything(query) : query;
    if (this.#added.has(id) || this.#isDemo(id)) return [];
    const visit = this.#visit(signal);
    if (isAddress(id)) return queryablesAt(this.#absolute(id), visit);
    const { root, collections } = this.#sourceOf(id);
    return queryablesOfCollection(await this.#api(root, visit.signal), collections[0]!, visit);
  }

  async #load(
    query: SceneQuery,
    where: { readonly area: LngLatBounds | null; readonly signal: AbortSignal; readonly limit: number },
  ): Promise<SceneList> {
    const opened = await this.#open(query.id, where.signal);
    if ('list' in opened) return this.#narrow(opened.list, query);
    const { source, title, documents } = opened;
    const asked = { http: this.#http, source, query, cache: this.#scenes, ...where };
    const { readings, rejected, ...bounds } = await search(asked);
    const list = listOf(readings, { id: query.id, title, documents });
    return finish({ ...list, ...bounds, rejected: [...list.rejected, ...rejected] });
  }

  #keepWhole(key: string, list: SceneList): void {
    this.#whole.set(key, list);
    const [oldest] = this.#whole.keys();
    if (this.#whole.size > mostWhole) this.#whole.delete(oldest!);
  }

  /** What an id leads to, kept for the queries to come. */
  #open(id: string, signal: AbortSignal): Promise<Opened> {
    if (this.#isDemo(id)) return this.#opened.get(demoId, (signal) => this.#openDemo(signal), signal);
    if (!isAddress(id)) return this.#openDataset(id, signal);
    const url = this.#absolute(id);
    const options = { http: this.#http, cache: this.#scenes, limit: this.limit };
    const open = (signal: AbortSignal): Promise<Opened> => openAddress(url, id, { ...options, signal });
    return this.#opened.get(JSON.stringify([id, this.limit]), open, signal);
  }

  async #openDemo(signal: AbortSignal): Promise<Opened> {
    const url = this.#absolute(this.#demo!.url);
    const [dataset] = datasetsServing(demoId);
    const document = await this.#http.json(url, { signal });
    const title = 'Demo: synthetic Sentinel-2';
    const read = { id: demoId, url, title, cache: this.#scenes, ...(dataset && { dataset }) };
    return { list: finish(readSceneList(document, read)) };
  }

  async #openDataset(id: string, signal: AbortSignal): Promise<Opened> {
    const { root, collections, rows, tests } = this.#sourceOf(id);
    const api = await this.#api(root, signal);
    const known = knownSources.find((one) => one.earthEngineId === id && one.root === root && !one.address);
    const title = known?.title ?? `${id} (${api.title})`;
    return { source: { api, collections, rows, tests }, title, documents: [] };
  }

  /** The API's collections that serve an Earth Engine id. */
  #sourceOf(id: string): DatasetSource {
    const [source] = id === demoAlias ? [] : sourcesOf(id, this.api);
    if (source) return source;
    if (!id.startsWith('local/')) throw explainId(id, this.api);
    throw new BestpixelError('unknown-collection', 'these files are not open', {
      where: id,
      remedy: 'Open them again: the page does not keep them.',
    });
  }

  #api(root: string, signal: AbortSignal): Promise<Api> {
    return this.#apis.get(root, (signal) => openApi(root, { http: this.#http, signal }), signal);
  }

  #isDemo(id: string): boolean {
    return this.#demo !== undefined && (id === demoAlias || (id === demoId && this.api === null));
  }

  /** The part of a whole list that a query can use: the same object for the same query. */
  #narrow(list: SceneList, query: SceneQuery): SceneList {
    const known = this.#narrowed.get(list) ?? new Map<string, SceneList>();
    this.#narrowed.set(list, known);
    const key = JSON.stringify([queryKey(query), this.#limit]);
    let narrowed = known.get(key);
    if (!narrowed) {
      const matching = list.scenes.filter(matcher(query));
      const scenes = shareOut(matching, this.#limit ?? maxItems);
      const cut = scenes.length < matching.length;
      const same = scenes.length === list.scenes.length;
      narrowed = same ? list : { ...list, scenes, ...(cut && { cutFrom: list.cutFrom ?? matching.length }) };
      known.set(key, narrowed);
    }
    return narrowed;
  }

  #visit(signal = new AbortController().signal): Visit {
    return { fetch: (url, signal) => this.#http.json(url, { signal }), signal };
  }

  #absolute(address: string): string {
    if (URL.canParse(address, this.#base)) return new URL(address, this.#base).href;
    throw new BestpixelError('bad-input', 'the address is relative to nothing', {
      where: address,
      remedy: 'Give a full https address.',
    });
  }
}

/** Addresses have a scheme, start like a path or end like a document; Earth Engine ids do none of it. */
function isAddress(id: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(id) || /^\.{0,2}\//.test(id) || /\.(geo)?json([?#]|$)/i.test(id);
}
