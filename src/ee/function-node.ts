import type { FunctionNode, Node } from '../expression/nodes.ts';

/**
 * A function of what its body calls `placeholder`. The argument's name tells how many functions lie in each other inside:
 * equal code is equal data, and whatever is used within another function hides none of its arguments.
 */
export function functionNode(placeholder: string, body: Node): FunctionNode {
  const argument = `image${levelsIn(body)}`;
  return { kind: 'function', argument, body: renamed(body, { placeholder, argument, done: new Map() }) };
}

const levels = new WeakMap<Node, number>();

function levelsIn(node: Node): number {
  const known = levels.get(node);
  if (known !== undefined) return known;
  const inner = partsOf(node).reduce((most, part) => Math.max(most, levelsIn(part)), 0);
  const level = node.kind === 'function' ? inner + 1 : inner;
  levels.set(node, level);
  return level;
}

function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'call':
      return Object.values(node.args);
    case 'list':
      return node.items;
    case 'dictionary':
      return Object.values(node.entries);
    case 'function':
      return [node.body];
    default:
      return [];
  }
}

interface Renaming {
  readonly placeholder: string;
  readonly argument: string;
  readonly done: Map<Node, Node>;
}

/** What does not speak of the argument stays the same object. */
function renamed(node: Node, renaming: Renaming): Node {
  const known = renaming.done.get(node);
  if (known) return known;
  const made = remade(node, renaming);
  renaming.done.set(node, made);
  return made;
}

function remade(node: Node, renaming: Renaming): Node {
  const inner = (part: Node): Node => renamed(part, renaming);
  switch (node.kind) {
    case 'argument':
      return node.name === renaming.placeholder ? { ...node, name: renaming.argument } : node;
    case 'call': {
      const args = remadeEntries(node.args, inner);
      return args === node.args ? node : { ...node, args };
    }
    case 'dictionary': {
      const entries = remadeEntries(node.entries, inner);
      return entries === node.entries ? node : { ...node, entries };
    }
    case 'list': {
      const items = node.items.map(inner);
      return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
    }
    case 'function': {
      const body = inner(node.body);
      return body === node.body ? node : { ...node, body };
    }
    default:
      return node;
  }
}

function remadeEntries(
  entries: Readonly<Record<string, Node>>,
  inner: (part: Node) => Node,
): Readonly<Record<string, Node>> {
  const all = Object.entries(entries).map(([name, part]) => [name, inner(part)] as const);
  return all.every(([name, part]) => part === entries[name]) ? entries : Object.fromEntries(all);
}
