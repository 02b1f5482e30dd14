import { BestpixelError } from '../errors.ts';
import type { Node } from '../expression/nodes.ts';
import { ofCall, type Computed, type Wrap } from './computed.ts';
import { promote } from './promote.ts';

/** Items of a list that a function is called for. */
const mostItems = 1000;

/** `List.map`: the function is called for each item, while the script runs. */
export function mapItems(list: Computed, algorithm: unknown, wrap: Wrap): Computed {
  const call = callOf('List.map', algorithm);
  const nodes = itemsFor('List.map', list).map((item) =>
    result('List.map', call(wrap('Object', item)), wrap),
  );
  const node: Node = { kind: 'list', items: nodes };
  return wrap('List', ofCall('List', node) ?? node);
}

/** `List.iterate`: the same, each call with what the one before gave. */
export function iterateItems(
  list: Computed,
  { algorithm, first }: { readonly algorithm: unknown; readonly first: unknown },
  wrap: Wrap,
): Computed {
  const call = callOf('List.iterate', algorithm);
  let value = result('List.iterate', first, wrap);
  for (const item of itemsFor('List.iterate', list)) {
    value = result('List.iterate', call(wrap('Object', item), wrap('Object', value)), wrap);
  }
  return wrap('Object', value);
}

function callOf(method: string, algorithm: unknown): (...args: Computed[]) => unknown {
  if (typeof algorithm === 'function') return algorithm as (...args: Computed[]) => unknown;
  throw new BestpixelError('bad-input', `${method}: 'algorithm' is not a function`, { where: method });
}

function result(method: string, value: unknown, wrap: Wrap): Node {
  const node = promote('Object', value, wrap);
  if (node) return node;
  const what = value === undefined ? 'the function returns nothing' : 'what the function returns is no value';
  throw new BestpixelError('bad-input', `${method}: ${what}`, {
    where: method,
    remedy: "End it with 'return' and a value.",
  });
}

function itemsFor(method: string, list: Computed): readonly Node[] {
  const items = itemsOf(list.node);
  if (items && items.length <= mostItems) return items;
  const what = items
    ? `the list has ${items.length} items, and ${mostItems} are the most`
    : 'the items of the list are not known while the script runs';
  throw new BestpixelError('unsupported', `${method}: ${what}`, {
    where: method,
    remedy: items
      ? 'Use a shorter list.'
      : 'Use a list that is written out, or ee.List.sequence of plain numbers; for images, ImageCollection.map.',
  });
}

/** The items of a list, where they are known while the script runs. */
function itemsOf(node: Node): readonly Node[] | null {
  if (node.kind === 'list') return node.items;
  if (node.kind === 'constant') {
    return Array.isArray(node.value) ? node.value.map((value): Node => ({ kind: 'constant', value })) : null;
  }
  if (node.kind !== 'call') return null;
  if (node.method === 'List.of') return itemsOf(Object.values(node.args)[0]!);
  if (node.method === 'List.sequence') return sequence(node.args);
  return null;
}

/** Numbers from start to end, by steps or as many as counted; null: not all of it is constant. */
function sequence(args: Readonly<Record<string, Node>>): readonly Node[] | null {
  const [start, end, step, count] = ['start', 'end', 'step', 'count'].map((name) => {
    const node = args[name];
    return node ? numberOf(node) : undefined;
  });
  if (start === null || end === null || step === null || count === null || start === undefined) return null;
  const by = spacing(start, { end, step, count });
  if (!by || !(by.count >= 0)) return null;
  const length = Math.min(by.count, mostItems + 1);
  return Array.from({ length }, (_, i): Node => ({ kind: 'constant', value: start + i * by.step }));
}

function spacing(
  start: number,
  { end, step = 1, count }: { readonly end?: number; readonly step?: number; readonly count?: number },
): { readonly step: number; readonly count: number } | null {
  if (count !== undefined) {
    const even = end !== undefined && count > 1 ? (end - start) / (count - 1) : step;
    return { step: even, count: Math.floor(count) };
  }
  if (end === undefined || step === 0) return null;
  return { step, count: Math.max(0, Math.floor((end - start) / step + 1e-9) + 1) };
}

/** A number that is written out; null: one that is yet to be computed. */
function numberOf(node: Node): number | null {
  if (node.kind === 'constant') return typeof node.value === 'number' ? node.value : null;
  const isCast = node.kind === 'call' && node.method === 'Number.of';
  return isCast ? numberOf(Object.values(node.args)[0]!) : null;
}
