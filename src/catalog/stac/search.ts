import { BestpixelError } from '../../errors.ts';
import type { LngLatBounds } from '../../grid/grid.ts';
import type { Http } from '../../net/http.ts';
import type { Interval, PropertyTest, SceneQuery } from '../../scene/query.ts';
import type { SceneList } from '../../scene/scene.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { type Api, collectionAt } from './api.ts';
import { fewerTimes } from './fewer-times.ts';
import { matcher } from './narrow.ts';
import { readPages } from './pages.ts';
import { type Reading, readScene } from './read-scene.ts';
import { cellsOf, type Region, regionOfArea, regionOfPlace, regionWithin } from './region.ts';
import type { SceneCache } from './scene-cache.ts';
import {
  itemsRequest,
  type PageRequest,
  type Requests,
  type Search,
  searchRequest,
} from './search-request.ts';
import { Collector, Stream } from './stream.ts';

/** Collections of one API. */
export interface Source {
  readonly api: Api;
  readonly collections: readonly string[];
  /** The rows of the datasets table that their items may be; null: whatever the items say. */
  readonly rows: readonly Dataset[] | null;
  /** What the items have to fulfil besides the query, by STAC's names. */
  readonly tests: readonly PropertyTest[];
  /** Where the one collection lists its items, for an API without search. */
  readonly items?: string;
}

export interface Ask {
  readonly http: Pick<Http, 'json'>;
  readonly source: Source;
  readonly query: SceneQuery;
  /** What is listed of a source that would be too much otherwise. */
  readonly area: LngLatBounds | null;
  readonly limit: number;
  readonly cache: SceneCache;
  readonly signal: AbortSignal;
}

export interface Answer extends Pick<SceneList, 'covers' | 'cutFrom' | 'partial' | 'rejected'> {
  readonly readings: readonly Reading[];
}

/** Items on a page: servers of this kind fail on larger answers. */
const pageSize = 100;
/** Cells that a search too large for one list is cut into, and the searches that makes with several intervals. */
const maxCells = 16;
const maxStreams = 64;
const maxIntervals = 32;
/** Pages with nothing new or wanted on them, after which a list is left at what it has. */
const idlePages = 40;

/**
 * The items of a source that a query can use. Where more match than the limit, what is listed narrows to the area, and
 * the limit is shared out evenly over its parts. Errors: 'no-area' where neither place nor area is given and more match
 * than the first page tells of, or the limit allows; those of Http.json, 'bad-stac'. Pages that fail after the first are
 * in `rejected`.
 */
export async function search(ask: Ask): Promise<Answer> {
  const { query, area } = ask;
  if (query.times?.length === 0) return { readings: [], rejected: [] };
  if (!query.place) {
    if (!area) return searchEverywhere(ask);
    return { ...(await searchIn(ask, regionOfArea(area), { final: true }))!, covers: area };
  }
  const place = regionOfPlace(query.place);
  const part = area && regionWithin(query.place, area);
  const final = area === null || JSON.stringify(part) === JSON.stringify(place);
  const answer = await searchIn(ask, place, { final });
  if (answer || !area) return answer!;
  if (!part) return { readings: [], rejected: [], covers: area };
  return { ...(await searchIn(ask, part, { final: true }))!, covers: area };
}

/** All there is, where the first page tells that it is little. The collections of the datasets table are not asked. */
async function searchEverywhere(ask: Ask): Promise<Answer> {
  const { source, query, limit } = ask;
  if (source.rows) throw tooLarge(query.id);
  const { streams } = await begin(ask, [null], pageSize);
  const matched = sum(streams.map(({ matched }) => matched));
  const little = matched === undefined ? streams.every(({ ended }) => ended) : matched <= limit;
  const answer = little ? await takeAll(new Collector(streams, idlePages), limit) : null;
  if (!answer) throw tooLarge(query.id);
  return answer;
}

/** Null where more match than may be listed, unless this is final. */
async function searchIn(ask: Ask, region: Region, { final }: { final: boolean }): Promise<Answer | null> {
  const { limit } = ask;
  const { streams, counts } = await begin(ask, [region], pageSize);
  const collector = new Collector(streams, idlePages);
  // A server that sends what was not asked for counts it, too.
  const counted = counts && region.exact && !collector.unwanted;
  const matched = counted ? sum(streams.map(({ matched }) => matched)) : undefined;
  if (matched === undefined || matched <= limit) {
    const all = await takeAll(collector, limit);
    if (all) return all;
  }
  if (!final) return null;
  const intervals = timesOf(ask.query).length;
  const cells = cellsOf(region, Math.max(1, Math.min(maxCells, Math.floor(maxStreams / intervals))));
  const shared = cells.length > 1 ? await beginCells(ask, cells) : collector;
  await shared.collect(limit);
  const { failures, readings, whole, unwanted } = shared;
  const cutFrom = unwanted ? 'more' : (matched ?? 'more');
  const partial = failures.length > 0;
  return {
    readings: readings.slice(0, limit),
    rejected: failures,
    ...(!whole && { cutFrom }),
    ...(partial && { partial }),
  };
}

/** Everything, or what of it could be had; null where it is more than the limit. */
async function takeAll(collector: Collector, limit: number): Promise<Answer | null> {
  await collector.collect(limit + 1);
  const { readings, failures, whole } = collector;
  if (failures.length > 0) {
    return { readings: readings.slice(0, limit), rejected: failures, cutFrom: 'more', partial: true };
  }
  return whole && readings.length <= limit ? { readings, rejected: [] } : null;
}

async function beginCells(ask: Ask, cells: readonly Region[]): Promise<Collector> {
  // A scene lies in several cells: twice the even share comes close to it.
  const share = Math.ceil((2 * ask.limit) / (cells.length * timesOf(ask.query).length));
  const { streams } = await begin(ask, cells, Math.min(pageSize, Math.max(10, share)));
  return new Collector(streams, idlePages);
}

interface Begun {
  readonly streams: readonly Stream[];
  /** False where the server was not asked for all that the query says, so that its counts say nothing. */
  readonly counts: boolean;
}

/** APIs that do not let this page POST. */
const deafToPost = new WeakSet<Api>();

/** The first pages of searches in these regions, by POST where that is offered and the page may send it, else by GET. */
async function begin(ask: Ask, regions: readonly (Region | null)[], limit: number): Promise<Begun> {
  const { api } = ask.source;
  const { POST, GET } = api.search;
  if (!POST || deafToPost.has(api)) return beginBy('GET', ask, { regions, limit });
  try {
    return await beginBy('POST', ask, { regions, limit });
  } catch (error) {
    // A POST asks the server for leave first (a preflight), which a GET does not need.
    const refused = error instanceof BestpixelError && (error.tag === 'cors' || error.status === 405);
    if (!GET || !refused) throw error;
    deafToPost.add(api);
    return beginBy('GET', ask, { regions, limit });
  }
}

async function beginBy(
  method: 'GET' | 'POST',
  ask: Ask,
  { regions, limit }: { readonly regions: readonly (Region | null)[]; readonly limit: number },
): Promise<Begun> {
  const { source, query } = ask;
  const known = query.tests.flatMap((test) => translated(test, source) ?? []);
  const tests = [...source.tests, ...known];
  let counts = known.length === query.tests.length;
  const requests = regions.flatMap((region) =>
    timesOf(query).flatMap((time) => {
      const asked: Search = { collections: source.collections, region, time, tests, limit };
      const { requests, said } = source.api.search[method]
        ? searchRequest(source.api, method, asked)
        : itemsRequests(source, asked);
      counts &&= said;
      return requests;
    }),
  );
  const streams = requests.map((first) => streamOf(ask, first, limit));
  await new Collector(streams, 0).begin();
  return { streams, counts };
}

/** A collection's list takes boxes and times alone. */
function itemsRequests({ items, api, collections }: Source, search: Search): Requests {
  const address = items ?? `${collectionAt(api, collections[0]!)}/items`;
  const boxes = search.region?.boxes.map((box): Region => ({ boxes: [box], geometry: null, exact: true }));
  const requests = (boxes ?? [null]).map((region) => itemsRequest(address, { ...search, region }));
  return { requests, said: search.tests.length === 0 && !search.region?.geometry };
}

function streamOf(ask: Ask, first: PageRequest, limit: number): Stream {
  const { http, source, query, area, cache, signal } = ask;
  const wanted = matcher(query, query.place ? null : area);
  const known = { root: source.api.root, cache, ...(source.rows && { rows: source.rows }) };
  return new Stream({
    pages: readPages({ http, first, signal }),
    name: source.api.title,
    pageSize: limit,
    read: (item, { url }) => {
      const reading = readScene(item, 'an item without id', { ...known, url });
      return reading && 'scene' in reading && !wanted(reading.scene) ? null : reading;
    },
    signal,
  });
}

function timesOf({ times }: SceneQuery): readonly (Interval | null)[] {
  return times ? fewerTimes(times, maxIntervals) : [null];
}

/** A test of a scene's property by the name that the API has for it; null where a collection has none. */
function translated(test: PropertyTest, { rows, collections }: Source): PropertyTest | null {
  const asked = rows?.filter(({ collection }) => collections.includes(collection)) ?? [];
  const names = asked.map(({ queryNames }) =>
    Object.hasOwn(queryNames, test.name) ? queryNames[test.name]!(test) : ownName(test, true),
  );
  const [first = ownName(test, rows !== null), ...others] = names;
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : null;
}

/** STAC's names stand for themselves; Earth Engine's, in capitals, and "system:" ones are known here alone. */
function ownName(test: PropertyTest, ofDataset: boolean): PropertyTest | null {
  return test.name.startsWith('system:') || (ofDataset && /^[A-Z]/.test(test.name)) ? null : test;
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}

function tooLarge(id: string): BestpixelError {
  return new BestpixelError('no-area', 'this collection is too large to be listed whole', {
    where: id,
    remedy: 'Choose a place, or zoom in to where its scenes are wanted.',
  });
}
