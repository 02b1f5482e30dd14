import { BestpixelError, isAbort } from '../errors.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Http } from './http.ts';
import { Tokens } from './tokens.ts';
import { isHttp, withoutSecrets } from './url.ts';

/**
 * Addresses that begin with `from` are read at `to` and the rest: for proxies and mirrors. Where `to` has a query the rest
 * becomes a part of it, encoded.
 */
export interface Rewrite {
  readonly from: string;
  readonly to: string;
}

/** An address as it is read by rules, of which the first that fits counts. */
export function rewritten(href: string, rewrites: readonly Rewrite[]): string {
  const rule = rewrites.find(({ from }) => beginsWith(href, from));
  return rule ? joined(rule.to, href.slice(rule.from.length)) : href;
}

/**
 * Where files are really read: rewritten, and signed with a token where one is needed. One token serves all files of a
 * service; it is asked for once and again before it ends. Caches keep the unsigned href as their key.
 */
export class Addresses {
  readonly #tokens: Tokens;
  #rewrites: readonly Rewrite[] = [];

  constructor(http: Pick<Http, 'json'>, clock: Clock = systemClock) {
    this.#tokens = new Tokens(http, clock);
  }

  /** The first that fits counts. */
  get rewrites(): readonly Rewrite[] {
    return this.#rewrites;
  }

  /** Later reads go by them. Throws 'bad-input' where an address is not one of http or https. */
  set rewrites(rewrites: readonly Rewrite[]) {
    this.#rewrites = rewrites.map(checkRewrite);
  }

  /** An address as it is read now. */
  rewrite(href: string): string {
    return rewritten(href, this.#rewrites);
  }

  /** `token`: the address of the service whose token the file needs. Rejects as `Http.json` does. */
  async of(href: string, token?: string, signal?: AbortSignal): Promise<string> {
    if (token === undefined) return this.rewrite(href);
    try {
      return this.rewrite(signed(href, await this.#tokens.of(token, signal)));
    } catch (error) {
      if (isAbort(error) || !(error instanceof BestpixelError)) throw error;
      const { tag, message, where, remedy, status } = error;
      throw new BestpixelError(tag, `there is no token to read it with: ${message}`, {
        where: `${withoutSecrets(href)}, token from ${where ?? withoutSecrets(token)}`,
        remedy,
        status,
      });
    }
  }

  /** Told that an address was refused (401, 403): its token is forgotten. True where a new one may help. */
  refused(token: string, address: string): boolean {
    return this.#tokens.refused(
      token,
      (text) => address.includes(text) || address.includes(encodeURIComponent(text)),
    );
  }
}

/** The same, where both are the beginnings of addresses of http or https; else throws 'bad-input'. */
export function checkRewrite({ from, to }: Rewrite): Rewrite {
  const wrong = !/^https?:\/\//i.test(from) ? from : URL.canParse(to) && isHttp(to) ? null : to;
  if (wrong === null) return { from, to };
  const what = `'${withoutSecrets(wrong).slice(0, 80)}' is no web address, nor the beginning of one`;
  throw new BestpixelError('bad-input', what, {
    remedy:
      'Give the beginnings of two full addresses, such as https://data.org/ and https://proxy.org/data/.',
  });
}

/** A host alone fits itself, and no host whose name only begins like it. */
function beginsWith(href: string, from: string): boolean {
  return href.startsWith(from) && (!isHostAlone(from) || /^([/?#]|$)/.test(href.slice(from.length)));
}

function joined(to: string, rest: string): string {
  if (to.includes('?')) return to + encodeURIComponent(rest);
  if (to.endsWith('/') && rest.startsWith('/')) return to + rest.slice(1);
  return isHostAlone(to) && !rest.startsWith('/') ? `${to}/${rest}` : to + rest;
}

function isHostAlone(address: string): boolean {
  return /^https?:\/\/[^/?#]+$/i.test(address);
}

/** With the token in its query; parts of the same names, of an older signature, make way. */
function signed(href: string, token: string): string {
  const [address = '', query = ''] = href.split('#', 1)[0]!.split(/\?(.*)/s, 2);
  const names = new Set(token.split('&').map(nameOf));
  const kept = query.split('&').filter((part) => part !== '' && !names.has(nameOf(part)));
  return `${address}?${[...kept, token].join('&')}`;
}

function nameOf(part: string): string {
  return part.split('=', 1)[0]!;
}
