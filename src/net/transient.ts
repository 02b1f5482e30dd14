import { BestpixelError } from '../errors.ts';
import type { Clock } from './clock.ts';

/** A failure that may pass: the request is worth sending again. Never leaves this folder. */
export class Transient extends Error {
  readonly failure: BestpixelError;
  /** How long the server asked to wait, in milliseconds. */
  readonly wait: number | null;

  constructor(failure: BestpixelError, wait: number | null = null) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.wait = wait;
  }
}

const firstDelay = 500;
const longestDelay = 8_000;
/** A server may ask for patience, not for ever. */
const longestWait = 60_000;

/** Milliseconds before try number `tried + 1`: exponential with jitter, at least what the server asked for. */
export function delayBefore(tried: number, asked: number | null, random: () => number): number {
  const backoff = Math.min(firstDelay * 2 ** (tried - 1), longestDelay) * (0.5 + random() / 2);
  return Math.max(backoff, Math.min(asked ?? 0, longestWait));
}

/** `Retry-After` (seconds or a date) in milliseconds; null where absent or senseless. */
export function retryAfter(headers: Headers, clock: Clock): number | null {
  const text = headers.get('Retry-After')?.trim();
  if (!text) return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - clock.now();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

export function silent(where: string, ms: number): Transient {
  return new Transient(
    new BestpixelError('network', `the server was silent for ${Math.round(ms / 1000)} s`, {
      where,
      remedy: 'Check the connection and try again.',
    }),
  );
}

/** `cause`: what `fetch` rejected with; browsers hide why. */
export function dropped(where: string, cause: unknown): Transient {
  return new Transient(
    new BestpixelError('network', 'the server could not be reached or broke off', {
      where,
      remedy: 'Check the connection and try again.',
      cause,
    }),
  );
}
