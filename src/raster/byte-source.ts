import { asBestpixelError } from '../errors.ts';
import { throwIfAborted } from '../net/abort.ts';
import type { ByteRange, RangeAnswer } from '../net/byte-range.ts';
import type { HttpStats } from '../net/http.ts';
import { withoutSecrets } from '../net/url.ts';

/** Who fetches byte ranges of URLs. Rejections are BestpixelErrors, or AbortErrors. */
export interface RangeClient {
  range(url: string, range: ByteRange, signal?: AbortSignal): Promise<RangeAnswer>;
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
  read(range: ByteRange, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

export class UrlSource implements ByteSource {
  readonly id: string;
  readonly where: string;
  readonly #client: RangeClient;
  #size: number | null = null;

  constructor(url: string, client: RangeClient) {
    this.id = url;
    this.where = nameOf(url);
    this.#client = client;
  }

  get size(): number | null {
    return this.#size;
  }

  async read(range: ByteRange, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const { bytes, total } = await this.#client.range(this.id, range, signal);
    this.#size ??= total;
    return new Uint8Array(bytes);
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

  async read({ offset, length }: ByteRange, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    throwIfAborted(signal);
    try {
      return new Uint8Array(await this.#blob.slice(offset, offset + length).arrayBuffer());
    } catch (error) {
      throw asBestpixelError(error, 'truncated', {
        where: this.where,
        remedy: 'The file may have changed or moved since it was opened: open it again.',
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
