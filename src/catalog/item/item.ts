import type { MultiPolygon, Polygon } from 'geojson';
import { BestpixelError } from '../../errors.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import { boundsOfFootprint, readBbox, readFootprint } from '../../scene/footprint.ts';
import { type Assets, readAssets } from './asset.ts';
import { instantOf } from './instant.ts';
import { isObject, type Json, objectOf, objectsOf, textOf } from '../json.ts';

/** A STAC Item (1.0 or 1.1), checked: what every collection's items have in common. */
export interface Item extends Assets {
  readonly id: string;
  readonly collection: string | undefined;
  /** The root of the API or catalog it says it comes from. */
  readonly root: string | undefined;
  /** Milliseconds since 1970. */
  readonly datetime: number;
  readonly properties: Json;
  readonly footprint: Polygon | MultiPolygon | null;
  readonly bounds: LngLatBounds | null;
}

/**
 * An item from outside. `documentUrl` is where it was read, against which relative addresses resolve when the item has
 * no self link. Throws 'bad-stac', or 'too-large'.
 */
export function readItem(value: unknown, documentUrl: string): Item {
  if (!isObject(value)) throw bad('it is not a STAC Item');
  const id = textOf(value['id']);
  if (!id) throw bad('its id is missing, empty or too long');
  if (value['type'] !== 'Feature') throw bad('it is not a STAC Item (a GeoJSON Feature)');
  const properties = objectOf(value['properties']);
  const links = objectsOf(value['links']);
  const footprint = readFootprint(value['geometry']);
  return {
    id,
    collection: textOf(value['collection']),
    root: linkTo('root', links, documentUrl),
    datetime: readDatetime(properties),
    properties,
    footprint,
    bounds: footprint ? boundsOfFootprint(footprint) : readBbox(value['bbox']),
    ...readAssets(value, properties, linkTo('self', links, documentUrl) ?? documentUrl),
  };
}

function readDatetime(properties: Json): number {
  const declared = properties['datetime'] ?? properties['start_datetime'];
  const instant = instantOf(declared);
  if (instant === undefined) throw bad(declared == null ? 'it has no datetime' : 'its datetime is not one');
  return instant;
}

/** The absolute address of the first link of that kind; undefined where there is none that a browser can follow. */
function linkTo(rel: string, links: readonly Json[], base: string): string | undefined {
  const href = textOf(links.find((link) => link['rel'] === rel)?.['href'], 8192);
  if (!href || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}

function bad(what: string): BestpixelError {
  return new BestpixelError('bad-stac', what, { remedy: 'Tell the provider of the catalog.' });
}
