/**
 * Where a token for a collection's files is had: beside the root of an API of the Planetary Computer's kind.
 * "https://host/api/stac/v1" → "https://host/api/sas/v1/token/<collection>".
 */
export function tokenAddress(root: string, collection: string): string {
  return new URL(`../../sas/v1/token/${encodeURIComponent(collection)}`, `${root.replace(/\/+$/, '')}/`).href;
}

/** True for the root whose files, whatever the collection, are read with a token. */
export function needsTokens(root: string): boolean {
  if (!URL.canParse(root)) return false;
  const { hostname, pathname } = new URL(root);
  return hostname === 'planetarycomputer.microsoft.com' && /\/api\/stac\/v1\/?$/.test(pathname);
}
