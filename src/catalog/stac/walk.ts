import { asBestpixelError, BestpixelError, isAbort } from '../../errors.ts';
import { withoutSecrets } from '../../net/url.ts';
import { isObject, objectOf } from '../json.ts';
import type { Fetch } from './api.ts';
import { type Link, linksOf } from './links.ts';
import { type ItemContext, type Reading, readScene } from './read-scene.ts';

export interface Walk {
  readonly document: unknown;
  readonly url: string;
  readonly fetch: Fetch;
  readonly context: Omit<ItemContext, 'url'>;
  /** Items read at most. */
  readonly maxItems: number;
  readonly signal: AbortSignal;
}

export interface Walked {
  readonly readings: readonly Reading[];
  /** Links that lead to nothing, and documents that are none, each with its error. */
  readonly broken: readonly { readonly id: string; readonly error: Error }[];
  /** Catalogs and collections on the way. */
  readonly documents: readonly unknown[];
  /** True where items were left out. */
  readonly cut: boolean;
}

/** Catalogs deep, and catalogs and collections altogether. */
const maxDepth = 10;
const maxFolders = 2000;
const inFlight = 24;

/**
 * The items of a static catalog or collection, by its links to children and items, in the order of its links. Rejects
 * only when aborted: whatever cannot be read on the way is named.
 */
export async function walk(walk: Walk): Promise<Walked> {
  const walker = new Walker(walk);
  const readings = await walker.visit(walk.document, walk.url, 0);
  return { readings, broken: walker.broken, documents: walker.documents, cut: walker.cut };
}

class Walker {
  readonly broken: { id: string; error: Error }[] = [];
  readonly documents: unknown[] = [];
  cut = false;
  readonly #walk: Walk;
  readonly #seen: Set<string>;
  readonly #slots = new Slots(inFlight);
  #items: number;
  #folders = maxFolders;

  constructor(walk: Walk) {
    this.#walk = walk;
    this.#seen = new Set([walk.url]);
    this.#items = walk.maxItems;
  }

  async visit(document: unknown, url: string, depth: number): Promise<Reading[]> {
    const { type, features } = objectOf(document);
    if (type === 'Feature') return this.#read(document, url);
    if (type === 'FeatureCollection' && Array.isArray(features)) {
      const kept = (features as unknown[]).slice(0, this.#items + 1);
      this.#items -= kept.length - 1;
      if (kept.length < features.length) this.cut = true;
      return kept.flatMap((item) => this.#read(item, url));
    }
    const links = linksOf(document, url).filter(({ rel }) => rel === 'item' || rel === 'child');
    if (!isObject(document) || (type !== 'Catalog' && type !== 'Collection' && links.length === 0)) {
      this.#name(url, notStac());
      return [];
    }
    this.documents.push(document);
    const found = await Promise.all(links.map((link) => this.#follow(link, depth + 1)));
    return found.flat();
  }

  async #follow(link: Link, depth: number): Promise<Reading[]> {
    const { href, written, rel } = link;
    const deep = depth > maxDepth;
    if (this.#seen.has(href ?? written)) return [];
    // By a shorter way it may not be too deep.
    if (!deep) this.#seen.add(href ?? written);
    if (!this.#allows(rel)) return [];
    if (!href || deep) {
      this.#name(href ?? written, href ? tooDeep() : unreadable());
      return [];
    }
    const { fetch, signal } = this.#walk;
    const document = await this.#slots
      .run(() => fetch(href, signal))
      .catch((error: unknown) => {
        if (isAbort(error)) throw error;
        this.#name(href, asBestpixelError(error, 'bad-stac'));
        return missing;
      });
    return document === missing ? [] : this.visit(document, href, depth);
  }

  /** Links that cannot be followed count, too: a document may hold a million. */
  #allows(rel: string): boolean {
    if ((rel === 'item' ? this.#items : this.#folders) <= 0) {
      this.cut = true;
      return false;
    }
    if (rel === 'item') this.#items--;
    else this.#folders--;
    return true;
  }

  #read(item: unknown, url: string): Reading[] {
    const reading = readScene(item, withoutSecrets(url), { ...this.#walk.context, url });
    return reading ? [reading] : [];
  }

  #name(address: string, error: BestpixelError): void {
    const id = withoutSecrets(address);
    this.broken.push({ id, error: error.at(id) });
  }
}

const missing = Symbol('missing');

/** So many at a time, in the order they come. */
class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free--;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

function notStac(): BestpixelError {
  return new BestpixelError('bad-stac', 'the document is no STAC Catalog, Collection or Item', {
    remedy: 'Tell the provider of the catalog.',
  });
}

function unreadable(): BestpixelError {
  return new BestpixelError('unsupported', 'the link is not one that a browser can follow', {
    remedy: 'Use a catalog that is published by https.',
  });
}

function tooDeep(): BestpixelError {
  return new BestpixelError('too-large', `the catalog is more than ${maxDepth} documents deep`, {
    remedy: 'Give the address of a part of it.',
  });
}
