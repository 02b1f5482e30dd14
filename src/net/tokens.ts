import { BestpixelError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { Http } from './http.ts';
import { SharedTasks } from './shared-task.ts';
import { withoutSecrets } from './url.ts';

interface Token {
  readonly text: string;
  /** Milliseconds since 1970 by this machine's clock, as is `renewAt`. */
  readonly endsAt: number;
  readonly renewAt: number;
}

/** How long a token holds whose answer does not say, in milliseconds. */
const usualLife = 45 * 60_000;
/** It is renewed so much before its end: reads that are under way still finish. */
const margin = 4 * 60_000;
/** A new token that seems to have ended already meets a clock that goes wrong: it is used all the same for so long. */
const leastLife = 5 * 60_000;
/** Asked for anew because of refusals no sooner than this: what is refused still is refused for another reason. */
const patience = 5_000;

/** Tokens of services (`{ token, 'msft:expiry' }`), each asked for once for all who need it, and again before it ends. */
export class Tokens {
  readonly #http: Pick<Http, 'json'>;
  readonly #clock: Clock;
  readonly #held = new Map<string, Token>();
  /** When a token was last forgotten, by service. */
  readonly #forgotten = new Map<string, number>();
  readonly #asking = new SharedTasks<string, Token>();

  constructor(http: Pick<Http, 'json'>, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
  }

  /** The token as it is put into addresses. Rejects as `Http.json` does, or with 'corrupt'. Failures are not kept. */
  async of(service: string, signal?: AbortSignal): Promise<string> {
    const held = this.#held.get(service);
    if (held && this.#clock.now() < held.renewAt) return held.text;
    try {
      return (await this.#asking.run(service, (ended) => this.#ask(service, ended), signal)).text;
    } catch (error) {
      // One that still holds is better than none.
      if (held && !signal?.aborted && this.#clock.now() < held.endsAt && this.#held.get(service) === held)
        return held.text;
      throw error;
    }
  }

  /** Forgets the token that was refused. True where another one is held or may be had. */
  refused(service: string, isSignedWith: (token: string) => boolean): boolean {
    const held = this.#held.get(service);
    if (!held || !isSignedWith(held.text)) return true;
    const now = this.#clock.now();
    if (now - (this.#forgotten.get(service) ?? -Infinity) < patience) return false;
    this.#forgotten.set(service, now);
    this.#held.delete(service);
    return true;
  }

  async #ask(service: string, signal: AbortSignal): Promise<Token> {
    const token = readToken(await this.#http.json(service, { signal }), { service, now: this.#clock.now() });
    this.#held.set(service, token);
    return token;
  }
}

function readToken(answer: unknown, { service, now }: { service: string; now: number }): Token {
  const { token, 'msft:expiry': expiry } = (answer ?? {}) as Record<string, unknown>;
  const text = typeof token === 'string' ? token.replace(/^[?&]/, '') : '';
  // What a query may hold, by RFC 3986.
  if (!/^[\w\-.~!$&'()*+,;=:@/?%]+$/.test(text)) {
    throw new BestpixelError('corrupt', 'the answer holds no token', {
      where: withoutSecrets(service),
      remedy: 'Check the address of the service that gives tokens.',
    });
  }
  const end = typeof expiry === 'string' ? Date.parse(expiry) : NaN;
  const life = Number.isFinite(end) ? end - now : usualLife;
  const renewAt = now + Math.max(life - margin, leastLife);
  return { text, renewAt, endsAt: Math.max(now + life, renewAt) };
}
