import { BestpixelError } from '../errors.ts';
import { orAbort, throwIfAborted } from './abort.ts';
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
import { safeHeaders } from './headers.ts';
import { HostLimit, type Priority, type Slots } from './host-limit.ts';
import { readJson } from './json-document.ts';
import type { Parts } from './parts.ts';
import { Reach } from './reach.ts';
import { checkRedirect, checkStatus } from './status.ts';
import { delayBefore, dropped, Transient } from './transient.ts';
import { causeWithoutSecrets, checkAddress, hostOf, placeOf } from './url.ts';
import { Watch } from './watch.ts';

export interface HttpOptions {
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** Uniform in [0, 1): the jitter of waits. */
  readonly random?: () => number;
  /** Who lets requests go; a limit of its own unless given, where several count theirs together. */
  readonly slots?: Slots;
  /** Tries per request, the first included. */
  readonly tries?: number;
  /** Milliseconds without a byte after which a try is given up. */
  readonly silence?: number;
  /** Where requests for an address really go, such as to a proxy. */
  readonly rewrite?: (url: string) => string;
  /** Whose page this is: others' hosts may keep it out (CORS). The page's or worker's own unless given. */
  readonly origin?: string | null;
}

export interface JsonRequest {
  readonly signal?: AbortSignal;
  readonly method?: 'GET' | 'POST';
  /** Sent as JSON. */
  readonly body?: unknown;
  /** As a STAC link asks for them. Those of the browser itself are not sent, credentials only as `headersFrom` allows. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The address of the document that asks for `headers`: credentials are sent to its own origin alone. */
  readonly headersFrom?: string;
  /** Before all ranges unless given: documents say what there is to read. */
  readonly priority?: Priority;
}

export interface RangeRequest extends ByteRange {
  /** Fewer bytes go first unless given: headers and qualities decide what else is to be read. */
  readonly priority?: Priority;
  /** Where the file is read instead, signature included; it keeps its name in errors. */
  readonly at?: string;
  /** True where nothing that the browser has kept of the file may be used. */
  readonly anew?: boolean;
}

export interface HttpStats {
  /** Requests sent, repeated tries included. */
  readonly requests: number;
  /** Body bytes received. */
  readonly bytes: number;
}

interface Call<T> {
  /** Where the request goes. */
  readonly address: string;
  /** The name in errors. */
  readonly where: string;
  readonly init: RequestInit;
  readonly headers: Readonly<Record<string, string>>;
  /** True where the browser asks the server first whether the page may. */
  readonly preflighted: boolean;
  readonly signal: AbortSignal | undefined;
  readonly priority: Priority | undefined;
  /** Makes the result of a successful answer; `read` gives the body, up to a limit of bytes. */
  readonly take: (response: Response, read: (limit: number) => Promise<Parts>) => Promise<T>;
}

/**
 * HTTP for catalogs and range reads alike: retries what may pass (dropped connections, silence, 429, 5xx) with backoff,
 * limits requests in flight per host, and rejects with a BestpixelError that names the address without its query, or
 * with the standard AbortError at once when the signal aborts. URLs are absolute. Any request may fail as 'network',
 * 'cors', 'http-status' or 'bad-input'.
 */
export class Http {
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #tries: number;
  readonly #silence: number;
  readonly #slots: Slots;
  readonly #rewrite: (url: string) => string;
  readonly #reach: Reach;
  #requests = 0;
  #bytes = 0;

  constructor(options: HttpOptions = {}) {
    // Called unbound, as browsers demand.
    const send = options.fetch ?? ((input, init) => fetch(input, init));
    this.#fetch = (input, init) => {
      this.#requests++;
      return send(input, init);
    };
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#tries = options.tries ?? 4;
    this.#silence = options.silence ?? 30_000;
    this.#slots = options.slots ?? new HostLimit();
    this.#rewrite = options.rewrite ?? ((url) => url);
    this.#reach = new Reach({
      fetch: this.#fetch,
      clock: this.#clock,
      origin: options.origin === undefined ? ownOrigin() : options.origin,
      patience: Math.min(this.#silence, 10_000),
    });
  }

  /** A JSON document of at most 64 MiB, as untrusted data. Errors, too: 'corrupt', 'too-large'. */
  async json(url: string, request: JsonRequest = {}): Promise<unknown> {
    const { signal, method = 'GET', body, headers: asked = {}, headersFrom, priority = () => -1 } = request;
    const address = this.#rewrite(url);
    const where = placeOf(url, address);
    const headers: Record<string, string> = safeHeaders(asked, { to: url, from: headersFrom });
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    return this.#request({
      address,
      where,
      init: { method, ...(body !== undefined && { body: JSON.stringify(body) }) },
      headers,
      preflighted: Object.keys(headers).length > 0,
      signal,
      priority,
      take: (_response, read) => readJson(read, where),
    });
  }

  /** Bytes of a file. Errors, too: 'range-ignored', 'truncated'. */
  async range(url: string, request: RangeRequest, signal?: AbortSignal): Promise<RangeAnswer> {
    const { offset, length, priority = () => length, at, anew = false } = request;
    const asked = { offset, length };
    const address = at ?? this.#rewrite(url);
    const where = placeOf(url, address);
    return this.#request({
      address,
      where,
      init: anew ? { cache: 'reload' } : {},
      headers: { Range: rangeHeader(asked) },
      preflighted: false,
      signal,
      priority,
      take: async (response, read) => {
        checkRangeHead(response, asked, where);
        const parts = await read(length).catch((error: unknown) => {
          throw error instanceof BodyTooLong ? rangeIgnored('sent more bytes than asked for', where) : error;
        });
        return rangeAnswer(response, parts, asked, where);
      },
    });
  }

  stats(): HttpStats {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  async #request<T>(call: Call<T>): Promise<T> {
    checkAddress(call.address);
    for (let tried = 1; ; tried++) {
      const release = await this.#slots.acquire(
        hostOf(call.address),
        call.priority ?? (() => 0),
        call.signal,
      );
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
    const { address, where, init, headers } = call;
    const watch = new Watch(this.#clock, { ms: this.#silence, where, signal: call.signal });
    const onBytes = (count: number): void => {
      this.#bytes += count;
      watch.heard();
    };
    const sent = this.#fetch(address, { ...init, headers, signal: watch.ended });
    try {
      const response = await this.#answer(call, sent, watch);
      return await call.take(response, (limit) =>
        readBody(response, { limit, signal: watch.ended, onBytes }),
      );
    } catch (error) {
      sent.then(dropBody, () => {});
      if (watch.ended.aborted) throw watch.ended.reason;
      if (error instanceof BestpixelError || error instanceof Transient) throw error;
      throw dropped(where, causeWithoutSecrets(error, address));
    } finally {
      watch.stop();
    }
  }

  /** A success's head. */
  async #answer(call: Call<unknown>, sent: Promise<Response>, watch: Watch): Promise<Response> {
    let response: Response;
    try {
      response = await orAbort(sent, watch.ended);
    } catch (error) {
      if (watch.ended.aborted) throw error;
      // The questions have a patience of their own, after which the line counts as heard.
      watch.heard();
      const cause = causeWithoutSecrets(error, call.address);
      throw await this.#reach.explain({ ...call, signal: watch.ended, cause });
    }
    watch.heard();
    this.#reach.heard(call);
    checkRedirect(response, call);
    checkStatus(response, call.where, this.#clock);
    return response;
  }
}

/** Where a page's or worker's requests come from; null where there is neither. */
function ownOrigin(): string | null {
  return (globalThis as { location?: { origin: string } }).location?.origin ?? null;
}
