import { BestpixelError } from '../errors.ts';
import type { Http } from '../net/http.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import type { SceneQuery } from '../scene/query.ts';
import type { SceneList } from '../scene/scene.ts';
import { datasetsServing } from './datasets/table.ts';
import { type ReadList, readSceneList } from './item-collection.ts';
import { SharedLoads } from './shared-loads.ts';

export interface CatalogOptions {
  readonly http: Pick<Http, 'json'>;
  /** The embedded collection that stands in for Sentinel-2: where its ItemCollection is. */
  readonly demo?: { readonly url: string };
  /** What relative addresses are relative to; the page's or worker's own address unless given. */
  readonly base?: string;
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

/**
 * Scenes by id: the address of an ItemCollection or Item, or an Earth Engine id. Lists are kept; two loads of one id
 * share one request. Errors: 'unknown-collection', 'bad-stac', 'too-large', 'bad-input' and those of Http.json. Items
 * that cannot become scenes do not fail the load: they are in `rejected`.
 */
export class Catalog {
  readonly #http: Pick<Http, 'json'>;
  readonly #demo: { readonly url: string } | undefined;
  readonly #base: string | undefined;
  readonly #lists = new SharedLoads<SceneList>((id, signal) => this.#load(id, signal));

  constructor({ http, demo, base }: CatalogOptions) {
    this.#http = http;
    this.#demo = demo;
    this.#base = base ?? (globalThis as { location?: { href: string } }).location?.href;
  }

  load({ id }: SceneQuery, { signal }: LoadOptions = {}): Promise<SceneList> {
    return this.#lists.get(id === demoAlias ? demoId : id, signal);
  }

  async #load(id: string, signal: AbortSignal): Promise<SceneList> {
    const found = this.#find(id);
    const document = await this.#http.json(found.url, { signal });
    return readSceneList(document, { id, ...found });
  }

  #find(id: string): Pick<ReadList, 'url' | 'dataset' | 'title'> {
    if (isAddress(id)) return { url: this.#absolute(id) };
    const [dataset] = datasetsServing(id);
    if (this.#demo && id === demoId && dataset) {
      return { url: this.#absolute(this.#demo.url), dataset, title: 'Demo: synthetic Sentinel-2' };
    }
    const demo = this.#demo ? `${demoId} (the demo) and ` : '';
    throw new BestpixelError('unknown-collection', 'no source is known for this collection', {
      where: id,
      remedy: `There are ${demo}the addresses of STAC ItemCollections and Items (https://…/items.json).`,
    });
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
