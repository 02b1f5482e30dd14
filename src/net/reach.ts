import { BestpixelError } from '../errors.ts';
import { orAbort } from './abort.ts';
import type { Clock } from './clock.ts';
import { dropped, Transient } from './transient.ts';
import { hostOf, isHttp } from './url.ts';

export interface ReachOptions {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Whose page this is; null: nobody's, and every answer can be read. */
  readonly origin: string | null;
  /** Milliseconds after which a question without an answer is given up. */
  readonly patience: number;
}

/** A request that `fetch` rejected without an answer. */
export interface FailedRequest {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** True where the browser asks the server first whether the page may. */
  readonly preflighted: boolean;
  readonly where: string;
  readonly cause: unknown;
  readonly signal: AbortSignal;
}

/** `passing`: the server is there and lets itself be read, or was not there: it may be so in a moment. */
type Verdict = 'passing' | 'cors' | 'redirects';

/** How long a verdict stands, in milliseconds. */
const standing = 30_000;

/**
 * Why `fetch` failed, which browsers hide. A host that never let itself be read is asked in two ways: so that the answer
 * stays unread, and as the failed request was made. If only the first is answered the page is kept out by CORS.
 */
export class Reach {
  readonly #options: ReachOptions;
  /** Hosts that were read, for either kind of request. */
  readonly #read = new Set<string>();
  readonly #verdicts = new Map<string, { readonly at: number; readonly verdict: Promise<Verdict> }>();

  constructor(options: ReachOptions) {
    this.#options = options;
  }

  /** Told of each answer that could be read. */
  heard({ address, preflighted }: Pick<FailedRequest, 'address' | 'preflighted'>): void {
    this.#read.add(keyOf(address, false));
    if (preflighted) this.#read.add(keyOf(address, true));
  }

  /** The failure with its name: Transient where another try may help. Rejects as the signal aborts. */
  async explain(request: FailedRequest): Promise<BestpixelError | Transient> {
    const { address, where, cause, signal } = request;
    if (!isHttp(address)) return dropped(where, cause);
    if (isInsecure(address, this.#options.origin)) return insecure(where);
    const verdict = await orAbort(this.#verdict(request), signal);
    if (verdict === 'cors') return noCors(where);
    return verdict === 'redirects' ? misled(where, cause) : dropped(where, cause);
  }

  #verdict(request: FailedRequest): Promise<Verdict> {
    const { address, preflighted } = request;
    const { clock, origin } = this.#options;
    const key = keyOf(address, preflighted);
    if (origin === null || this.#read.has(key)) return Promise.resolve('passing');
    const known = this.#verdicts.get(key);
    if (known && clock.now() - known.at < standing) return known.verdict;
    const verdict = this.#ask(request);
    this.#verdicts.set(key, { at: clock.now(), verdict });
    return verdict;
  }

  async #ask({ address, headers, preflighted }: FailedRequest): Promise<Verdict> {
    const foreign = hostOf(address) !== this.#options.origin;
    if (foreign && (await this.#answer(address, { mode: 'no-cors' }))) {
      const readable = await this.#answer(address, { headers });
      if (readable === null) return 'cors';
      if (readable) this.heard({ address, preflighted });
      return 'passing';
    }
    const answer = await this.#answer(address, { redirect: 'manual' });
    return answer && isRedirect(answer) ? 'redirects' : 'passing';
  }

  /** The head of an answer; null where `fetch` fails, undefined where none comes in time. */
  async #answer(address: string, init: RequestInit): Promise<Response | null | undefined> {
    const ended = new AbortController();
    const callOff = this.#options.clock.after(this.#options.patience, () => ended.abort());
    try {
      const question: RequestInit = { method: 'HEAD', cache: 'no-store', ...init, signal: ended.signal };
      return await orAbort(this.#options.fetch(address, question), ended.signal);
    } catch {
      return ended.signal.aborted ? undefined : null;
    } finally {
      callOff();
      ended.abort();
    }
  }
}

function keyOf(address: string, preflighted: boolean): string {
  return `${hostOf(address)} ${preflighted ? 'preflighted' : 'simple'}`;
}

function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/** Pages that came by https are kept from http, but for this machine. */
function isInsecure(address: string, origin: string | null): boolean {
  const { protocol, hostname } = new URL(address);
  const here = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return protocol === 'http:' && !here && origin !== null && origin.startsWith('https:');
}

function noCors(where: string): BestpixelError {
  return new BestpixelError('cors', 'the server lets no other web page read it (no CORS)', {
    where,
    remedy:
      'Read it through a proxy or from a mirror (rewriting of addresses), or download the file and open it from disk.',
  });
}

function insecure(where: string): BestpixelError {
  return new BestpixelError('bad-input', 'a page that came by https may not read an http address', {
    where,
    remedy: 'Give an https address, or download the file and open it from disk.',
  });
}

function misled(where: string, cause: unknown): Transient {
  const what = 'the server sends readers on in a circle, or to where browsers cannot follow';
  const remedy = 'Give the address that the file has in the end.';
  return new Transient(new BestpixelError('network', what, { where, remedy, cause }));
}
