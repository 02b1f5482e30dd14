import { BestpixelError } from '../errors.ts';

/** What tells editions of one file apart; null where the server does not say, or hides it from other origins. */
export interface Edition {
  /** A strong one. */
  readonly etag: string | null;
  readonly modified: string | null;
  /** Bytes in the whole file. */
  readonly total: number | null;
}

export function editionOf(headers: Headers, total: number | null): Edition {
  const etag = headers.get('ETag')?.trim();
  return { etag: etag && !/^W\//i.test(etag) ? etag : null, modified: headers.get('Last-Modified'), total };
}

/** False where two answers come from different editions, as far as their heads tell. */
export function isSameEdition(a: Edition, b: Edition): boolean {
  const differ = (key: keyof Edition): boolean => a[key] !== null && b[key] !== null && a[key] !== b[key];
  if (differ('total')) return false;
  return a.etag !== null && b.etag !== null ? a.etag === b.etag : !differ('modified');
}

/** What is known from both. */
export function joinEditions(a: Edition, b: Edition): Edition {
  return {
    etag: a.etag ?? b.etag,
    modified: a.modified ?? b.modified,
    total: a.total ?? b.total,
  };
}

export function changedFile(where: string): BestpixelError {
  return new BestpixelError('changed', 'the file changed while it was read', {
    where,
    remedy: 'Try again: it is then read anew and whole.',
  });
}
