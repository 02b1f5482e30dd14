import { BestpixelError } from '../errors.ts';
import { abortError, orAbort, throwIfAborted } from './abort.ts';
import { BodyTooLong, dropBody, readBody } from './body.ts';
import {
  type ByteRange,
  checkRangeHead,
  rangeAnswer,
  type RangeAnswer,
  rangeHeader,
  rangeIgnored,
} from './byte-range.ts';
import { type Clock, sleep, systemClock } from './clock.ts';
import { HostLimit, type Priority } from './host-limit.ts';
import { readJson } from './json-document.ts';
import { checkStatus } from './status.ts';
import { delayBefore, dropped, silent, Transient } from './transient.ts';
import { checkScheme, hostOf, withoutSecrets } from './url.ts';

export interface HttpOptions {
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** Uniform in [0, 1): the jitter of waits. */
  readonly random?: () => number;
  /** Requests in flight to one host; browsers hold more than 6 back themselves over HTTP/1.1. */
  readonly requestsPerHost?: number;
  /** Tries per request, the first included. */
  readonly tries?: number;
  /** Milliseconds without a byte after which a try is given up. */
  readonly silence?: number;
}

export interface JsonRequest {
  readonly signal?: AbortSignal;
  readonly method?: 'GET' | 'POST';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly priority?: Priority;
}

export interface RangeRequest extends ByteRange {
  readonly priority?: Priority;
}

export interface HttpStats {
  /** Requests sent, repeated tries included. */
  readonly requests: number;
  /** Body bytes received. */
  readonly bytes: number;
}

interface Call<T> {
  readonly url: string;
  readonly init: RequestInit;
  readonly signal: AbortSignal | undefined;
  readonly priority: Priority | undefined;
  /** Makes the result of a successful answer; `read` gives the body, up to a limit of bytes. */
  readonly take: (response: Response, read: (limit: number) => Promise<ArrayBuffer>) => Promise<T>;
}

/**
 * HTTP for catalogs and range reads alike: retries what may pass (dropped connections, silence, 429, 5xx) with backoff,
 * limits requests in flight per host, and rejects with a BestpixelError that names the address without its query, or
 * with the standard AbortError at once when the signal aborts. URLs are absolute.
 */
export class Http {
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #tries: number;
  readonly #silence: number;
  readonly #limit: HostLimit;
  #requests = 0;
  #bytes = 0;

  constructor(options: HttpOptions = {}) {
    // Called unbound, as browsers demand.
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#tries = options.tries ?? 4;
    this.#silence = options.silence ?? 30_000;
    this.#limit = new HostLimit(options.requestsPerHost ?? 6);
  }

  /** A JSON document of at most 64 MiB, as untrusted data. Errors: 'network', 'http-status', 'corrupt', 'too-large'. */
  json(url: string, { signal, method = 'GET', body, priority }: JsonRequest = {}): Promise<unknown> {
    const init: RequestInit =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    return this.#request({
      url,
      init,
      signal,
      priority,
      take: (_response, read) => readJson(read, url),
    });
  }

  /** Bytes of a file. Errors: 'network', 'http-status', 'range-ignored', 'truncated'. */
  range(url: string, { offset, length, priority }: RangeRequest, signal?: AbortSignal): Promise<RangeAnswer> {
    const asked = { offset, length };
    const where = withoutSecrets(url);
    return this.#request({
      url,
      init: { headers: { Range: rangeHeader(asked) } },
      signal,
      priority,
      take: async (response, read) => {
        checkRangeHead(response, asked, where);
        const bytes = await read(length).catch((error: unknown) => {
          throw error instanceof BodyTooLong ? rangeIgnored('sent more bytes than asked for', where) : error;
        });
        return rangeAnswer(response, bytes, asked, where);
      },
    });
  }

  stats(): HttpStats {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  async #request<T>(call: Call<T>): Promise<T> {
    checkScheme(call.url);
    for (let tried = 1; ; tried++) {
      const release = await this.#limit.acquire(hostOf(call.url), call.priority ?? (() => 0), call.signal);
      let wait: number;
      try {
        return await this.#try(call);
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        if (tried >= this.#tries) throw error.failure;
        wait = delayBefore(tried, error.wait, this.#random);
      } finally {
        release();
      }
      await sleep(this.#clock, wait, call.signal);
    }
  }

  /** One exchange, ended early by the caller's signal or by silence on the line. */
  async #try<T>(call: Call<T>): Promise<T> {
    throwIfAborted(call.signal);
    const where = withoutSecrets(call.url);
    const ended = new AbortController();
    const onAbort = (): void => ended.abort(abortError());
    call.signal?.addEventListener('abort', onAbort, { once: true });
    const giveUp = (): void => ended.abort(silent(where, this.#silence));
    let stopWatch = this.#clock.after(this.#silence, giveUp);
    const heard = (): void => {
      stopWatch();
      stopWatch = this.#clock.after(this.#silence, giveUp);
    };
    const onBytes = (count: number): void => {
      this.#bytes += count;
      heard();
    };
    this.#requests++;
    const sent = this.#fetch(call.url, { ...call.init, signal: ended.signal });
    try {
      const response = await orAbort(sent, ended.signal);
      heard();
      checkStatus(response, where, this.#clock);
      return await call.take(response, (limit) =>
        readBody(response, { limit, signal: ended.signal, onBytes }),
      );
    } catch (error) {
      sent.then(dropBody, () => {});
      if (ended.signal.aborted) throw ended.signal.reason;
      throw error instanceof BestpixelError || error instanceof Transient ? error : dropped(where, error);
    } finally {
      stopWatch();
      call.signal?.removeEventListener('abort', onAbort);
    }
  }
}
