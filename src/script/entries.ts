import { BestpixelError } from '../errors.ts';
import type { ConstantValue, Node } from '../expression/nodes.ts';
import { most } from './limits.ts';

/**
 * The expressions of a `Handover`'s list, as data that nobody vouches for: each still is to be validated. Parts come
 * before what they are parts of, so that nothing contains itself.
 * @throws BestpixelError 'script'
 */
export function nodesOf(entries: unknown): readonly Node[] {
  if (!Array.isArray(entries) || entries.length > most.nodes) throw forged('its expressions are no list');
  const nodes: Node[] = [];
  for (const entry of entries) nodes.push(nodeOf(recordOf(entry), nodes));
  return nodes;
}

/** One of the expressions by its index. */
export function pick(nodes: readonly Node[], index: unknown): Node {
  const node = Number.isInteger(index) ? nodes[index as number] : undefined;
  if (!node) throw forged('a part of an expression is missing');
  return node;
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // Own members alone: '__proto__' is a name as any other.
    return Object.assign(Object.create(null) as Record<string, unknown>, value);
  }
  throw forged('a part of it is no object');
}

function nodeOf(entry: Readonly<Record<string, unknown>>, nodes: readonly Node[]): Node {
  const { kind } = entry;
  switch (kind) {
    case 'constant':
      return { kind, value: entry['value'] as ConstantValue };
    case 'argument':
      return { kind, name: entry['name'] as string };
    case 'call':
      return { kind, method: entry['method'] as string, args: named(entry['args'], nodes) };
    case 'list':
      return { kind, items: listOf(entry['items']).map((index) => pick(nodes, index)) };
    case 'dictionary':
      return { kind, entries: named(entry['entries'], nodes) };
    case 'function':
      return { kind, argument: entry['argument'] as string, body: pick(nodes, entry['body']) };
    default:
      throw forged('an expression has a part of unknown kind');
  }
}

function named(value: unknown, nodes: readonly Node[]): Readonly<Record<string, Node>> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([name, index]) => [name, pick(nodes, index)] as const),
  );
}

export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw forged('a part of it is no list');
}

export function forged(what: string): BestpixelError {
  return new BestpixelError('script', `what the script handed over is not to be used: ${what}`, {
    remedy: 'Leave the objects of the language and of ee as they are.',
  });
}
