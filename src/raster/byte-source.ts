import { BestpixelError } from '../errors.ts';
import { throwIfAborted } from '../net/abort.ts';
import type { ByteRange, RangeAnswer } from '../net/byte-range.ts';
import { changedFile, type Edition, isSameEdition, joinEditions } from '../net/edition.ts';
import type { HttpStats, RangeRequest } from '../net/http.ts';
import type { Parts } from '../net/parts.ts';
import { withoutSecrets } from '../net/url.ts';

/** Who fetches byte ranges of URLs. Rejections are BestpixelErrors, or AbortErrors. */
export interface RangeClient {
  range(url: string, range: RangeRequest, signal?: AbortSignal): Promise<RangeAnswer>;
  stats(): HttpStats;
}

/** The bytes of one file. */
export interface ByteSource {
  /** Tells files apart in caches. */
  readonly id: string;
  /** The file's name in errors. */
  readonly where: string;
  /** Bytes in the file; null while, or where, nobody tells. */
  readonly size: number | null;
  /** `length` bytes, fewer only where the file ends. */
  read(range: ByteRange, signal?: AbortSignal): Promise<Parts>;
}

export interface UrlSourceOptions {
  readonly client: RangeClient;
  /** The URL unless given. */
  readonly id?: string;
  /** Where the file is read now; asked before each request. At the URL unless given. */
  readonly address?: () => string;
  /** True where nothing that the browser has kept of the file may be used. */
  readonly anew?: boolean;
  /** Told once. */
  readonly onChanged?: (error: BestpixelError) => void;
}

/** A file behind a URL, in the edition that answered first: when another one answers every read fails as 'changed'. */
export class UrlSource implements ByteSource {
  readonly id: string;
  readonly where: string;
  readonly #url: string;
  readonly #options: UrlSourceOptions;
  #edition: Edition = { etag: null, modified: null, total: null };
  #changed: BestpixelError | null = null;

  constructor(url: string, options: UrlSourceOptions) {
    this.id = options.id ?? url;
    this.where = nameOf(url);
    this.#url = url;
    this.#options = options;
  }

  get size(): number | null {
    return this.#edition.total;
  }

  async read(range: ByteRange, signal?: AbortSignal): Promise<Parts> {
    if (this.#changed) throw this.#changed;
    const { client, address, anew } = this.#options;
    const at = address?.();
    const request = { ...range, ...(at !== undefined && at !== this.#url && { at }), ...(anew && { anew }) };
    const answer = await client.range(this.#url, request, signal);
    this.#check(answer);
    return answer.parts;
  }

  #check({ etag, modified, total }: Edition): void {
    const edition = { etag, modified, total };
    if (!this.#changed && !isSameEdition(this.#edition, edition)) {
      this.#changed = changedFile(this.where);
      this.#options.onChanged?.(this.#changed);
    }
    if (this.#changed) throw this.#changed;
    this.#edition = joinEditions(this.#edition, edition);
  }
}

let blobCount = 0;
const blobIds = new WeakMap<Blob, string>();

export class BlobSource implements ByteSource {
  readonly id: string;
  readonly where: string;
  readonly size: number;
  readonly #blob: Blob;

  constructor(blob: Blob) {
    this.#blob = blob;
    this.size = blob.size;
    this.where = nameOf(blob);
    this.id = blobId(blob);
  }

  async read({ offset, length }: ByteRange, signal?: AbortSignal): Promise<Parts> {
    throwIfAborted(signal);
    try {
      return [new Uint8Array(await this.#blob.slice(offset, offset + length).arrayBuffer())];
    } catch (error) {
      // What browsers say of it names permissions, which it hardly ever is.
      throw new BestpixelError('changed', 'the file can no longer be read', {
        where: this.where,
        remedy: 'It has changed or moved since it was opened: open it again.',
        cause: error,
      });
    } finally {
      throwIfAborted(signal);
    }
  }
}

/** A name for a Blob that stays the same while it lives. */
export function blobId(blob: Blob): string {
  let id = blobIds.get(blob);
  if (!id) blobIds.set(blob, (id = `blob-${++blobCount}`));
  return id;
}

/** A file's name in errors: a URL without its query, or what the user's file is called. */
export function nameOf(href: string | Blob): string {
  if (typeof href === 'string') return withoutSecrets(href);
  return 'name' in href && typeof href.name === 'string' ? href.name : 'a local file';
}
