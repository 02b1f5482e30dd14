import { asBestpixelError, isAbort } from '../../errors.ts';
import { inSlices } from '../slices.ts';
import type { Page } from './pages.ts';
import type { Reading } from './read-scene.ts';

export interface StreamSource {
  readonly pages: AsyncIterator<Page>;
  /** What a person knows these pages by, should one of them fail. */
  readonly name: string;
  /** Items asked for on a page. */
  readonly pageSize: number;
  /** Reads an item; null for one that the query does not want, though the server sent it. */
  readonly read: (item: unknown, page: Page) => Reading | null;
  readonly signal: AbortSignal;
}

/** What a series of pages gives, read as it is asked for. */
export class Stream {
  /** How many items match, as the first page told; undefined where it did not. */
  matched: number | undefined;
  /** True where no page is left. */
  ended = false;
  /** Why the pages after the first could not be had. */
  failure: { readonly id: string; readonly error: Error } | null = null;
  /** Items that came though the query does not want them: the server passes filters over. */
  unwanted = 0;
  pagesRead = 0;
  #itemsRead = 0;
  readonly #source: StreamSource;
  #waiting: Reading[] = [];

  constructor(source: StreamSource) {
    this.#source = source;
  }

  get hungry(): boolean {
    return this.#waiting.length === 0 && !this.ended;
  }

  /** True where everything was had and taken. */
  get whole(): boolean {
    return this.#waiting.length === 0 && this.ended && !this.failure;
  }

  /** Reads one page. Rejects where the first cannot be had, or when aborted. */
  async fill(): Promise<void> {
    try {
      const { done, value: page } = await this.#source.pages.next();
      if (done) this.ended = true;
      else await this.#take(page);
    } catch (error) {
      this.ended = true;
      if (isAbort(error) || this.pagesRead === 0) throw error;
      const id = `${this.#source.name}, page ${this.pagesRead + 1}`;
      this.failure = { id, error: asBestpixelError(error, 'bad-stac') };
    }
  }

  /** True where something waits that is not among these keys. */
  hasOther(keys: ReadonlySet<string>): boolean {
    return this.#waiting.some(({ key }) => !keys.has(key));
  }

  /** The next of what was read; undefined where it is used up. */
  take(): Reading | undefined {
    return this.#waiting.shift();
  }

  async #take(page: Page): Promise<void> {
    if (this.pagesRead === 0) this.matched = page.matched;
    this.pagesRead++;
    this.#itemsRead += page.items.length;
    // Some servers link a short last page to an empty one.
    const short = page.items.length < this.#source.pageSize;
    const counted = this.matched !== undefined && this.#itemsRead >= this.matched;
    const { signal } = this.#source;
    const read = await inSlices(page.items, (item) => this.#source.read(item, page), signal);
    if (page.last || (short && counted)) this.ended = true;
    const wanted = read.filter((reading) => reading !== null);
    this.unwanted += read.length - wanted.length;
    this.#waiting = wanted;
  }
}

/**
 * Takes from each stream in turn until `limit` items are together or all are used up, each item once. So where more
 * match than are taken, every stream has its even share, and what one lacks the others fill.
 */
export class Collector {
  readonly readings: Reading[] = [];
  readonly #taken = new Set<string>();
  readonly #streams: readonly Stream[];
  #pagesLeft: number;

  /** `idlePages`: those besides the first of each stream that may give nothing new before it is left at that. */
  constructor(streams: readonly Stream[], idlePages: number) {
    this.#streams = streams;
    this.#pagesLeft = idlePages;
  }

  /** True where nothing is left to be taken, and nothing was left out. */
  get whole(): boolean {
    return this.#streams.every((stream) => stream.whole);
  }

  /** True where a server sent what the query does not want. */
  get unwanted(): boolean {
    return this.#streams.some(({ unwanted }) => unwanted > 0);
  }

  get failures(): readonly { readonly id: string; readonly error: Error }[] {
    return this.#streams.flatMap(({ failure }) => failure ?? []);
  }

  /** The first page of every stream. */
  async begin(): Promise<void> {
    await Promise.all(
      this.#streams.filter(({ pagesRead }) => pagesRead === 0).map((stream) => stream.fill()),
    );
  }

  async collect(limit: number): Promise<void> {
    await this.begin();
    for (;;) {
      const before = this.readings.length;
      for (const stream of this.#streams) if (this.readings.length < limit) this.#takeOne(stream);
      if (this.readings.length >= limit) return;
      const hungry = this.#pagesLeft > 0 ? this.#streams.filter((stream) => stream.hungry) : [];
      await Promise.all(hungry.map((stream) => stream.fill()));
      this.#pagesLeft -= hungry.filter((stream) => !stream.hasOther(this.#taken)).length;
      if (hungry.length === 0 && this.readings.length === before) return;
    }
  }

  /** Passes over what another stream gave already. */
  #takeOne(stream: Stream): void {
    for (let reading = stream.take(); reading; reading = stream.take()) {
      if (this.#taken.has(reading.key)) continue;
      this.#taken.add(reading.key);
      this.readings.push(reading);
      return;
    }
  }
}
