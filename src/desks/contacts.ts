import { sourcesOf } from '../catalog/datasets/table.ts';
import type { Choice } from '../choice/choice.ts';
import { type Rewrite, rewritten } from '../net/addresses.ts';
import { galleryScripts } from '../script/gallery/entries.ts';

/** What is about to be shown. */
interface Named {
  readonly choice: Pick<Choice, 'collection' | 'api'> | null;
  readonly rewrites: readonly Rewrite[];
  /** A script of the gallery that runs at once. */
  readonly example?: string | null;
}

/** Earth Engine ids that the demo serves. */
const ofDemo = new Set(['COPERNICUS/S2_SR_HARMONIZED', 'demo']);

/** Names of hosts that showing it speaks to, without this page's own; files may lie on others that these name. */
export function contactsOf(
  { choice, rewrites, example = null }: Named,
  page: Pick<Location, 'hostname'>,
): string[] {
  const named = [
    ...(choice ? addressesOf(choice) : []),
    ...loadedBy(example).flatMap((collection) => addressesOf({ collection, api: null })),
  ];
  const addresses = [
    ...named.map((address) => rewritten(address, rewrites)),
    ...rewrites.map(({ to }) => to),
  ];
  // Others are on this page's own host.
  const hosts = addresses.filter((address) => /^https?:/i.test(address) && URL.canParse(address));
  const names = new Set(hosts.map((address) => new URL(address).hostname));
  return [...names].filter((host) => host !== page.hostname);
}

function addressesOf({ collection, api }: Pick<Choice, 'collection' | 'api'>): string[] {
  if (api !== null) return [api];
  if (/^https?:/i.test(collection)) return [collection];
  if (ofDemo.has(collection)) return [];
  return sourcesOf(collection).map(({ root }) => root);
}

/** Ids of the collections that a script of the gallery names. */
function loadedBy(example: string | null): string[] {
  const entry = galleryScripts.find(({ id }) => id === example);
  return [...(entry?.source.matchAll(/ImageCollection\(\s*['"]([^'"]+)['"]/g) ?? [])].map(([, id]) => id!);
}
