import { BestpixelError } from '../errors.ts';

/** An address fit for messages: without query, fragment and user, where tokens and passwords live. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url.split(/[?#]/, 1)[0]!;
  const { protocol, host, pathname } = new URL(url);
  return host ? `${protocol}//${host}${pathname}` : `${protocol}${pathname}`;
}

/** The key under which requests are counted together: scheme, host and port. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

/** Throws 'bad-input' unless the address is absolute and of a scheme that `fetch` reads. */
export function checkScheme(url: string): void {
  if (URL.canParse(url) && ['http:', 'https:', 'blob:'].includes(new URL(url).protocol)) return;
  throw new BestpixelError('bad-input', 'the address is not one that a browser can read', {
    where: withoutSecrets(url),
    remedy: 'Give a full https address.',
  });
}
