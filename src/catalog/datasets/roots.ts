/** Roots of the STAC APIs that the table knows. */
export const earthSearchV1 = 'https://earth-search.aws.element84.com/v1';
export const earthSearchV2 = 'https://earth-search.aws.element84.com/v2';
export const planetaryComputer = 'https://planetarycomputer.microsoft.com/api/stac/v1';

/** A root as the table writes it: without a slash at the end, its host in small letters. */
export function normalRoot(root: string): string {
  const href = URL.canParse(root) ? new URL(root).href : root;
  return href.replace(/\/+$/, '');
}

/** "/api/stac/v1" */
export function pathOf(root: string): string {
  return URL.canParse(root) ? new URL(root).pathname : root;
}

export const knownRoots: ReadonlySet<string> = new Set([earthSearchV1, earthSearchV2, planetaryComputer]);
