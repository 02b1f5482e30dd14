import { BestpixelError } from '../errors.ts';
import type { Clock } from './clock.ts';
import { retryAfter, Transient } from './transient.ts';

/** Throws for every answer that is not a success: Transient for 429 and 5xx, final for the rest. */
export function checkStatus(response: Response, where: string, clock: Clock): void {
  const { status, ok } = response;
  if (ok) return;
  if (status === 416) {
    throw new BestpixelError('truncated', 'the server says that the file ends before the bytes asked for', {
      where,
      remedy: 'The file may be incomplete: check its size, or fetch it again.',
    });
  }
  const failure = new BestpixelError('http-status', `the server answered ${named(status)}`, {
    where,
    remedy: remedyFor(status),
    status,
  });
  throw isPassing(status) ? new Transient(failure, retryAfter(response.headers, clock)) : failure;
}

/** Throws where the way to the answer left encryption: whoever listens there learns what was signed. */
export function checkRedirect(
  { redirected, url }: Response,
  { address, where }: { readonly address: string; readonly where: string },
): void {
  if (!redirected || !/^https:/i.test(address) || /^https:/i.test(url)) return;
  throw new BestpixelError('network', 'the server sends readers on from https to http', {
    where,
    remedy: 'Give an https address that the file has in the end.',
  });
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

function named(status: number): string {
  const name = names[status];
  return name ? `${status} (${name})` : String(status);
}

const names: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'not signed in',
  403: 'forbidden',
  404: 'not found',
  410: 'gone',
  429: 'too many requests',
  500: 'server error',
  502: 'bad gateway',
  503: 'unavailable',
  504: 'gateway timeout',
};

function remedyFor(status: number): string {
  if (status === 401 || status === 403)
    return 'It needs a permission or a signed address; it may have expired.';
  if (status === 404 || status === 410) return 'Check the address: the file may have moved or been removed.';
  if (isPassing(status)) return 'Try again later.';
  return 'Check the address.';
}
