import type { StacLink } from 'stac-ts';
import { isObject, type Json, objectsOf, textOf } from '../json.ts';

/** A link of a STAC document, as far as it is followed: STAC's own fields and those of paged searches. */
export interface Link {
  readonly rel: StacLink['rel'];
  /** Absolute, http or https; undefined where a browser cannot follow it. */
  readonly href: string | undefined;
  /** The address as the document has it. */
  readonly written: string;
  readonly type: StacLink['type'];
  readonly title: StacLink['title'];
  /** GET unless the link says otherwise. */
  readonly method: 'GET' | 'POST';
  readonly body: Json | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** True where `body` is only what changes in the first request. */
  readonly merge: boolean;
}

const maxHref = 8192;

/** A document's links in its order; those without relation or address are none. */
export function linksOf(document: unknown, base: string): readonly Link[] {
  if (!isObject(document)) return [];
  return objectsOf(document['links']).flatMap((link) => {
    const rel = textOf(link['rel']);
    const written = textOf(link['href'], maxHref);
    if (!rel || !written) return [];
    const { method, body, merge } = link;
    return {
      rel,
      written,
      href: absolute(written, base),
      type: textOf(link['type'])?.split(';')[0]!.trim().toLowerCase(),
      title: textOf(link['title'], 300),
      method: typeof method === 'string' && method.toUpperCase() === 'POST' ? 'POST' : 'GET',
      body: isObject(body) ? body : undefined,
      headers: headersOf(link['headers']),
      merge: merge === true,
    };
  });
}

/** The first link of a kind that can be followed. */
export function linkOf(links: readonly Link[], rel: string): (Link & { readonly href: string }) | undefined {
  return links.find((link): link is Link & { href: string } => link.rel === rel && link.href !== undefined);
}

/** The address of the API's or the catalog's root, as the document tells it; undefined where it does not. */
export function rootOf(document: unknown, base: string): string | undefined {
  return linkOf(linksOf(document, base), 'root')?.href;
}

function absolute(href: string, base: string): string | undefined {
  if (!URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

/** A header may be one text or, as in STAC's own example, a list of them. */
function headersOf(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  const entries = Object.entries(value).flatMap(([name, text]) => {
    const one = textOf(Array.isArray(text) ? text.join(', ') : text, maxHref);
    return one && /^[\w-]{1,100}$/.test(name) && !/[\r\n\0]/.test(one) ? [[name, one] as const] : [];
  });
  return Object.fromEntries(entries);
}
