import type { Interval, PropertyTest } from '../../scene/query.ts';
import type { Json } from '../json.ts';
import type { Api } from './api.ts';
import { sayTests } from './property-tests.ts';
import type { Region } from './region.ts';

/** One search: what a server can be asked for. */
export interface Search {
  readonly collections: readonly string[];
  readonly region: Region | null;
  readonly time: Interval | null;
  /** By STAC's names. */
  readonly tests: readonly PropertyTest[];
  /** Items on a page. */
  readonly limit: number;
}

/** A request for one page. */
export interface PageRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** The document that asks for `headers`. */
  readonly headersFrom?: string;
}

export interface Requests {
  readonly requests: readonly PageRequest[];
  /** False where something could not be asked for, and is left to be tested on what comes. */
  readonly said: boolean;
}

/** What is read of an item. Any property may be filtered by or shown, and any asset may be a band: both stay whole. */
const fields = [
  'type',
  'stac_version',
  'id',
  'collection',
  'geometry',
  'bbox',
  'links',
  'properties',
  'assets',
];

/** The first request of a search. */
export function searchRequest(
  api: Api,
  method: 'GET' | 'POST',
  { collections, region, time, tests, limit }: Search,
): Requests {
  const { params: tested, said } = sayTests(tests, api.language[method]);
  const url = api.search[method]!;
  const where = region?.geometry ? { intersects: region.geometry } : region ? { bbox: bboxOf(region) } : {};
  const datetime = time && datetimeOf(time);
  const params = { collections, ...where, ...(datetime && { datetime }), limit, ...tested };
  if (method === 'GET') {
    const more = { ...(api.sorts && { sortby: '-properties.datetime' }), ...(api.fields && { fields }) };
    return { requests: [{ url: withParams(url, { ...params, ...more }), method }], said };
  }
  const body = {
    ...params,
    // Newest first, as most servers do by themselves: what a cut list leaves out is then the same everywhere.
    ...(api.sorts && { sortby: [{ field: 'properties.datetime', direction: 'desc' }] }),
    ...(api.fields && { fields: { include: fields } }),
  };
  return { requests: [{ url, method, body }], said };
}

/** The first request for a collection's items (OGC API Features): it takes a box and a time, and no tests. */
export function itemsRequest(items: string, { region, time, limit }: Search): PageRequest {
  const datetime = time && datetimeOf(time);
  const params = { ...(region && { bbox: bboxOf(region) }), ...(datetime && { datetime }), limit };
  return { url: withParams(items, params), method: 'GET' };
}

/** Both ends included, as servers take it: the excluded end is a millisecond later. Undefined for any time. */
function datetimeOf({ start, end }: Interval): string | undefined {
  const [from, to] = [instant(start), instant(end - 1)];
  return from === '..' && to === '..' ? undefined : `${from}/${to}`;
}

const [firstYear, lastYear] = [Date.UTC(1, 0), Date.UTC(9999, 11)];

function instant(ms: number): string {
  return ms >= firstYear && ms <= lastYear ? new Date(ms).toISOString() : '..';
}

function bboxOf({ boxes }: Region): number[] {
  const [{ west, south, east, north }] = boxes as readonly [Region['boxes'][0]];
  return [west, south, east, north];
}

/** Lists by commas, objects as JSON, over what the address has already. */
function withParams(address: string, params: Json): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, paramOf(value));
  return url.href;
}

function paramOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
