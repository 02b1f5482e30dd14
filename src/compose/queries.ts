import { BestpixelError } from '../errors.ts';
import { findMethod } from '../expression/methods.ts';
import type { CallNode, ConstantValue, Node } from '../expression/nodes.ts';
import { accepts, type ValueType } from '../expression/types.ts';
import { validateNode } from '../expression/validate.ts';
import { queryKey, type PropertyTest, type SceneQuery } from '../scene/query.ts';
import { PlainValues } from './arguments.ts';
import { timesOf, yearsOf, type CalendarRange } from './calendar.ts';
import { dateFilter, namesIn, not, type SceneFilter } from './filters.ts';
import { FreeNames } from './free-names.ts';
import { metadataFilter } from './text-filters.ts';
import type { Value } from './values.ts';
import { anyName, namesSetBy } from './set-names.ts';
import type { Place } from './places.ts';

/** More collections than any script filters; each may be a load of its own. */
const maxChains = 100;

/** A collection that methods are called on in turn, each of which leaves or drops single scenes. */
export interface Chain {
  /** A load, or what looks at the scenes as a list, such as limit. */
  readonly base: CallNode;
  /** From the base on. */
  readonly links: readonly CallNode[];
}

const passing: ReadonlySet<string> = new Set([
  'ImageCollection.filter',
  'ImageCollection.filterDate',
  'ImageCollection.filterBounds',
  'ImageCollection.filterMetadata',
  'ImageCollection.linkCollection',
  'ImageCollection.map',
  'ImageCollection.select',
  'ImageCollection.set',
  'ImageCollection.sort',
]);

export function chainOf(node: CallNode): Chain {
  const links: CallNode[] = [];
  let base = node;
  while (passing.has(base.method)) {
    links.push(base);
    base = base.args['collection'] as CallNode;
  }
  return { base, links: links.toReversed() };
}

/** Whether filters on what it gives are filters on both collections. */
export function isMerge({ method }: CallNode): boolean {
  return method === 'ImageCollection.merge';
}

/**
 * What an expression loads, each query once: of every collection, what its filters leave. `limit` and whatever makes an
 * image of a collection keep the filters after them from being asked for.
 * @param wanted what the expression may be; an image or a collection unless given
 * @throws BestpixelError 'bad-input' for what is no expression, and for dates and geometries that are none.
 */
export function queriesOf(node: Node, wanted?: readonly ValueType[]): SceneQuery[] {
  const search = new Search();
  search.visit(validateNode(node, wanted));
  return [...search.queries.values()];
}

class Search {
  readonly queries = new Map<string, SceneQuery>();
  readonly #seen = new Set<Node>();
  readonly #seenFor = new Map<Node, Set<string>>();
  readonly #plain = new PlainValues();
  readonly #names = new FreeNames();
  #chains = 0;

  visit(node: Node): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    if (node.kind === 'function') this.visit(node.body);
    if (node.kind === 'list') for (const item of node.items) this.visit(item);
    if (node.kind === 'dictionary') for (const entry of Object.values(node.entries)) this.visit(entry);
    if (node.kind === 'call') {
      if (findMethod(node.method)!.result === 'ImageCollection') this.#follow(node, []);
      else for (const arg of Object.values(node.args)) this.visit(arg);
    }
  }

  /** @param after filters on what the node gives */
  #follow(node: CallNode, after: readonly CallNode[]): void {
    if (++this.#chains > maxChains) throw tooMany();
    const { base, links } = chainOf(node);
    const query = queryOf({ base, links: [...links, ...after] }, this.#plain);
    if (query) this.queries.set(queryKey(query), query);
    const filters = isMerge(base) ? throughMerge([...links, ...after], this.#plain) : [];
    for (const arg of Object.values(base.args)) this.#visitFor(arg, filters);
    for (const { args } of links) {
      for (const [name, arg] of Object.entries(args)) if (name !== 'collection') this.visit(arg);
    }
  }

  #visitFor(node: Node, after: readonly CallNode[]): void {
    if (after.length === 0 || node.kind !== 'call') return this.visit(node);
    const key = this.#names.keyOf(after);
    const seen = this.#seenFor.get(node) ?? new Set();
    this.#seenFor.set(node, seen);
    if (seen.has(key)) return;
    seen.add(key);
    this.#follow(node, after);
  }
}

/** What a chain's filters leave of the collection that it loads; null: it begins elsewhere. */
export function queryOf({ base, links }: Chain, plain: PlainValues): SceneQuery | null {
  if (base.method !== 'ImageCollection.load') return null;
  const filters = telling(links, plain).map(({ filter }) => filter);
  const node = base.args['id']!;
  const id = plain.knows(node) ? plain.of(node) : null;
  if (typeof id === 'string') return { id, ...narrowed(conjuncts(filters)) };
  throw new BestpixelError('bad-input', 'ee.ImageCollection: the id is not a text that is known beforehand', {
    where: 'ImageCollection.load',
    remedy: "Write it out, as 'COPERNICUS/S2_SR_HARMONIZED'.",
  });
}

/** Of the links of a chain, the filters that a merged collection's parts may be asked for: ids differ there. */
export function throughMerge(links: readonly CallNode[], plain: PlainValues): readonly CallNode[] {
  const ids = ['system:index', 'system:id'];
  return telling(links, plain)
    .filter(({ filter }) => ids.every((id) => !namesIn(filter).has(id)))
    .map(({ link }) => link);
}

interface Telling {
  readonly link: CallNode;
  readonly filter: SceneFilter;
}

/** The filters among links that are of the scenes' own properties: those that a function sets are not known before. */
function telling(links: readonly CallNode[], plain: PlainValues): Telling[] {
  const found: Telling[] = [];
  const set = new Set<string>();
  for (const link of links) {
    const filter = filterOf(link, plain);
    if (filter && !set.has(anyName) && [...namesIn(filter)].every((name) => !set.has(name))) {
      found.push({ link, filter });
    }
    for (const name of namesSetBy(link)) set.add(name);
  }
  return found;
}

/** What a link says of scenes; null: nothing, or what only other scenes tell. */
function filterOf(link: CallNode, plain: PlainValues): SceneFilter | null {
  const args = valuesOf(link, plain);
  switch (args && link.method) {
    case 'ImageCollection.filter':
      return args!['filter'] as SceneFilter;
    case 'ImageCollection.filterDate':
      return dateFilter(args!['start'] as string, args!['end'] as string | undefined);
    case 'ImageCollection.filterMetadata':
      return metadataFilter(args!['name'] as string, args!['operator'] as string, args!['value'] as string);
    case 'ImageCollection.filterBounds':
      return { kind: 'touching', place: args!['geometry'] as Place };
    default:
      return null;
  }
}

/** A link's arguments; null: they are not known, or not what they should be, as resolving will tell. */
function valuesOf({ method, args }: CallNode, plain: PlainValues): Readonly<Record<string, Value>> | null {
  const values: Record<string, Value> = {};
  for (const { name, type } of findMethod(method)!.params) {
    const arg = args[name];
    if (!arg || name === 'collection') continue;
    if (!plain.knows(arg)) return null;
    const value = plain.of(arg);
    const isScalar = type === 'Date' || type === 'String' || type === 'Value';
    if (isScalar && !accepts(type, value as ConstantValue)) return null;
    values[name] = value;
  }
  return values;
}

function narrowed(filters: readonly SceneFilter[]): Omit<SceneQuery, 'id'> {
  let outer: { start: number; end: number } | null = null;
  let place: SceneQuery['place'] = null;
  const ranges: CalendarRange[] = [];
  const tests = new Map<string, PropertyTest>();
  for (const filter of filters) {
    const test = testOf(filter);
    if (test) tests.set(JSON.stringify(test), test);
    if (filter.kind === 'touching') place ??= filter.place;
    if (filter.kind === 'calendar') ranges.push(filter.range);
    const within =
      filter.kind === 'during' ? filter : filter.kind === 'calendar' ? yearsOf(filter.range) : null;
    if (within) {
      const { start, end }: { start: number; end: number } = outer ?? { start: -Infinity, end: Infinity };
      outer = { start: Math.max(start, within.start), end: Math.min(end, within.end) };
    }
  }
  return { times: outer && timesOf(ranges, outer), place, tests: [...tests.values()] };
}

/** Conditions that all hold where all filters do; negations are carried down to what they negate. */
function conjuncts(filters: readonly SceneFilter[]): readonly SceneFilter[] {
  const result: SceneFilter[] = [];
  const seen = { true: new Set<SceneFilter>(), false: new Set<SceneFilter>() };
  const visit = (filter: SceneFilter, wanted: boolean): void => {
    const visited = seen[`${wanted}`];
    if (visited.has(filter)) return;
    visited.add(filter);
    if (filter.kind === 'not') visit(filter.filter, !wanted);
    else if (filter.kind === (wanted ? 'all' : 'any')) filter.filters.forEach((part) => visit(part, wanted));
    else result.push(wanted ? filter : not(filter));
  };
  filters.forEach((filter) => visit(filter, true));
  return result;
}

const opposite = { eq: 'neq', lt: 'gte', gt: 'lte' } as const;

/** A comparison, or what is made by negating one, as a source may be asked for it. */
function testOf(filter: SceneFilter): PropertyTest | null {
  if (filter.kind === 'in') return { name: filter.name, op: 'in', value: filter.values };
  if (filter.kind === 'compare') return { name: filter.name, op: filter.op, value: filter.value };
  if (filter.kind !== 'not' || filter.filter.kind !== 'compare') return null;
  const { name, op, value } = filter.filter;
  return { name, op: opposite[op], value };
}

function tooMany(): BestpixelError {
  return new BestpixelError('bad-input', `The expression filters more than ${maxChains} collections`, {
    remedy: 'Show less in one layer.',
  });
}
