import { numberOf, objectOf, objectsOf, textOf } from '../json.ts';
import type { ApiInfo, CollectionEntry, Queryable } from '../api-info.ts';
import { BestpixelError, isAbort } from '../../errors.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import { readBbox } from '../../scene/footprint.ts';
import { withoutSecrets } from '../../net/url.ts';
import { instantOf } from '../item/instant.ts';
import { type Api, collectionAt, type Fetch } from './api.ts';
import { type Link, linkOf, linksOf } from './links.ts';

export interface Visit {
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
}

const maxPages = 50;
const maxEntries = 5000;
/** Folders of a static catalog that are looked into. */
const maxFolders = 300;
const maxDepth = 4;

/** The collections of an API, page by page. */
export async function collectionsOf(api: Api, { fetch, signal }: Visit): Promise<ApiInfo> {
  const entries = new Map<string, CollectionEntry>();
  const asked = new Set<string>();
  let url: string | undefined = api.collections;
  while (url && !asked.has(url) && asked.size < maxPages && entries.size < maxEntries) {
    asked.add(url);
    const page = objectOf(await fetch(url, signal));
    if (!Array.isArray(page['collections'])) throw notCollections(url);
    for (const collection of objectsOf(page['collections'])) {
      const id = textOf(collection['id']);
      if (id) entries.set(id, entryOf(collection, collectionAt(api, id)));
    }
    url = linkOf(linksOf(page, url), 'next')?.href;
  }
  return { title: api.title, collections: [...entries.values()] };
}

/** The collections of a static catalog; a catalog or collection that holds items itself is one of them. */
export async function partsOf(document: unknown, url: string, visit: Visit): Promise<ApiInfo> {
  const parts: CollectionEntry[] = [];
  const seen = new Set([url]);
  let left = maxFolders;
  const look = async (document: unknown, at: string, depth: number): Promise<void> => {
    const links = linksOf(document, at);
    const holdsItems = links.some(({ rel }) => rel === 'item' || rel === 'items');
    const collection = objectOf(document)['type'] === 'Collection';
    const children = links.filter((link): link is Link & { href: string } => {
      const { rel, href } = link;
      return rel === 'child' && href !== undefined && !seen.has(href) && Boolean(seen.add(href));
    });
    if (holdsItems || (collection && children.length === 0)) parts.push(entryOf(document, at));
    if (depth === maxDepth) return;
    const some = children.slice(0, Math.max(0, left));
    left -= some.length;
    const found = await Promise.all(some.map((child) => openChild(child, visit)));
    for (const [i, child] of found.entries()) {
      if (child) await look(child, some[i]!.href, depth + 1);
      else parts.push(entryOf({ title: some[i]!.title }, some[i]!.href));
    }
  };
  await look(document, url, 0);
  const title = textOf(objectOf(document)['title'], 200) ?? textOf(objectOf(document)['id'], 200);
  return { title: title ?? withoutSecrets(url), collections: parts };
}

/** Null where it cannot be read: its link is listed all the same, and tells why when it is opened. */
async function openChild({ href }: { readonly href: string }, { fetch, signal }: Visit): Promise<unknown> {
  try {
    return await fetch(href, signal);
  } catch (error) {
    if (isAbort(error)) throw error;
    return null;
  }
}

/** What a document tells of itself, but for its address: copies name the original, and a proxy's API itself. */
export function entryOf(document: unknown, address: string): CollectionEntry {
  const fields = objectOf(document);
  const { spatial, temporal } = objectOf(fields['extent']);
  const [interval] = listOf(objectOf(temporal)['interval']);
  const [from, to] = listOf(interval);
  const id = textOf(fields['id']) ?? withoutSecrets(address);
  return {
    address,
    id,
    title: textOf(fields['title'], 300) ?? id,
    description: textOf(fields['description'], 100_000)?.slice(0, 2000) ?? '',
    bounds: boundsOf(listOf(objectOf(spatial)['bbox'])[0]),
    from: instantOf(from) ?? null,
    to: instantOf(to) ?? null,
  };
}

function boundsOf(bbox: unknown): LngLatBounds | null {
  try {
    return readBbox(bbox);
  } catch {
    // A catalog's own outline is only shown.
    return null;
  }
}

/** The properties that a JSON Schema of queryables names, as far as one can search by them in a form. */
export function queryablesOf(schema: unknown): Queryable[] {
  const entries = Object.entries(objectOf(objectOf(schema)['properties'])).slice(0, 500);
  return entries.flatMap(([name, value]) => {
    const known = wellKnown[name];
    const field = { ...known, ...objectOf(value) };
    const type = typeOf(field);
    if (!textOf(name, 200) || !type || 'format' in field || notAsked.has(name)) return [];
    const [minimum, maximum] = [numberOf(field['minimum']), numberOf(field['maximum'])];
    const values = listOf(field['enum']).filter((item) => typeof item === type) as (string | number)[];
    return {
      name,
      title: textOf(field['title'], 200) ?? name,
      type,
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
      ...(values.length > 0 && { values: values.slice(0, 200) }),
    };
  });
}

/** Place and time have fields of their own. */
const notAsked = new Set([
  'id',
  'collection',
  'geometry',
  'bbox',
  'datetime',
  'start_datetime',
  'end_datetime',
]);

/** Some APIs only point to the extension's schema, on a host that nobody named. */
const wellKnown: Readonly<Record<string, object>> = {
  'eo:cloud_cover': { title: 'Cloud cover', type: 'number', minimum: 0, maximum: 100 },
  'eo:snow_cover': { title: 'Snow cover', type: 'number', minimum: 0, maximum: 100 },
  gsd: { title: 'Ground sample distance', type: 'number', minimum: 0 },
  platform: { title: 'Platform', type: 'string' },
  constellation: { title: 'Constellation', type: 'string' },
  'sat:orbit_state': { title: 'Orbit state', type: 'string' },
  'sat:relative_orbit': { title: 'Relative orbit', type: 'number' },
  'view:off_nadir': { title: 'Off nadir', type: 'number', minimum: 0, maximum: 90 },
  'view:sun_elevation': { title: 'Sun elevation', type: 'number', minimum: -90, maximum: 90 },
  'view:sun_azimuth': { title: 'Sun azimuth', type: 'number', minimum: 0, maximum: 360 },
};

function typeOf({ type, enum: values }: Readonly<Record<string, unknown>>): Queryable['type'] | undefined {
  const types: unknown[] = Array.isArray(type) ? type : [type];
  if (types.some((one) => one === 'number' || one === 'integer')) return 'number';
  if (types.includes('string')) return 'string';
  const first = listOf(values)[0];
  return typeof first === 'string' || typeof first === 'number'
    ? (typeof first as Queryable['type'])
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function notCollections(url: string): BestpixelError {
  return new BestpixelError('bad-stac', 'the answer is not a list of collections', {
    where: withoutSecrets(url),
    remedy: 'Check that the address is that of a STAC API, or tell its provider.',
  });
}
