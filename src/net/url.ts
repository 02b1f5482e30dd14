import { BestpixelError } from '../errors.ts';

/** An address fit for messages: without query, fragment and user, where tokens and passwords live. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url.split(/[?#]/, 1)[0]!;
  const { protocol, host, pathname } = new URL(url);
  return host ? `${protocol}//${host}${pathname}` : `${protocol}${pathname}`;
}

/** A file's name in messages: its address, and where it was read if that is elsewhere. Without secrets. */
export function placeOf(url: string, address: string): string {
  const [name, place] = [withoutSecrets(url), withoutSecrets(address)];
  return name === place ? name : `${name}, read at ${place}`;
}

/** What was thrown on the way to an address, as a cause that tells no secret of it; undefined where it does. */
export function causeWithoutSecrets(cause: unknown, address: string): unknown {
  const query = address.split('#', 1)[0]!.split('?').slice(1).join('?');
  return query !== '' && String(cause).includes(query) ? undefined : cause;
}

/** The key under which requests are counted together: scheme, host and port. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

export function isHttp(url: string): boolean {
  return /^https?:/i.test(url);
}

/** Throws 'bad-input' unless the address is absolute and one that `fetch` takes. */
export function checkAddress(url: string): void {
  if (!URL.canParse(url) || !['http:', 'https:', 'blob:'].includes(new URL(url).protocol)) {
    throw badAddress('the address is not one that a browser can read', url, 'Give a full https address.');
  }
  const { username, password } = new URL(url);
  if (username || password) {
    throw badAddress('browsers read no address that holds a user name or password', url, 'Leave them out.');
  }
}

function badAddress(what: string, url: string, remedy: string): BestpixelError {
  return new BestpixelError('bad-input', what, { where: withoutSecrets(url), remedy });
}
