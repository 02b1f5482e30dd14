import type { Node } from '../../expression/nodes.ts';
import { literal } from './literals.ts';
import { render } from './layout.ts';

/** A node whose equals are one object. */
export interface Term {
  readonly id: number;
  readonly node: Node;
  /** By name of the argument or entry, or by index. */
  readonly parts: ReadonlyMap<string, Term>;
  /** Arguments of functions around it that it depends on. */
  readonly free: ReadonlySet<string>;
}

/** The terms of expressions: equal ones, and only those, are the same object. */
export class Terms {
  readonly #byNode = new Map<Node, Term>();
  readonly #byKey = new Map<string, Term>();

  of(node: Node): Term {
    const known = this.#byNode.get(node);
    if (known) return known;
    const parts = new Map(partsOf(node).map(([name, part]) => [name, this.of(part)]));
    const key = keyOf(node, parts);
    const term = this.#byKey.get(key) ?? { id: this.#byKey.size, node, parts, free: freeOf(node, parts) };
    this.#byKey.set(key, term);
    this.#byNode.set(node, term);
    return term;
  }
}

function partsOf(node: Node): (readonly [string, Node])[] {
  switch (node.kind) {
    case 'call':
      return Object.entries(node.args);
    case 'list':
      return node.items.map((item, i) => [String(i), item]);
    case 'dictionary':
      return Object.entries(node.entries);
    case 'function':
      return [['body', node.body]];
    default:
      return [];
  }
}

function keyOf(node: Node, parts: ReadonlyMap<string, Term>): string {
  const ids = [...parts].map(([name, { id }]) => [name, id]);
  const inner = node.kind === 'list' ? ids : ids.toSorted(([a], [b]) => (a! < b! ? -1 : 1));
  return JSON.stringify([node.kind, nameOf(node), inner]);
}

function nameOf(node: Node): string {
  switch (node.kind) {
    case 'constant':
      return render(literal(node.value), Infinity);
    case 'call':
      return node.method;
    case 'function':
      return node.argument;
    case 'argument':
      return node.name;
    default:
      return '';
  }
}

const nothing: ReadonlySet<string> = new Set();

function freeOf(node: Node, parts: ReadonlyMap<string, Term>): ReadonlySet<string> {
  if (node.kind === 'argument') return new Set([node.name]);
  const inner = [...parts.values()].map(({ free }) => free).filter(({ size }) => size > 0);
  if (inner.length === 0) return nothing;
  const free = new Set(inner.flatMap((names) => [...names]));
  if (node.kind === 'function') free.delete(node.argument);
  return free;
}

/** A function around, or null for the script itself. */
export type Owner = Term | null;

/** How often each term is asked for, within each function that it belongs to: the innermost it depends on. */
export class Uses {
  readonly #counts = new Map<string, number>();
  readonly #receiverOf = new Map<number, Set<string>>();

  count(term: Term, around: readonly Term[] = []): void {
    const owner = ownerOf(term, around);
    const key = keyIn(owner, term);
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    if (count > 0) return;
    const inside = term.node.kind === 'function' ? [...around, term] : around;
    for (const part of term.parts.values()) {
      if (term.node.kind === 'call') this.#calledBy(part).add(term.node.method);
      this.count(part, inside);
    }
  }

  of(term: Term, owner: Owner): number {
    return this.#counts.get(keyIn(owner, term)) ?? 0;
  }

  /** Whether a method is called with it. */
  isGivenTo(term: Term, method: string): boolean {
    return this.#calledBy(term).has(method);
  }

  #calledBy({ id }: Term): Set<string> {
    let methods = this.#receiverOf.get(id);
    if (!methods) this.#receiverOf.set(id, (methods = new Set()));
    return methods;
  }
}

export function ownerOf({ free }: Term, around: readonly Term[]): Owner {
  if (free.size === 0) return null;
  return around.findLast(({ node }) => node.kind === 'function' && free.has(node.argument)) ?? null;
}

export function keyIn(owner: Owner, { id }: Term): string {
  return `${owner?.id ?? ''}:${id}`;
}
