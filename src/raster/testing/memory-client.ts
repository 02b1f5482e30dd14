import { BestpixelError } from '../../errors.ts';
import { abortError } from '../../net/abort.ts';
import type { RangeAnswer } from '../../net/byte-range.ts';
import type { RangeRequest } from '../../net/http.ts';
import type { RangeClient } from '../byte-source.ts';

export interface MemoryRequest extends RangeRequest {
  readonly url: string;
  readonly signal: AbortSignal | undefined;
}

/** Serves byte ranges of files in memory and remembers who asked for what. */
export class MemoryClient implements RangeClient {
  readonly requests: MemoryRequest[] = [];
  /** Where false, answers hide the size of the file, as servers do from other origins. */
  tellsSize = true;
  /** The strong validator of every answer. */
  etag: string | null = null;
  modified: string | null = null;
  /** Addresses that are answered with 403. */
  refuses: (address: string) => boolean = () => false;
  /** Bytes of the chunks that a body comes in, each in a buffer of its own. */
  chunk = 10_007;
  /** Set to hold answers back until `release`. */
  held = false;
  #bytes = 0;
  readonly #files: Map<string, Uint8Array>;
  #waiting: { go: () => void; fail: (error: Error) => void }[] = [];

  constructor(files: Readonly<Record<string, Uint8Array>>) {
    this.#files = new Map(Object.entries(files));
  }

  set(url: string, file: Uint8Array): void {
    this.#files.set(url, file);
  }

  release(): void {
    this.held = false;
    for (const { go } of this.#waiting.splice(0)) go();
  }

  /** Lets the connection of a held answer break. */
  fail(index: number): void {
    this.#waiting[index - (this.requests.length - this.#waiting.length)].fail(
      new BestpixelError('network', 'the connection broke'),
    );
  }

  stats(): { requests: number; bytes: number } {
    return { requests: this.requests.length, bytes: this.#bytes };
  }

  async range(url: string, range: RangeRequest, signal?: AbortSignal): Promise<RangeAnswer> {
    this.requests.push({ url, signal, ...range });
    if (this.held) await this.#hold(signal);
    if (signal?.aborted) throw abortError();
    if (this.refuses(range.at ?? url)) {
      throw new BestpixelError('http-status', 'the server answered 403', { where: url, status: 403 });
    }
    const file = this.#files.get(url);
    if (!file) throw new BestpixelError('http-status', 'the server answered 404', { where: url });
    const { offset, length } = range;
    const bytes = Uint8Array.from(file.subarray(offset, offset + length));
    this.#bytes += bytes.length;
    const { etag, modified } = this;
    return {
      parts: this.#inChunks(bytes),
      offset,
      total: this.tellsSize ? file.length : null,
      etag,
      modified,
    };
  }

  #inChunks(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
    const count = Math.ceil(bytes.length / this.chunk);
    return Array.from({ length: count }, (_, i) => bytes.slice(i * this.chunk, (i + 1) * this.chunk));
  }

  #hold(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ go: resolve, fail: reject });
      signal?.addEventListener('abort', () => reject(abortError()), { once: true });
    });
  }
}
