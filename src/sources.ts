import { Catalog } from './catalog/catalog.ts';
import { SceneCache } from './catalog/stac/scene-cache.ts';
import { queriesOf } from './compose/queries.ts';
import { fieldsOf, type LayerSpec } from './engine/layer.ts';
import { Addresses } from './net/addresses.ts';
import { HostLimit } from './net/host-limit.ts';
import { Http } from './net/http.ts';
import type { ReaderStats } from './raster/reader.ts';
import { createReaderPool, type WarmReader } from './raster/reader-pool.ts';
import { spawnReaderWorker } from './raster/spawn-worker.ts';
import type { SceneList } from './scene/scene.ts';
import type { ViewerOptions } from './viewer-types.ts';

/** Where scenes and pixels come from: one HTTP, one set of address rules, one pool of readers, a catalog for each API. */
export class Sources {
  readonly addresses: Addresses;
  readonly reader: WarmReader;
  /** The one that layers are loaded from. */
  catalog: Catalog;
  readonly #http: Http;
  readonly #demo: ViewerOptions['demo'];
  readonly #local: SceneList[] = [];
  readonly #catalogs = new Map<string, Catalog>();
  readonly #scenes = new SceneCache();

  constructor({ demo, workers, readerBudget, catalog, rewrites = [] }: ViewerOptions) {
    this.#demo = demo;
    // Documents and files of one host count together.
    const slots = new HostLimit();
    this.#http = new Http({ slots, rewrite: (url) => this.addresses.rewrite(url) });
    this.addresses = new Addresses(this.#http);
    this.addresses.rewrites = rewrites;
    this.reader = createReaderPool({
      createWorker: spawnReaderWorker,
      size: workers ?? Math.min(4, navigator.hardwareConcurrency || 2),
      budgetBytes: readerBudget ?? 384 * 2 ** 20,
      addresses: this.addresses,
      slots,
    });
    this.catalog = this.catalogOf({ api: catalog ?? null, limit: null });
  }

  /** True where an Earth Engine id is served by made-up pixels. */
  get hasDemo(): boolean {
    return this.#demo !== undefined;
  }

  /** Of catalogs and files together. */
  stats(): ReaderStats {
    const [read, asked] = [this.reader.stats(), this.#http.stats()];
    return { ...read, requests: read.requests + asked.requests, bytes: read.bytes + asked.bytes };
  }

  /** Kept, so that what was listed once is not asked for again. */
  catalogOf({ api, limit }: { readonly api: string | null; readonly limit: number | null }): Catalog {
    const key = JSON.stringify([api, limit]);
    let catalog = this.#catalogs.get(key);
    if (!catalog) {
      const [http, demo, scenes] = [this.#http, this.#demo, this.#scenes];
      catalog = new Catalog({ http, demo, base: document.baseURI, scenes });
      catalog.api = api;
      if (limit !== null) catalog.limit = limit;
      for (const list of this.#local) catalog.add(list);
      this.#catalogs.set(key, catalog);
    }
    return catalog;
  }

  /**
   * Begins with what takes long anyway: readers, and what these layers' scenes are listed in. Resolves once it is asked
   * for, so that whatever keeps the page busy then does not keep it waiting.
   */
  async expect(layers: readonly LayerSpec[]): Promise<void> {
    this.reader.warm();
    const { signal } = new AbortController();
    for (const id of new Set(layers.filter(({ shown }) => shown !== false).flatMap(idsOf))) {
      // Whoever lists its scenes tells what fails.
      this.catalog.open(id, signal).catch(() => {});
    }
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Makes opened files a collection that expressions can load by its id. */
  add(list: SceneList): void {
    this.#local.push(list);
    for (const catalog of this.#catalogs.values()) catalog.add(list);
  }
}

/** What a layer's expression loads; nothing where it is none, of which setting the layer tells. */
function idsOf(spec: LayerSpec, index: number): string[] {
  try {
    return queriesOf(fieldsOf(spec, index).node).map(({ id }) => id);
  } catch {
    return [];
  }
}
